// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace divmid::gateway::net {

/// A frame as a client sends it, right or wrong.
struct ClientFrame {
    unsigned opcode{1};
    std::string_view payload{};
    bool last{true};
    bool masked{true};
    unsigned reserved_bits{0};
    int size_bytes{-1};  ///< 0, 2 or 8 beyond the seven bits; -1: the right number.
};

inline constexpr unsigned kContinuation = 0, kText = 1, kBinary = 2, kClose = 8, kPing = 9,
                          kPong = 10;

[[nodiscard]] std::string encode(const ClientFrame& frame);

/// A whole text frame.
[[nodiscard]] inline std::string masked_text(std::string_view payload) {
    return encode({.payload = payload});
}

/// Payload of a close frame.
[[nodiscard]] std::string close_payload(unsigned code, std::string_view reason = {});

}  // namespace divmid::gateway::net
