// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/reactor/borrowed.hpp"
#include "engine/reactor/generator.hpp"
#include "gateway/endpoint.hpp"
#include "gateway/net/input.hpp"

namespace divmid::gateway::net {

/// What a client asks to become of its connection (RFC 6455, 4.2.1). Empty: it does not ask.
struct UpgradeAsked {
    std::string_view protocol;  ///< Upgrade, when Connection names it.
    std::string_view key;       ///< Sec-WebSocket-Key.
    std::string_view version;   ///< Sec-WebSocket-Version.
};

/// What the bytes of a connection hold next.
struct Request {
    enum class State : std::uint8_t {
        between,    ///< Nothing of a request yet. Add to the input, then pull again.
        in_header,  ///< Part of one: likewise.
        in_body,    ///< Likewise.
        whole,
        refused,  ///< No request that may be answered otherwise than by `status` and the end of
                  ///< the connection: where the next one would begin is not known. Nothing follows.
    };

    State state{State::between};
    bool continue_expected{};  ///< In the body: the client waits for "100 Continue".
    bool keep_alive{};         ///< After the response the connection may go on.
    bool http_1_1{};
    bool head_only{};      ///< HEAD: the response goes without its body.
    HttpRequest request;   ///< When whole. Valid until the next pull; `peer` is the caller's.
    UpgradeAsked upgrade;  ///< When whole. Likewise.
    unsigned status{};     ///< When refused.
    std::string_view why;  ///< When refused: for people, no client text.
};

/// The most bytes of a request's parts.
struct RequestLimits {
    std::size_t header;
    std::size_t body;
};

/// The HTTP/1 requests in `input`, which it uses up (RFC 9112). Strict where two readers of the
/// same bytes could differ about where a request ends: one Host, one Content-Length that is one
/// number, Transfer-Encoding "chunked" and nothing else, never both.
[[nodiscard]] Generator<Request> requests(Borrowed<Input> input, RequestLimits limits);

}  // namespace divmid::gateway::net
