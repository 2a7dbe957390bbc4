// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/stream_conversation.hpp"

#include <algorithm>

#include "gateway/dialect/json_writer.hpp"

namespace divmid::gateway {
namespace {

// Codes of the stream protocol; it has few.
constexpr int kInvalidRequest = 2;
constexpr int kInvalidJson = 3;

}  // namespace

void StreamConversation::subscribe_all(std::string_view names) {
    while (!names.empty()) {
        const std::size_t end = names.find('/');
        const std::string_view name = names.substr(0, end);
        if (!name.empty() && !subscribe(name)) return;
        names.remove_prefix(end == std::string_view::npos ? names.size() : end + 1);
    }
}

void StreamConversation::receive(std::string_view message) {
    JsonRequest request;
    const JsonFault fault = json_.parse(message, request, params_);
    if (fault != JsonFault::none) return refuse(fault, request.id);
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

void StreamConversation::closed() {
    for (const std::string& name : streams_) subscriptions_.unsubscribe(name, outbox_, form_);
    streams_.clear();
}

bool StreamConversation::subscribe(std::string_view name) {
    if (std::ranges::find(streams_, name) != streams_.end()) return true;
    if (streams_.size() == kStreamsMost) return false;
    streams_.emplace_back(name);
    subscriptions_.subscribe(name, outbox_, form_);
    return true;
}

void StreamConversation::unsubscribe(std::string_view name) {
    const auto found = std::ranges::find(streams_, name);
    if (found == streams_.end()) return;
    subscriptions_.unsubscribe(name, outbox_, form_);
    streams_.erase(found);
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
    for (const std::string& name : streams_) json.text(name);
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
        case JsonFault::bad_params:
        case JsonFault::none:
            return send_error(kInvalidRequest,
                              "Invalid request: params must be a list of stream names", id);
    }
}

}  // namespace divmid::gateway
