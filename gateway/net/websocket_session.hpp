// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "gateway/endpoint.hpp"
#include "gateway/net/messages.hpp"
#include "gateway/net/pulled.hpp"
#include "gateway/net/requests.hpp"
#include "gateway/net/session.hpp"

namespace divmid::gateway::net {

/// A WebSocket on one connection, between its wire and its conversation. All that goes out, texts,
/// pongs, pings and closes, is appended to the same cork, so that no frame splits another.
///
/// While the wire is paused, control frames are still answered; texts are held, up to a limit.
/// While the peer leaves much unread, or the conversation has no room, nothing is read.
class WebSocketSession final : public Session, public Outbox {
public:
    explicit WebSocketSession(Wire& wire);
    ~WebSocketSession() override;
    WebSocketSession(const WebSocketSession&) = delete;
    WebSocketSession& operator=(const WebSocketSession&) = delete;

    /// Accepts the handshake and begins the conversation; or says why not, and nothing was sent.
    /// Requires: judge() found the request good.
    [[nodiscard]] std::expected<void, HttpResponse> open(Endpoint& endpoint,
                                                         const Request& request);

    std::string_view kind() const override { return "websocket"; }
    bool take_apart() override;
    bool may_go_on() const override;
    bool wants_input() const override;
    void input_ended() override;
    void drained() override;
    void too_slow() override;
    void sweep() override;
    void stop_begins() override;
    void stop() override;
    void gone() override;

    void send_text(std::string_view payload) override;
    void send_frame(const SharedFrame& frame) override;
    void close(std::uint16_t code, std::string_view reason) override;
    std::string_view peer() const override { return wire_.peer(); }
    std::size_t queued() const override { return wire_.queued(); }

private:
    bool has_room() const;
    bool may_deliver() const;
    void leave_unless_owing();
    bool deliver_held();
    void take(const Message& message);
    void end(CloseCode code, std::string_view reason);

    Wire& wire_;
    std::unique_ptr<Conversation> conversation_;
    Pulled<Message> messages_;
    std::deque<std::string> held_;
    std::size_t held_bytes_ = 0;
    std::chrono::microseconds opened_;
    std::chrono::microseconds pinged_;
    std::chrono::microseconds heard_;  ///< The last pong, or the beginning.
    bool closing_ = false;             ///< A close frame was sent: nothing may follow it.
    std::string_view farewell_ = "The server is going away.";
    bool stopping_ = false;  ///< Nothing more is taken; what is owed still goes out.
    bool unread_ = false;    ///< The input may hold more than this pass allowed.
};

}  // namespace divmid::gateway::net
