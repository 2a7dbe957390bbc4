// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include "gateway/access/rate_limits.hpp"
#include "gateway/dialect/json_requests.hpp"
#include "gateway/endpoint.hpp"
#include "gateway/feeds/subscriptions.hpp"

namespace divmid::gateway {

/// A WebSocket at /ws or /stream: listens to streams, and takes SUBSCRIBE, UNSUBSCRIBE and
/// LIST_SUBSCRIPTIONS. Any name up to kNameMost is accepted; one that nothing is published on stays
/// silent. What passes a limit on streams and names is answered with an error, and the connection
/// stays.
class StreamConversation final : public Conversation {
public:
    static constexpr std::size_t kNameMost = 64;  ///< Bytes. No market has a longer one.

    struct Parts {
        Subscriptions& subscriptions;
        JsonRequests& json;
        std::function<Timestamp()> clock;
        StreamLimits limits;
    };

    /// The parts outlive it.
    StreamConversation(const Parts& parts, Outbox& outbox, EventForm form)
        : parts_{parts}, outbox_{outbox}, form_{form} {}

    /// Streams of the URL, split at the slashes. There is no request to answer yet: names that pass
    /// a limit are left out.
    void subscribe_all(std::string_view names);

    void receive(std::string_view message) override;
    /// Sends serverShutdown, subscribed to or not.
    void stop_begins() override;
    void closed() override;

private:
    /// False when there were too many in this second.
    bool count_message();
    /// False at the limit. Requires: the name is not too long.
    bool subscribe(std::string_view name);
    void unsubscribe(std::string_view name);

    /// Why the message may not be done; empty when it may.
    [[nodiscard]] std::string_view what_is_too_much() const;
    void subscribe_and_answer(std::string_view id);
    void send_done(std::string_view id);
    void send_list(std::string_view id);
    void send_error(int code, std::string_view text, std::string_view id);
    void refuse(JsonFault fault, std::string_view id);

    const Parts& parts_;
    Outbox& outbox_;
    EventForm form_;
    std::map<std::string_view, Topic*> streams_;  ///< By the topic's own name.
    std::int64_t second_ = 0;                     ///< Of the clock, when the last message came.
    unsigned messages_ = 0;                       ///< In that second.
    std::vector<std::string_view> params_;
};

}  // namespace divmid::gateway
