// SPDX-License-Identifier: Apache-2.0
#include "gateway/endpoint.hpp"

#include <cstdint>

namespace divmid::gateway {

namespace {

constexpr char byte(std::uint64_t value) {
    return static_cast<char>(static_cast<unsigned char>(value & 0xff));
}

}  // namespace

std::string text_frame(std::string_view payload) {
    constexpr std::uint64_t kWholeText = 0x81;  // FIN and opcode 1
    const std::uint64_t size = payload.size();
    std::string frame;
    frame.reserve(payload.size() + 10);
    frame.push_back(byte(kWholeText));
    const auto append_size = [&](int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            frame.push_back(byte(size >> static_cast<unsigned>(shift)));
    };
    if (size < 126) {
        append_size(1);
    } else if (size <= 0xffff) {
        frame.push_back(126);
        append_size(2);
    } else {
        frame.push_back(127);
        append_size(8);
    }
    return frame += payload;
}

}  // namespace divmid::gateway
