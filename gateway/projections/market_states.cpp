// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/market_states.hpp"

#include <algorithm>
#include <tuple>
#include <type_traits>

#include "engine/market_terms.hpp"

namespace divmid::gateway {
namespace {

void sort(std::vector<PhaseScheduled>& schedule) {
    std::ranges::sort(schedule, {}, [](const PhaseScheduled& entry) {
        return std::tuple{entry.at, entry.every, entry.phase, entry.next};
    });
}

/// What was due by `now` took place: it comes again, or never.
void pass_due(std::vector<PhaseScheduled>& schedule, Timestamp now) {
    std::erase_if(schedule, [now](const PhaseScheduled& entry) {
        return entry.at <= now && entry.every == Duration{};
    });
    for (PhaseScheduled& entry : schedule) {
        if (entry.at > now) continue;
        const std::int64_t times = (now - entry.at).value() / entry.every.value() + 1;
        entry.at = entry.at + Duration{times * entry.every.value()};
    }
    sort(schedule);
}

}  // namespace

/// The events of one record, on their way.
class MarketStates::Reading {
public:
    Reading(MarketStates& to, Timestamp now) : to_{to}, now_{now} {}

    void next(std::size_t cause, const auto& event) {
        by_timer_ = cause == Events::kTimer;
        (*this)(event);
    }

private:
    void operator()(const MarketListed& event) {
        state(event.market).rules = rules_of(terms_of(event));
    }
    void operator()(const MarketRulesSet& event) { state(event.market).rules = event.rules; }
    void operator()(const PhaseChanged& event);
    void operator()(const PhaseScheduled& event);
    void operator()(const ScheduleCleared& event) { state(event.market).schedule.clear(); }
    void operator()(const AuctionIndicated& event) { state(event.market).indicated = event; }
    void operator()(const Uncrossed& event) {
        state(event.market).uncrossed = event;
        state(event.market).uncrossed_at = now_;
    }
    void operator()(const KillSwitched& event);
    void operator()(const TradeGroupSet& event) {
        to_.profiles_[event.account].group = event.group;
    }
    void operator()(const FeeTierSet& event);
    void operator()(const DeadManSet& event) {
        to_.profiles_[event.account].dead_man_due = event.due;
    }
    void operator()(const DeadManFired& event) { to_.profiles_[event.account].dead_man_due = {}; }
    /// Orders, trades and money change nothing here.
    template <class Other>
    void operator()(const Other&) {}

    MarketState& state(MarketId market) { return to_.markets_[market]; }

    MarketStates& to_;
    Timestamp now_;
    bool by_timer_ = false;
};

void MarketStates::Reading::operator()(const PhaseChanged& event) {
    MarketState& to = state(event.market);
    to.phase = event.phase;
    to.until = event.until;
    to.next = event.next;
    if (event.phase != Phase::auction_call) to.indicated.reset();
    if (by_timer_) pass_due(to.schedule, now_);
}

void MarketStates::Reading::operator()(const PhaseScheduled& event) {
    std::vector<PhaseScheduled>& schedule = state(event.market).schedule;
    schedule.push_back(event);
    sort(schedule);
}

void MarketStates::Reading::operator()(const KillSwitched& event) {
    if (event.market != MarketId{})
        state(event.market).killed = !event.lifted;
    else if (event.account == AccountId{})
        to_.all_killed_ = !event.lifted;
    else if (event.lifted)
        to_.killed_.erase(event.account);
    else
        to_.killed_.insert(event.account);
}

void MarketStates::Reading::operator()(const FeeTierSet& event) {
    std::optional<FeeTierSet>& fees = to_.profiles_[event.account].fees;
    if (event.lifted)
        fees.reset();
    else
        fees = event;
}

void MarketStates::apply(const Record& record) {
    const Events& events = record.events;
    const auto has_any = [&]<class... Event>(std::type_identity<Event>...) {
        return (!events.all<Event>().empty() || ...);
    };
    if (!has_any(std::type_identity<MarketListed>{}, std::type_identity<MarketRulesSet>{},
                 std::type_identity<PhaseChanged>{}, std::type_identity<PhaseScheduled>{},
                 std::type_identity<ScheduleCleared>{}, std::type_identity<AuctionIndicated>{},
                 std::type_identity<Uncrossed>{}, std::type_identity<KillSwitched>{},
                 std::type_identity<TradeGroupSet>{}, std::type_identity<FeeTierSet>{},
                 std::type_identity<DeadManSet>{}, std::type_identity<DeadManFired>{}))
        return;
    Reading reading{*this, record.tick.time};
    events.visit([&](std::size_t cause, const auto& event) { reading.next(cause, event); });
}

const MarketState* MarketStates::market(MarketId market) const {
    const auto found = markets_.find(market);
    return found == markets_.end() ? nullptr : &found->second;
}

MarketStates::Profile MarketStates::profile(AccountId account) const {
    const auto found = profiles_.find(account);
    return found == profiles_.end() ? Profile{} : found->second;
}

}  // namespace divmid::gateway
