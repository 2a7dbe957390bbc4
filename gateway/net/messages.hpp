// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/reactor/generator.hpp"
#include "gateway/net/frames.hpp"

namespace divmid::gateway::net {

/// What a client said over a WebSocket, put together from its frames.
struct Message {
    enum class Kind : std::uint8_t {
        starved,  ///< No whole message: add to the input, then pull again.
        text,     ///< Checked to be UTF-8.
        ping,
        pong,
        close,   ///< The client ends it, with `code` and the reason as payload. Nothing follows.
        broken,  ///< The client breaks the protocol: to be closed with `code`. Nothing follows.
    };

    Kind kind{Kind::starved};
    std::string_view payload;  ///< Valid until the next pull.
    CloseCode code{CloseCode::none_given};
};

/// The messages in `frames` (RFC 6455, 5.4 to 5.6): fragments joined up to `text_most` bytes, with
/// control frames in between as they come. Binary messages are refused: the dialect has none.
[[nodiscard]] Generator<Message> messages(Generator<Frame> frames, std::size_t text_most);

}  // namespace divmid::gateway::net
