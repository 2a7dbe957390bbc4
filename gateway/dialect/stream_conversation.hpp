// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/dialect/json_requests.hpp"
#include "gateway/endpoint.hpp"
#include "gateway/feeds/subscriptions.hpp"

namespace divmid::gateway {

/// A WebSocket at /ws or /stream: listens to streams, and takes SUBSCRIBE, UNSUBSCRIBE and
/// LIST_SUBSCRIPTIONS. Any name is accepted; one that nothing is published on stays silent.
class StreamConversation final : public Conversation {
public:
    static constexpr std::size_t kStreamsMost = 1024;

    StreamConversation(Subscriptions& subscriptions, JsonRequests& json, Outbox& outbox,
                       EventForm form)
        : subscriptions_{subscriptions}, json_{json}, outbox_{outbox}, form_{form} {}

    /// Streams of the URL, split at the slashes.
    void subscribe_all(std::string_view names);

    void receive(std::string_view message) override;
    void closed() override;

private:
    /// False at the limit.
    bool subscribe(std::string_view name);
    void unsubscribe(std::string_view name);

    void subscribe_and_answer(std::string_view id);
    void send_done(std::string_view id);
    void send_list(std::string_view id);
    void send_error(int code, std::string_view text, std::string_view id);
    void refuse(JsonFault fault, std::string_view id);

    Subscriptions& subscriptions_;
    JsonRequests& json_;
    Outbox& outbox_;
    EventForm form_;
    std::vector<std::string> streams_;
    std::vector<std::string_view> params_;
};

}  // namespace divmid::gateway
