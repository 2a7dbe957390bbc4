// SPDX-License-Identifier: Apache-2.0
#include "gateway/socket_address.hpp"

#include <arpa/inet.h>
#include <spdlog/fmt/fmt.h>

#include <array>
#include <charconv>

namespace divmid::gateway {

bool is_address(const std::string& text) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
           inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

std::optional<SocketAddress> parse_socket_address(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == text.npos) return std::nullopt;
    std::string_view address = text.substr(0, colon);
    const std::string_view port = text.substr(colon + 1);
    if (address.starts_with('[') && address.ends_with(']'))
        address = address.substr(1, address.size() - 2);
    SocketAddress read{std::string{address}, 0};
    const auto number = std::from_chars(port.begin(), port.end(), read.port);
    const bool whole = number.ec == std::errc{} && number.ptr == port.end();
    if (!whole || !is_address(read.address)) return std::nullopt;
    return read;
}

std::string to_text(const SocketAddress& address) {
    if (address.address.find(':') == std::string::npos)
        return fmt::format("{}:{}", address.address, address.port);
    return fmt::format("[{}]:{}", address.address, address.port);
}

}  // namespace divmid::gateway
