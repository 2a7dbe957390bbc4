// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "gateway/net/input.hpp"
#include "gateway/net/limits.hpp"
#include "gateway/net/traffic.hpp"

namespace divmid::gateway::net {

class Session;

/// One connection as its session sees it: bytes that came, bytes that go, and an end. Without a
/// socket in tests.
class Wire {
public:
    [[nodiscard]] virtual Input& input() = 0;

    /// Where to append what shall be sent: it leaves with the reactor's next pull. To be asked for
    /// anew each time.
    [[nodiscard]] virtual std::string& out() = 0;
    /// Bytes appended and not yet taken by the kernel.
    [[nodiscard]] virtual std::size_t queued() const = 0;

    /// Sends what is queued, then ends the connection. Nothing more is read as input.
    virtual void end() = 0;
    /// Ends the connection at once.
    virtual void abort(std::string_view why) = 0;

    /// Goes on with another session, from the unused input on. The old one is destroyed once it
    /// has returned.
    virtual void become(std::unique_ptr<Session> next) = 0;

    /// Address of the peer, without the port.
    [[nodiscard]] virtual std::string_view peer() const = 0;
    /// Commands are not taken now: nobody may be given a request or a message.
    [[nodiscard]] virtual bool paused() const = 0;
    /// Monotonic.
    [[nodiscard]] virtual std::chrono::microseconds now() const = 0;
    /// For the header of a response.
    [[nodiscard]] virtual std::string_view date() const = 0;
    [[nodiscard]] virtual const NetLimits& limits() const = 0;
    /// Where what passes is counted, together with that of its neighbours.
    [[nodiscard]] virtual Traffic& traffic() = 0;

protected:
    ~Wire() = default;
};

/// What makes sense of a connection's bytes: HTTP first, WebSocket after an upgrade.
class Session {
public:
    virtual ~Session() = default;

    /// "http" or "websocket".
    [[nodiscard]] virtual std::string_view kind() const = 0;

    /// Takes the input apart and passes on at most messages_per_pass of what it holds. True: there
    /// is more that could be passed on in a later pass, though nothing arrives.
    [[nodiscard]] virtual bool take_apart() = 0;
    /// Whether it could go on now with what the last take_apart() left.
    [[nodiscard]] virtual bool may_go_on() const = 0;
    /// Whether more input is welcome.
    [[nodiscard]] virtual bool wants_input() const = 0;

    /// The peer sends no more.
    virtual void input_ended() = 0;
    /// Queued bytes were written, as far as the kernel took them.
    virtual void drained() {}
    /// More is queued than is kept for one connection: it gets what is queued, and nothing after.
    virtual void too_slow() = 0;
    /// Called about every second: whose time is up?
    virtual void sweep() = 0;
    /// The process is going to stop: whoever talks may say so.
    virtual void stop_begins() {}
    /// The process stops: say goodbye as soon as nothing is owed.
    virtual void stop() = 0;
    /// The connection is gone: nothing may be sent. Destroyed right after.
    virtual void gone() = 0;
};

}  // namespace divmid::gateway::net
