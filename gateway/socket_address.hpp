// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace divmid::gateway {

/// Where a TCP listener is.
struct SocketAddress {
    std::string address;   ///< IPv4 or IPv6, in digits.
    std::uint16_t port{};  ///< 0: any free one.

    friend bool operator==(const SocketAddress&, const SocketAddress&) = default;
};

/// Whether it is an IPv4 or IPv6 address, in digits.
[[nodiscard]] bool is_address(const std::string& text);

/// "127.0.0.1:8080" or "[::1]:8080"; nothing for anything else.
[[nodiscard]] std::optional<SocketAddress> parse_socket_address(std::string_view text);
/// As parse_socket_address() reads it.
[[nodiscard]] std::string to_text(const SocketAddress& address);

}  // namespace divmid::gateway
