// SPDX-License-Identifier: Apache-2.0
#include "gateway/endpoint.hpp"

#include <cstdint>

namespace divmid::gateway {

namespace {

constexpr char byte(std::uint64_t value) {
    return static_cast<char>(static_cast<unsigned char>(value & 0xff));
}

}  // namespace

void append_text_frame(std::string& to, std::string_view payload) {
    constexpr std::uint64_t kWholeText = 0x81;  // FIN and opcode 1
    const std::uint64_t size = payload.size();
    to.push_back(byte(kWholeText));
    const auto append_size = [&](unsigned bytes) {
        for (unsigned left = bytes; left > 0; --left) to.push_back(byte(size >> 8 * (left - 1)));
    };
    if (size < 126) {
        append_size(1);
    } else if (size <= 0xffff) {
        to.push_back(126);
        append_size(2);
    } else {
        to.push_back(127);
        append_size(8);
    }
    to += payload;
}

std::string text_frame(std::string_view payload) {
    constexpr std::size_t kHeadMost = 10;
    std::string frame;
    frame.reserve(payload.size() + kHeadMost);
    append_text_frame(frame, payload);
    return frame;
}

}  // namespace divmid::gateway
