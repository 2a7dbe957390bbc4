// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// Phases by command and by schedule, and all timers.

namespace {

constexpr std::size_t kScheduleMost = 64;
constexpr std::int64_t kMinute = 60'000'000;
constexpr int kOfAccount = 1;
constexpr int kOfMarket = 0;

/// A phase that a command may ask for.
bool may_be_asked(Phase phase) {
    return phase <= Phase::halted;
}

}  // namespace

void NaiveExchange::change(NaiveMarket& m, Phase phase, Timestamp until, Phase next) {
    if (m.phase == Phase::auction_call && phase != Phase::auction_call) uncross(m);
    if (m.phase != Phase::auction_call) m.told = {};
    m.phase = phase;
    m.until = until;
    m.next = next;
    events_.push(PhaseChanged{m.terms.market, phase, until, next});
}

void NaiveExchange::apply(const SetPhase& c) {
    if (!markets_.contains(c.market)) return refuse(Reject::unknown_market, c.market, {});
    NaiveMarket& m = market(c.market);
    const bool call = c.phase == Phase::auction_call;
    Reject why = Reject::none;
    if (!may_be_asked(c.phase) || !may_be_asked(c.next) ||
        (call ? c.next == Phase::auction_call
              : c.until != Timestamp{} || c.next != Phase::continuous))
        why = Reject::unsupported_combination;
    else if (c.until != Timestamp{} && c.until < now_ + m.rules.auction_call_least)
        why = Reject::time_out_of_range;
    else if (m.phase == Phase::delisted || m.next == Phase::delisted)
        why = Reject::phase_unreachable;
    if (why != Reject::none) return refuse(why, c.market, {});
    change(m, c.phase, c.until, c.next);
    drain(m);
}

void NaiveExchange::apply(const SchedulePhase& c) {
    if (!markets_.contains(c.market)) return refuse(Reject::unknown_market, c.market, {});
    NaiveMarket& m = market(c.market);
    const bool call = c.phase == Phase::auction_call;
    Reject why = Reject::none;
    if (!may_be_asked(c.phase) || !may_be_asked(c.next) ||
        (call ? c.next == Phase::auction_call
              : c.next != Phase::continuous || c.lasts != Duration{}))
        why = Reject::unsupported_combination;
    else if (m.schedule.size() >= kScheduleMost)
        why = Reject::limit_reached;
    else if (c.at <= now_ || (c.every != Duration{} && c.every.value() < kMinute) ||
             c.lasts.value() < 0 || (call && c.lasts < m.rules.auction_call_least))
        why = Reject::time_out_of_range;
    else if (m.phase == Phase::delisted || m.next == Phase::delisted)
        why = Reject::phase_unreachable;
    if (why != Reject::none) return refuse(why, c.market, {});
    m.schedule.push_back({c.at, c.every, c.phase, c.lasts, c.next});
    events_.push(PhaseScheduled{c.market, c.at, c.every, c.phase, c.lasts, c.next});
}

void NaiveExchange::apply(const ClearSchedule& c) {
    if (!markets_.contains(c.market)) return refuse(Reject::unknown_market, c.market, {});
    market(c.market).schedule.clear();
    events_.push(ScheduleCleared{c.market});
}

void NaiveExchange::apply(const Delist& c) {
    if (!markets_.contains(c.market)) return refuse(Reject::unknown_market, c.market, {});
    NaiveMarket& m = market(c.market);
    if (m.phase == Phase::delisted) return refuse(Reject::phase_unreachable, c.market, {});
    if (c.at <= now_) return refuse(Reject::time_out_of_range, c.market, {});
    m.schedule.clear();
    change(m, Phase::cancel_only, c.at, Phase::delisted);
}

void NaiveExchange::apply(const Started&) {
    for (auto& [id, m] : markets_)
        if (m.rules.cancel_only_after_start && m.phase != Phase::delisted &&
            m.phase != Phase::cancel_only)
            change(m, Phase::cancel_only, {}, {});
}

std::vector<NaiveExchange::Due> NaiveExchange::timers() const {
    std::vector<Due> due;
    for (const auto& [account, state] : accounts_)
        if (state.dead_man != Timestamp{})
            due.push_back({state.dead_man, kOfAccount, account.value(), 0});
    for (const auto& [id, m] : markets_) {
        if (m.phase == Phase::delisted) continue;
        if (m.until != Timestamp{}) due.push_back({m.until, kOfMarket, id.value(), 0});
        for (const NaiveSchedule& entry : m.schedule)
            due.push_back({entry.at, kOfMarket, id.value(), 0});
        for (const auto& [order_id, order] : m.orders)
            if (order.expiry != Timestamp{} && m.phase != Phase::closed)
                due.push_back({order.expiry, kOfMarket, id.value(), order_id.value()});
    }
    std::ranges::sort(due);
    return due;
}

void NaiveExchange::fire_timers() {
    while (true) {
        const std::vector<Due> due = timers();
        if (due.empty() || due.front().at > now_) return;
        fire(due.front());
    }
}

void NaiveExchange::fire(const Due& due) {
    if (due.kind == kOfAccount)
        return fire_dead_man(AccountId{static_cast<std::uint32_t>(due.owner)});
    NaiveMarket& m = market(MarketId{static_cast<std::uint16_t>(due.owner)});
    if (due.order != 0) return end(m, OrderId{due.order}, EndReason::expired_at_date);
    if (m.until == due.at) {
        const Phase next = m.next;
        if (next == Phase::delisted)
            end_where(EndReason::canceled_by_exchange,
                      [&](const NaiveMarket& there, const NaiveOrder&) { return &there == &m; });
        change(m, next, {}, {});
        return drain(m);
    }
    fire_schedule(m);
}

/// The first of those that are due first.
void NaiveExchange::fire_schedule(NaiveMarket& m) {
    const auto soonest = std::ranges::min_element(m.schedule, {}, &NaiveSchedule::at);
    const NaiveSchedule entry = *soonest;
    m.schedule.erase(soonest);
    if (entry.every != Duration{}) {
        NaiveSchedule again = entry;
        again.at = entry.at + entry.every;
        m.schedule.push_back(again);
    }
    const bool call = entry.phase == Phase::auction_call;
    change(m, entry.phase, call ? now_ + entry.lasts : Timestamp{}, call ? entry.next : Phase{});
    drain(m);
}

}  // namespace divmid
