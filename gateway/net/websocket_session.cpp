// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/websocket_session.hpp"

#include <utility>

#include "gateway/net/handshake.hpp"
#include "gateway/net/responses.hpp"

namespace divmid::gateway::net {

namespace {

// First bytes of whole control frames (RFC 6455, 5.2).
constexpr char kClose = static_cast<char>(0x88);
constexpr char kPing = static_cast<char>(0x89);
constexpr char kPong = static_cast<char>(0x8a);

constexpr int kNothingThere = -1100;
constexpr std::size_t kControlPayloadMost = 125;

/// Requires: payload.size() <= kControlPayloadMost.
void append_control(std::string& to, char first, std::string_view payload) {
    to.push_back(first);
    to.push_back(static_cast<char>(payload.size()));
    to += payload;
}

/// At most `most` bytes of the text, cut between two characters.
std::string_view cut(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    const auto continues = [&] { return (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80; };
    while (most > 0 && continues()) --most;
    return text.substr(0, most);
}

std::string close_payload(CloseCode code, std::string_view reason) {
    if (code == CloseCode::none_given) return {};
    const auto number = static_cast<unsigned>(code);
    std::string payload{static_cast<char>(number >> 8), static_cast<char>(number & 0xff)};
    return payload += cut(reason, kControlPayloadMost - payload.size());
}

}  // namespace

WebSocketSession::WebSocketSession(Wire& wire)
    : wire_{wire},
      messages_{
          messages(frames(wire.input(), wire.limits().message_bytes), wire.limits().message_bytes)},
      opened_{wire.now()},
      pinged_{wire.now()},
      heard_{wire.now()} {
    ++wire_.traffic().websockets;
}

WebSocketSession::~WebSocketSession() {
    --wire_.traffic().websockets;
}

std::expected<void, HttpResponse> WebSocketSession::open(Endpoint& endpoint,
                                                         const Request& request) {
    const std::size_t before = wire_.out().size();
    append_upgrade(wire_.out(), request.upgrade.key);
    Opened opened = endpoint.open(request.request, *this);
    if (opened && *opened) {
        conversation_ = *std::move(opened);
        return {};
    }
    wire_.out().resize(before);
    if (opened) return std::unexpected{error_response(404, kNothingThere, "No such path.")};
    return std::unexpected{std::move(opened.error())};
}

bool WebSocketSession::take_apart() {
    unread_ = false;
    for (std::size_t turn = 0; turn < wire_.limits().messages_per_pass; ++turn) {
        if (closing_ || stopping_) return false;
        if (deliver_held()) continue;
        if (!has_room()) break;
        const Message* message = messages_.next();
        if (!message || message->kind == Message::Kind::starved) return !held_.empty();
        take(*message);
    }
    unread_ = true;
    return true;
}

bool WebSocketSession::has_room() const {
    if (wire_.queued() >= wire_.limits().unread_responses_bytes) return false;
    return wire_.paused() ? held_bytes_ < wire_.limits().held_bytes : conversation_->has_room();
}

bool WebSocketSession::may_deliver() const {
    return !held_.empty() && !wire_.paused() && has_room();
}

bool WebSocketSession::may_go_on() const {
    return !closing_ && !stopping_ && ((unread_ && has_room()) || may_deliver());
}

bool WebSocketSession::wants_input() const {
    return !closing_ && !stopping_ && !unread_ && has_room();
}

bool WebSocketSession::deliver_held() {
    if (!may_deliver()) return false;
    const std::string text = std::move(held_.front());
    held_.pop_front();
    held_bytes_ -= text.size();
    conversation_->receive(text);
    return true;
}

void WebSocketSession::take(const Message& message) {
    switch (message.kind) {
        case Message::Kind::starved:
            break;
        case Message::Kind::text:
            ++wire_.traffic().messages_in;
            if (!wire_.paused()) return conversation_->receive(message.payload);
            held_.emplace_back(message.payload);
            held_bytes_ += message.payload.size();
            break;
        case Message::Kind::ping:
            append_control(wire_.out(), kPong, message.payload);
            break;
        case Message::Kind::pong:
            heard_ = wire_.now();
            break;
        case Message::Kind::close:
        case Message::Kind::broken:
            end(message.code, {});
            break;
    }
}

void WebSocketSession::send_text(std::string_view payload) {
    if (closing_) return;
    ++wire_.traffic().messages_out;
    append_text_frame(wire_.out(), payload);
}

void WebSocketSession::send_frame(const SharedFrame& frame) {
    if (closing_) return;
    ++wire_.traffic().messages_out;
    wire_.out() += *frame;
}

void WebSocketSession::close(std::uint16_t code, std::string_view reason) {
    end(static_cast<CloseCode>(code), reason);
}

void WebSocketSession::end(CloseCode code, std::string_view reason) {
    if (closing_) return;
    closing_ = true;
    append_control(wire_.out(), kClose, close_payload(code, reason));
    wire_.end();
}

void WebSocketSession::input_ended() {
    closing_ = true;
    wire_.end();
}

void WebSocketSession::sweep() {
    if (closing_) return;
    conversation_->sweep();
    const auto now = wire_.now();
    if (!wants_input()) heard_ = now;
    if (now - heard_ > wire_.limits().pong_time) return wire_.abort("no pong");
    if (!stopping_ && now - opened_ > wire_.limits().websocket_life) {
        farewell_ = "The connection has lived its time.";
        return stop();
    }
    if (now - pinged_ < wire_.limits().ping_interval) return;
    pinged_ = now;
    append_control(wire_.out(), kPing, {});
}

void WebSocketSession::drained() {
    if (closing_) return;
    conversation_->drained();
    leave_unless_owing();
}

void WebSocketSession::too_slow() {
    end(CloseCode::policy, "Too slow: more waits for you than is kept for one connection.");
}

void WebSocketSession::stop_begins() {
    if (!closing_) conversation_->stop_begins();
}

void WebSocketSession::stop() {
    stopping_ = true;
    leave_unless_owing();
}

/// Each answer is queued, and what was queued is drained: so the last one leads here.
void WebSocketSession::leave_unless_owing() {
    if (!stopping_ || closing_ || conversation_->owes()) return;
    conversation_->goodbye();
    end(CloseCode::going_away, farewell_);
}

void WebSocketSession::gone() {
    closing_ = true;
    if (const auto conversation = std::move(conversation_)) conversation->closed();
}

}  // namespace divmid::gateway::net
