// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/stream_conversation.hpp"

#include <algorithm>

#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/server_shutdown.hpp"

namespace divmid::gateway {
namespace {

// Codes of the stream protocol; it has few.
constexpr int kInvalidRequest = 2;
constexpr int kInvalidJson = 3;

constexpr std::uint16_t kPolicyViolation = 1008;  // RFC 6455, 7.4.1
constexpr std::int64_t kSecond = 1'000'000;       // Of a Timestamp.

bool is_too_long(std::string_view name) {
    return name.size() > StreamConversation::kNameMost;
}

}  // namespace

void StreamConversation::subscribe_all(std::string_view names) {
    while (!names.empty()) {
        const std::size_t end = names.find('/');
        const std::string_view name = names.substr(0, end);
        if (!name.empty() && !is_too_long(name) && !subscribe(name)) return;
        names.remove_prefix(end == std::string_view::npos ? names.size() : end + 1);
    }
}

void StreamConversation::receive(std::string_view message) {
    if (!count_message()) return outbox_.close(kPolicyViolation, "too many messages");
    JsonRequest request;
    const JsonFault fault = parts_.json.parse(message, request, params_);
    if (fault != JsonFault::none) return refuse(fault, request.id);
    if (const auto why = what_is_too_much(); !why.empty())
        return send_error(kInvalidRequest, why, request.id);
    if (request.method == "SUBSCRIBE") return subscribe_and_answer(request.id);
    if (request.method == "LIST_SUBSCRIPTIONS") return send_list(request.id);
    if (request.method == "UNSUBSCRIBE") {
        for (const std::string_view name : params_) unsubscribe(name);
        return send_done(request.id);
    }
    send_error(kInvalidRequest,
               "Invalid request: unknown variant, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, "
               "`LIST_SUBSCRIPTIONS`",
               request.id);
}

void StreamConversation::stop_begins() {
    std::string text;
    JsonWriter json{text};
    if (form_.combined) json.begin_object().member("stream").text("!serverShutdown").member("data");
    write_server_shutdown(json, parts_.clock(), form_.unit);
    if (form_.combined) json.end_object();
    outbox_.send_text(text);
}

void StreamConversation::closed() {
    for (const auto& [name, topic] : streams_)
        parts_.subscriptions.unsubscribe(*topic, outbox_, form_);
    streams_.clear();
}

bool StreamConversation::count_message() {
    const std::int64_t second = parts_.clock().value() / kSecond;
    if (second != second_) messages_ = 0;
    second_ = second;
    return ++messages_ <= parts_.limits.messages_per_second;
}

bool StreamConversation::subscribe(std::string_view name) {
    if (streams_.contains(name)) return true;
    if (streams_.size() >= parts_.limits.streams) return false;
    Topic& topic = parts_.subscriptions.subscribe(name, outbox_, form_);
    streams_.emplace(topic.name(), &topic);
    return true;
}

void StreamConversation::unsubscribe(std::string_view name) {
    const auto found = streams_.find(name);
    if (found == streams_.end()) return;
    Topic& topic = *found->second;
    streams_.erase(found);
    parts_.subscriptions.unsubscribe(topic, outbox_, form_);
}

std::string_view StreamConversation::what_is_too_much() const {
    if (params_.size() > parts_.limits.streams) return "Invalid request: too many params";
    if (std::ranges::any_of(params_, is_too_long)) return "Invalid request: stream name too long";
    return {};
}

void StreamConversation::subscribe_and_answer(std::string_view id) {
    for (const std::string_view name : params_)
        if (!subscribe(name))
            return send_error(kInvalidRequest, "Invalid request: too many streams", id);
    send_done(id);
}

void StreamConversation::send_done(std::string_view id) {
    std::string text;
    JsonWriter{text}.begin_object().member("result").raw("null").member("id").raw(id).end_object();
    outbox_.send_text(text);
}

void StreamConversation::send_list(std::string_view id) {
    std::string text;
    JsonWriter json{text};
    json.begin_object().member("result").begin_array();
    for (const auto& [name, topic] : streams_) json.text(name);
    json.end_array().member("id").raw(id).end_object();
    outbox_.send_text(text);
}

void StreamConversation::send_error(int code, std::string_view text, std::string_view id) {
    std::string answer;
    JsonWriter json{answer};
    json.begin_object().member("code").number(code).member("msg").text(text);
    json.member("id").raw(id).end_object();
    outbox_.send_text(answer);
}

void StreamConversation::refuse(JsonFault fault, std::string_view id) {
    switch (fault) {
        case JsonFault::not_json:
            return send_error(kInvalidJson, "Invalid JSON: expected value at line 1 column 1", id);
        case JsonFault::bad_id:
            return send_error(kInvalidRequest,
                              "Invalid request: request ID must be an unsigned integer", id);
        case JsonFault::no_method:
            return send_error(kInvalidRequest, "Invalid request: missing field `method`", id);
        case JsonFault::unknown_member:
            return send_error(kInvalidRequest, "Invalid request: unknown field", id);
        case JsonFault::repeated_member:
            return send_error(kInvalidRequest, "Invalid request: duplicate field", id);
        default:
            return send_error(kInvalidRequest,
                              "Invalid request: params must be a list of stream names", id);
    }
}

}  // namespace divmid::gateway
