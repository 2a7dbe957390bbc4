// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/account_subscriptions.hpp"

#include <algorithm>
#include <utility>

#include "gateway/dialect/json_writer.hpp"
#include "gateway/feeds/user_events.hpp"

namespace divmid::gateway {

class AccountSubscriptions::Subscription final : public AccountListener {
public:
    struct Terms {
        std::uint32_t id{};
        AccountId account;
        Ground ground{};
    };

    Subscription(AccountSubscriptions& owner, const Caller& caller, Terms terms)
        : AccountListener{caller.key, caller.unit}, owner_{owner}, terms_{terms} {
        feed().add(terms_.account, *this);
    }
    ~Subscription() { feed().remove(terms_.account, *this); }
    Subscription(const Subscription&) = delete;
    Subscription& operator=(const Subscription&) = delete;

    [[nodiscard]] const Terms& terms() const { return terms_; }

    void hear(std::string_view event) override { owner_.send(terms_.id, event); }
    void key_ended() override {
        owner_.end_those([id = terms_.id](const Subscription& its) { return its.terms_.id == id; });
    }

private:
    [[nodiscard]] AccountFeed& feed() const { return owner_.services_.account_feed; }

    AccountSubscriptions& owner_;
    Terms terms_;
};

AccountSubscriptions::AccountSubscriptions(const Services& services, Outbox& outbox)
    : services_{services}, outbox_{outbox} {}

AccountSubscriptions::~AccountSubscriptions() = default;

Outcome AccountSubscriptions::subscribe(const Caller& caller, Ground ground, std::string& result) {
    const auto hears = [&](const auto& its) { return its->terms().account == caller.account; };
    if (std::ranges::any_of(active_, hears)) return std::unexpected{refuse::subscription_active()};
    if (active_.size() == kActiveMost || next_ == kEverMost)
        return std::unexpected{refuse::too_many_subscriptions()};
    const std::uint32_t id = next_++;
    active_.push_back(std::make_unique<Subscription>(
        *this, caller, Subscription::Terms{.id = id, .account = caller.account, .ground = ground}));
    JsonWriter{result}.begin_object().member("subscriptionId").number(id).end_object();
    return Progress::answered;
}

Outcome AccountSubscriptions::unsubscribe(Parameters& parameters, std::string& result) {
    const auto id = parameters.maybe_integer("subscriptionId");
    if (auto fault = parameters.finish(false)) return std::unexpected{*fault};
    const bool ended = end_those(
        [&](const Subscription& its) { return !id || std::cmp_equal(its.terms().id, *id); });
    if (!ended) return std::unexpected{refuse::subscription_inactive()};
    result += "{}";
    return Progress::answered;
}

Outcome AccountSubscriptions::list(std::string& result) const {
    JsonWriter json{result};
    json.begin_array();
    for (const auto& its : active_)
        json.begin_object().member("subscriptionId").number(its->terms().id).end_object();
    json.end_array();
    return Progress::answered;
}

void AccountSubscriptions::logged_out() {
    end_those([](const Subscription& its) { return its.terms().ground == Ground::logon; });
}

void AccountSubscriptions::end_all() {
    end_those([](const Subscription&) { return true; });
}

void AccountSubscriptions::hang_up() {
    active_.clear();
}

void AccountSubscriptions::send(std::uint32_t id, std::string_view event) {
    text_.clear();
    JsonWriter json{text_};
    json.begin_object().member("subscriptionId").number(id);
    json.member("event").raw(event).end_object();
    outbox_.send_text(text_);
}

/// Whether there was one.
template <class Which>
bool AccountSubscriptions::end_those(Which which) {
    const auto is_one = [&](const auto& its) { return which(*its); };
    std::string last;
    for (const auto& its : active_) {
        if (!is_one(its)) continue;
        last.clear();
        append_stream_terminated(last, services_.clock(), its->unit());
        send(its->terms().id, last);
    }
    return std::erase_if(active_, is_one) != 0;
}

}  // namespace divmid::gateway
