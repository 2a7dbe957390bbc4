// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// Phases by command and by schedule, and all timers.

namespace {

constexpr std::size_t kScheduleMost = 64;
constexpr std::int64_t kMinute = 60'000'000;

// Timers of one time fire in this order.
constexpr int kDate = 0;
constexpr int kDeadMan = 1;
constexpr int kCalendar = 2;

/// A phase that a command may ask for.
bool may_be_asked(Phase phase) {
    return phase <= Phase::halted;
}

/// Whether what follows a phase, and for how long it lasts, is said only of an auction call.
bool fits(Phase phase, bool has_end, Phase next) {
    if (!may_be_asked(phase) || !may_be_asked(next)) return false;
    if (phase == Phase::auction_call) return next != Phase::auction_call;
    return !has_end && next == Phase{};
}

}  // namespace

void NaiveExchange::change(NaiveMarket& m, Phase phase, Timestamp until, Phase next) {
    const Phase before = m.phase;
    if (before == Phase::closed && phase != Phase::closed) end_overdue(m);
    if (before == Phase::auction_call && phase != Phase::auction_call) {
        end_overdue(m);
        uncross(m);
    }
    if (before != phase) m.told = {};
    m.phase = phase;
    m.until = until;
    m.next = next;
    events_.push(PhaseChanged{m.terms.market, phase, until, next});
    drain(m);
}

/// What is over does not take part when something happens in the market again.
void NaiveExchange::end_overdue(NaiveMarket& m) {
    std::vector<std::pair<Timestamp, OrderId>> over;
    for (const auto& [id, order] : m.orders)
        if (order.expiry != Timestamp{} && order.expiry <= now_)
            over.emplace_back(order.expiry, id);
    std::ranges::sort(over);
    for (const auto& [at, id] : over)
        if (m.orders.contains(id)) end(m, id, EndReason::expired_at_date);
}

void NaiveExchange::apply(const SetPhase& c) {
    if (!markets_.contains(c.market)) return refuse(Reject::unknown_market, c.market, {});
    NaiveMarket& m = market(c.market);
    Reject why = Reject::none;
    if (!fits(c.phase, c.until != Timestamp{}, c.next))
        why = Reject::unsupported_combination;
    else if (c.until != Timestamp{} && (c.until < now_ + m.rules.auction_call_least))
        why = Reject::time_out_of_range;
    else if (m.phase == Phase::delisted || m.next == Phase::delisted)
        why = Reject::phase_unreachable;
    if (why != Reject::none) return refuse(why, c.market, {});
    change(m, c.phase, c.until, c.next);
}

void NaiveExchange::apply(const SchedulePhase& c) {
    if (!markets_.contains(c.market)) return refuse(Reject::unknown_market, c.market, {});
    NaiveMarket& m = market(c.market);
    const bool call = c.phase == Phase::auction_call;
    Reject why = Reject::none;
    if (!fits(c.phase, c.lasts != Duration{}, c.next))
        why = Reject::unsupported_combination;
    else if (m.schedule.size() >= kScheduleMost)
        why = Reject::limit_reached;
    else if (c.at <= now_ || (c.every != Duration{} && c.every.value() < kMinute) ||
             (call && (c.lasts.value() <= 0 || c.lasts < m.rules.auction_call_least)))
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
    if (c.at <= now_) return refuse(Reject::time_out_of_range, c.market, {});
    if (m.phase == Phase::delisted) return refuse(Reject::phase_unreachable, c.market, {});
    if (!m.schedule.empty()) apply(ClearSchedule{c.market});
    change(m, Phase::cancel_only, c.at, Phase::delisted);
}

/// No session outlives the process; a call goes on, since its end is an uncross.
void NaiveExchange::apply(const Started&) {
    for (auto& [id, m] : markets_) {
        end_where(EndReason::session_ended, [&](const NaiveMarket& there, const NaiveOrder& order) {
            return &there == &m && order.asked.session != SessionId{};
        });
        if (!m.rules.cancel_only_after_start) continue;
        if (m.phase == Phase::continuous || m.phase == Phase::post_only)
            change(m, Phase::cancel_only, {}, {});
        else if (m.phase == Phase::auction_call && m.next != Phase::cancel_only)
            change(m, m.phase, m.until, Phase::cancel_only);
    }
}

std::vector<NaiveExchange::Due> NaiveExchange::timers() const {
    std::vector<Due> due;
    for (const auto& [account, state] : accounts_)
        if (state.dead_man != Timestamp{})
            due.push_back({state.dead_man, kDeadMan, account.value(), 0});
    for (const auto& [id, m] : markets_) {
        if (m.until != Timestamp{}) due.push_back({m.until, kCalendar, id.value(), 0});
        for (const NaiveSchedule& entry : m.schedule)
            due.push_back({entry.at, kCalendar, id.value(), 0});
        for (const auto& [order_id, order] : m.orders)
            if (order.expiry != Timestamp{} && m.phase != Phase::closed)
                due.push_back({order.expiry, kDate, id.value(), order_id.value()});
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
    if (due.kind == kDeadMan)
        return fire_dead_man(AccountId{static_cast<std::uint32_t>(due.owner)});
    NaiveMarket& m = market(MarketId{static_cast<std::uint16_t>(due.owner)});
    if (due.kind == kDate) return end(m, OrderId{due.order}, EndReason::expired_at_date);
    if (m.until != due.at) return fire_schedule(m);
    if (m.next == Phase::delisted)
        end_where(EndReason::canceled_by_exchange,
                  [&](const NaiveMarket& there, const NaiveOrder&) { return &there == &m; });
    leave(m, m.next, {}, {});
}

/// The first of those that are due first.
void NaiveExchange::fire_schedule(NaiveMarket& m) {
    const auto soonest = std::ranges::min_element(m.schedule, {}, &NaiveSchedule::at);
    NaiveSchedule entry = *soonest;
    m.schedule.erase(soonest);
    if (entry.every != Duration{}) {
        // Of what recurs nothing is made up for: only the last of the times that have come counts.
        const std::int64_t missed = (now_ - entry.at).value() / entry.every.value();
        NaiveSchedule again = entry;
        again.at = entry.at + Duration{std::max<std::int64_t>(missed, 1) * entry.every.value()};
        m.schedule.push_back(again);
        if (missed > 0) return;
    }
    const bool call = entry.phase == Phase::auction_call;
    const Timestamp end = std::max(entry.at + entry.lasts, now_ + m.rules.auction_call_least);
    leave(m, entry.phase, call ? end : Timestamp{}, entry.next);
}

/// A call that ended while the process was down goes on: nobody could take part in it, or leave.
void NaiveExchange::leave(NaiveMarket& m, Phase phase, Timestamp until, Phase next) {
    const bool starts =
        !commands_->order().empty() && commands_->order().front() == Started::kNumber;
    const Duration least = m.rules.auction_call_least;
    const bool ends_call = m.phase == Phase::auction_call && phase != Phase::auction_call;
    if (starts && ends_call && phase != Phase::delisted && least != Duration{})
        change(m, Phase::auction_call, std::max(m.until, now_ + least), phase);
    else
        change(m, phase, until, next);
}

}  // namespace divmid
