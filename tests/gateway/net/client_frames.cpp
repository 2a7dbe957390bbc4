// SPDX-License-Identifier: Apache-2.0
#include "tests/gateway/net/client_frames.hpp"

namespace divmid::gateway::net {

std::string encode(const ClientFrame& frame) {
    const std::uint64_t size = frame.payload.size();
    const int bytes = frame.size_bytes >= 0 ? frame.size_bytes
                      : size < 126          ? 0
                      : size <= 0xffff      ? 2
                                            : 8;
    const auto byte = [](std::uint64_t value) { return static_cast<char>(value & 0xff); };
    const unsigned mask_bit = frame.masked ? 0x80 : 0;
    std::string out;
    out.push_back(byte((frame.last ? 0x80U : 0U) | frame.reserved_bits << 4 | frame.opcode));
    out.push_back(byte(mask_bit | (bytes == 0 ? size : bytes == 2 ? 126 : 127)));
    for (int left = bytes; left > 0; --left) out.push_back(byte(size >> 8 * (left - 1)));
    if (!frame.masked) return out.append(frame.payload);
    constexpr std::string_view kMask{"\x37\xfa\x21\x3d"};
    out += kMask;
    for (std::size_t at = 0; at < frame.payload.size(); ++at)
        out.push_back(static_cast<char>(frame.payload[at] ^ kMask[at % 4]));
    return out;
}

std::string close_payload(unsigned code, std::string_view reason) {
    std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
    return payload.append(reason);
}

}  // namespace divmid::gateway::net
