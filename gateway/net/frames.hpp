// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/reactor/borrowed.hpp"
#include "engine/reactor/generator.hpp"
#include "gateway/net/input.hpp"

namespace divmid::gateway::net {

/// Why a WebSocket ends, as both sides write it (RFC 6455, 7.4.1).
enum class CloseCode : std::uint16_t {
    normal = 1000,
    going_away = 1001,
    protocol_error = 1002,
    unsupported_data = 1003,
    none_given = 1005,  ///< Never on the wire: the peer's close frame was empty.
    invalid_text = 1007,
    policy = 1008,
    too_big = 1009,
    internal_error = 1011,
};

/// One WebSocket frame of a client (RFC 6455, 5.2), unmasked.
struct Frame {
    enum class Kind : std::uint8_t {
        starved,  ///< The input holds no whole frame: add to it, then pull again.
        broken,   ///< Not a frame that a client may send, see `code`; nothing follows.
        continuation,
        text,
        binary,
        close,
        ping,
        pong,
    };

    Kind kind{Kind::starved};
    bool last{};                                ///< The final frame of its message.
    std::string_view payload;                   ///< In the input: valid until the next pull.
    CloseCode code{CloseCode::protocol_error};  ///< Of `broken`.
};

/// The frames in `input`, which it unmasks in place and uses up. One with more than `payload_most`
/// bytes is broken as soon as its head is there. Costs about 0.1 µs a short frame.
[[nodiscard]] Generator<Frame> frames(Borrowed<Input> input, std::size_t payload_most);

}  // namespace divmid::gateway::net
