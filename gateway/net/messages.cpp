// SPDX-License-Identifier: Apache-2.0
#include "gateway/net/messages.hpp"

#include <simdjson.h>

#include <string>
#include <utility>

namespace divmid::gateway::net {

namespace {

bool is_utf8(std::string_view text) {
    return simdjson::validate_utf8(text.data(), text.size());
}

Message broken(CloseCode code) {
    Message message;
    message.kind = Message::Kind::broken;
    message.code = code;
    return message;
}

Message whole(Message::Kind kind, std::string_view payload) {
    Message message;
    message.kind = kind;
    message.payload = payload;
    return message;
}

Message text(std::string_view payload) {
    return is_utf8(payload) ? whole(Message::Kind::text, payload) : broken(CloseCode::invalid_text);
}

/// Codes that a peer may send (RFC 6455, 7.4, and those registered since).
constexpr bool may_be_sent(unsigned code) {
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
           (code >= 3000 && code <= 4999);
}

Message close(std::string_view payload) {
    if (payload.empty()) return whole(Message::Kind::close, payload);
    if (payload.size() < 2) return broken(CloseCode::protocol_error);
    const unsigned code = static_cast<unsigned>(static_cast<unsigned char>(payload[0])) << 8 |
                          static_cast<unsigned char>(payload[1]);
    if (!may_be_sent(code)) return broken(CloseCode::protocol_error);
    if (!is_utf8(payload.substr(2))) return broken(CloseCode::invalid_text);
    Message message = whole(Message::Kind::close, payload.substr(2));
    message.code = static_cast<CloseCode>(code);
    return message;
}

/// Joins the fragments of one text.
class Fragments {
public:
    explicit Fragments(std::size_t most) : most_{most} {}

    /// The message that the frame completes; `starved` while more is to come.
    Message join(const Frame& frame) {
        const bool begins = frame.kind == Frame::Kind::text;
        if (begins == open_) return broken(CloseCode::protocol_error);
        if (begins && frame.last) return text(frame.payload);
        if (begins) joined_.clear();
        if (joined_.size() + frame.payload.size() > most_) return broken(CloseCode::too_big);
        joined_ += frame.payload;
        open_ = !frame.last;
        return open_ ? Message{} : text(joined_);
    }

private:
    std::size_t most_;
    bool open_ = false;
    std::string joined_;
};

Message read(const Frame& frame, Fragments& fragments) {
    switch (frame.kind) {
        case Frame::Kind::starved:
            return {};
        case Frame::Kind::broken:
            return broken(frame.code);
        case Frame::Kind::binary:
            return broken(CloseCode::unsupported_data);
        case Frame::Kind::continuation:
        case Frame::Kind::text:
            return fragments.join(frame);
        case Frame::Kind::ping:
            return whole(Message::Kind::ping, frame.payload);
        case Frame::Kind::pong:
            return whole(Message::Kind::pong, frame.payload);
        case Frame::Kind::close:
            return close(frame.payload);
    }
    return broken(CloseCode::internal_error);
}

constexpr bool is_last(Message::Kind kind) {
    return kind == Message::Kind::close || kind == Message::Kind::broken;
}

}  // namespace

Generator<Message> messages(Generator<Frame> frames, std::size_t text_most) {
    Fragments fragments{text_most};
    for (const Frame& frame : frames) {
        Message message = read(frame, fragments);
        const bool more_frames = frame.kind != Frame::Kind::starved;
        if (message.kind == Message::Kind::starved && more_frames) continue;
        co_yield message;
        if (is_last(message.kind)) co_return;
    }
}

}  // namespace divmid::gateway::net
