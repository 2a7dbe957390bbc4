// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/subscriptions.hpp"

#include <algorithm>

#include "engine/check.hpp"
#include "gateway/dialect/json_writer.hpp"

namespace divmid::gateway {

void Topic::publish(const Encode& encode) {
    for (const bool combined : {false, true})
        for (const TimeUnit unit : {TimeUnit::milliseconds, TimeUnit::microseconds}) {
            const std::vector<Outbox*>& outboxes = outboxes_[index_of({combined, unit})];
            if (outboxes.empty()) continue;
            const SharedFrame shared = frame(encode, {combined, unit});
            for (Outbox* outbox : outboxes) outbox->send_frame(shared);
        }
}

SharedFrame Topic::frame(const Encode& encode, EventForm form) const {
    std::string payload;
    if (form.combined) {
        payload += "{\"stream\":";
        append_json_string(payload, name_);
        payload += ",\"data\":";
    }
    encode(payload, form.unit);
    if (form.combined) payload += '}';
    return std::make_shared<const std::string>(text_frame(payload));
}

Topic& Subscriptions::subscribe(std::string_view stream, Outbox& outbox, EventForm form) {
    Topic& topic = find_or_make(stream);
    topic.outboxes_[Topic::index_of(form)].push_back(&outbox);
    ++topic.subscribers_;
    begun_(topic);
    return topic;
}

void Subscriptions::unsubscribe(Topic& topic, Outbox& outbox, EventForm form) {
    std::vector<Outbox*>& outboxes = topic.outboxes_[Topic::index_of(form)];
    const auto place = std::ranges::find(outboxes, &outbox);
    ENSURE(place != outboxes.end());
    *place = outboxes.back();
    outboxes.pop_back();
    if (--topic.subscribers_ == 0 && !topic.kept_) topics_.erase(topics_.find(topic.name()));
}

Topic& Subscriptions::topic(std::string_view stream) {
    Topic& topic = find_or_make(stream);
    topic.kept_ = true;
    return topic;
}

void Subscriptions::visit_of(std::string_view market, const std::function<void(Topic&)>& visit) {
    const std::string prefix = std::string{market} + '@';
    for (auto at = topics_.lower_bound(prefix);
         at != topics_.end() && at->first.starts_with(prefix); ++at)
        visit(*at->second);
}

Topic& Subscriptions::find_or_make(std::string_view stream) {
    const auto found = topics_.find(stream);
    if (found != topics_.end()) return *found->second;
    auto topic = std::make_unique<Topic>(std::string{stream});
    const std::string_view name = topic->name();
    return *topics_.emplace(name, std::move(topic)).first->second;
}

}  // namespace divmid::gateway
