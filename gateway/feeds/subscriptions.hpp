// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/dialect/timing.hpp"
#include "gateway/endpoint.hpp"

namespace divmid::gateway {

/// How a connection wants its events.
struct EventForm {
    bool combined{};  ///< {"stream":name,"data":event} instead of the event alone.
    TimeUnit unit{};
};

/// One stream and who listens. Knows nothing of what it carries.
class Topic {
public:
    /// Appends the event as JSON, its times in the unit given.
    using Encode = std::function<void(std::string& to, TimeUnit unit)>;

    explicit Topic(std::string name) : name_{std::move(name)} {}

    [[nodiscard]] std::string_view name() const { return name_; }
    [[nodiscard]] bool empty() const { return subscribers_ == 0; }

    /// Sends the event to everybody: encoded once for each form that somebody wants, and shared.
    void publish(const Encode& encode);

private:
    friend class Subscriptions;
    static constexpr std::size_t kForms = 4;

    static std::size_t index_of(EventForm form) {
        return (form.combined ? 2U : 0U) + (form.unit == TimeUnit::microseconds ? 1U : 0U);
    }
    [[nodiscard]] SharedFrame frame(const Encode& encode, EventForm form) const;

    std::string name_;
    std::array<std::vector<Outbox*>, kForms> outboxes_;
    std::size_t subscribers_ = 0;
    bool kept_ = false;  ///< A feed publishes on it: stays without subscribers.
};

/// All streams by name. A name that nothing is published on is as good as any: it stays silent, and
/// begins to speak when a market of that name is listed.
class Subscriptions {
public:
    /// The topic lives at least until that is taken back. Requires: not subscribed to it already.
    Topic& subscribe(std::string_view stream, Outbox& outbox, EventForm form);
    /// Requires: subscribed with the same form.
    void unsubscribe(Topic& topic, Outbox& outbox, EventForm form);

    /// The topic that a feed publishes on; valid for the life of this.
    [[nodiscard]] Topic& topic(std::string_view stream);

    /// `begun` is called for each subscriber that a stream gets, after it is one.
    void on_subscribed(std::function<void(Topic&)> begun) { begun_ = std::move(begun); }
    /// Calls visit() with each stream of that market, by the name before the @.
    void visit_of(std::string_view market, const std::function<void(Topic&)>& visit);

    [[nodiscard]] std::size_t size() const { return topics_.size(); }

private:
    Topic& find_or_make(std::string_view stream);

    /// The names are the topics' own. Strangers choose them: a tree, unlike a table, costs the same
    /// whatever they choose.
    std::map<std::string_view, std::unique_ptr<Topic>> topics_;
    std::function<void(Topic&)> begun_ = [](Topic&) {};
};

}  // namespace divmid::gateway
