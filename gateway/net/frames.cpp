// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/frames.hpp"

#include <array>
#include <cstring>
#include <optional>
#include <span>

namespace divmid::gateway::net {

namespace {

/// What the first bytes of a frame say.
struct Head {
    Frame::Kind kind{Frame::Kind::broken};
    bool last{};
    std::uint64_t payload_size{};
    std::size_t size{};  ///< Of the head, the mask in it.
    CloseCode code{CloseCode::protocol_error};
};

constexpr std::size_t kMaskSize = 4;

constexpr unsigned byte_at(std::span<const char> bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

constexpr Frame::Kind kind_of(unsigned opcode) {
    switch (opcode) {
        case 0x0:
            return Frame::Kind::continuation;
        case 0x1:
            return Frame::Kind::text;
        case 0x2:
            return Frame::Kind::binary;
        case 0x8:
            return Frame::Kind::close;
        case 0x9:
            return Frame::Kind::ping;
        case 0xa:
            return Frame::Kind::pong;
        default:
            return Frame::Kind::broken;
    }
}

constexpr bool is_control(unsigned opcode) {
    return (opcode & 0x8) != 0;
}

std::uint64_t big_endian(std::span<const char> bytes) {
    std::uint64_t value = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) value = value << 8 | byte_at(bytes, at);
    return value;
}

/// Bytes that hold the payload's size, beyond the seven bits of the second byte.
constexpr std::size_t size_bytes(unsigned seven_bits) {
    return seven_bits == 127 ? 8 : seven_bits == 126 ? 2 : 0;
}

/// A size is written in as few bytes as it fits (RFC 6455, 5.2).
constexpr bool is_shortest(std::uint64_t size, std::size_t bytes) {
    return bytes == 0 || (bytes == 2 && size > 125) || (bytes == 8 && size > 0xffff);
}

/// The head that `bytes` begin with; nothing while it is not whole.
std::optional<Head> read_head(std::span<const char> bytes, std::size_t payload_most) {
    Head head;
    if (bytes.size() < 2) return std::nullopt;
    const unsigned first = byte_at(bytes, 0);
    const unsigned second = byte_at(bytes, 1);
    const unsigned opcode = first & 0x0f;
    const bool reserved_bits = (first & 0x70) != 0;
    const bool masked = (second & 0x80) != 0;
    if (reserved_bits || !masked) return head;

    const std::size_t extra = size_bytes(second & 0x7f);
    head.size = 2 + extra + kMaskSize;
    head.last = (first & 0x80) != 0;
    if (is_control(opcode) && (extra != 0 || !head.last)) return head;
    if (bytes.size() < 2 + extra) return std::nullopt;
    head.payload_size = extra == 0 ? second & 0x7f : big_endian(bytes.subspan(2, extra));
    if (!is_shortest(head.payload_size, extra)) return head;
    if (head.payload_size > payload_most && !is_control(opcode)) {
        head.code = CloseCode::too_big;
        return head;
    }
    head.kind = kind_of(opcode);
    if (head.kind != Frame::Kind::broken && bytes.size() < head.size) return std::nullopt;
    return head;
}

void unmask(std::span<char> payload, std::span<const char> mask) {
    std::array<char, 8> twice{};
    std::memcpy(twice.data(), mask.data(), kMaskSize);
    std::memcpy(twice.data() + kMaskSize, mask.data(), kMaskSize);
    std::uint64_t wide{};
    std::memcpy(&wide, twice.data(), sizeof wide);
    std::size_t at = 0;
    for (; at + sizeof wide <= payload.size(); at += sizeof wide) {
        std::uint64_t word{};
        std::memcpy(&word, payload.data() + at, sizeof word);
        word ^= wide;
        std::memcpy(payload.data() + at, &word, sizeof word);
    }
    for (; at < payload.size(); ++at)
        payload[at] = static_cast<char>(payload[at] ^ mask[at % kMaskSize]);
}

}  // namespace

Generator<Frame> frames(Borrowed<Input> input, std::size_t payload_most) {
    for (;;) {
        Frame frame;
        const std::span<char> bytes = input.get().bytes();
        const std::optional<Head> head = read_head(bytes, payload_most);
        if (head && head->kind == Frame::Kind::broken) {
            frame.kind = Frame::Kind::broken;
            frame.code = head->code;
            co_yield frame;
            co_return;
        }
        if (!head || bytes.size() - head->size < head->payload_size) {
            co_yield frame;
            continue;
        }
        const auto payload = bytes.subspan(head->size, head->payload_size);
        unmask(payload, bytes.subspan(head->size - kMaskSize, kMaskSize));
        input.get().consume(head->size + payload.size());
        frame.kind = head->kind;
        frame.last = head->last;
        frame.payload = std::string_view{payload.data(), payload.size()};
        co_yield frame;
    }
}

}  // namespace divmid::gateway::net
