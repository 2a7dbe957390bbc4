// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/turn.hpp"

// What a market does, by command and by its calendar.

namespace divmid {

namespace {

/// Delisting is a command of its own.
bool may_be_asked(Phase phase) {
    return phase < Phase::delisted;
}

/// Whether only a call says how long, and what follows.
bool fits(Phase phase, bool has_end, Phase next) {
    if (!may_be_asked(phase) || !may_be_asked(next)) return false;
    if (phase == Phase::auction_call) return next != Phase::auction_call;
    return !has_end && next == Phase{};
}

bool is_planned(Duration length) {
    return length >= Duration{} && length <= Calendar::kAheadMost;
}

/// Whether an end of a call, zero for none, is far enough away but not too far.
bool call_fits(Duration length, const MarketRules& rules) {
    return is_planned(length) && length >= rules.auction_call_least;
}

Reject why_not(const SetPhase& command, const Market& market, Timestamp now) {
    if (!fits(command.phase, command.until != Timestamp{}, command.next))
        return Reject::unsupported_combination;
    if (command.until != Timestamp{} &&
        (command.until < now || !call_fits(command.until - now, market.rules())))
        return Reject::time_out_of_range;
    return market.calendar().delists() ? Reject::phase_unreachable : Reject::none;
}

Reject why_not(const SchedulePhase& command, const Market& market, Timestamp now) {
    if (!fits(command.phase, command.lasts != Duration{}, command.next))
        return Reject::unsupported_combination;
    if (market.calendar().schedule.full()) return Reject::limit_reached;
    const bool once = command.every == Duration{};
    if (command.at <= now || !is_planned(command.at - now) ||
        (!once && (command.every < Schedule::kEveryLeast || !is_planned(command.every))))
        return Reject::time_out_of_range;
    if (command.phase == Phase::auction_call &&
        (command.lasts == Duration{} || !call_fits(command.lasts, market.rules())))
        return Reject::time_out_of_range;
    return market.calendar().delists() ? Reject::phase_unreachable : Reject::none;
}

}  // namespace

void Turn::operator()(const SetPhase& command) {
    if (!state_.known(command.market)) return refuse(Reject::unknown_market, command.market, {});
    Market& market = state_.market(command.market);
    const Reject reason = why_not(command, market, now_);
    if (reason != Reject::none) return refuse(reason, command.market, {});
    enter(market, {command.phase, command.until, command.next});
}

void Turn::operator()(const SchedulePhase& command) {
    if (!state_.known(command.market)) return refuse(Reject::unknown_market, command.market, {});
    Market& market = state_.market(command.market);
    const Reject reason = why_not(command, market, now_);
    if (reason != Reject::none) return refuse(reason, command.market, {});
    market.calendar().schedule.add(
        {command.at, command.every, command.phase, command.lasts, command.next});
    events_.push(PhaseScheduled{.market = command.market,
                                .at = command.at,
                                .every = command.every,
                                .phase = command.phase,
                                .lasts = command.lasts,
                                .next = command.next});
}

void Turn::operator()(const ClearSchedule& command) {
    if (!state_.known(command.market)) return refuse(Reject::unknown_market, command.market, {});
    state_.market(command.market).calendar().schedule.clear();
    events_.push(ScheduleCleared{.market = command.market});
}

void Turn::operator()(const Delist& command) {
    if (!state_.known(command.market)) return refuse(Reject::unknown_market, command.market, {});
    Market& market = state_.market(command.market);
    if (command.at <= now_ || !is_planned(command.at - now_))
        return refuse(Reject::time_out_of_range, command.market, {});
    if (market.calendar().phase == Phase::delisted)
        return refuse(Reject::phase_unreachable, command.market, {});
    if (!market.calendar().schedule.empty()) (*this)(ClearSchedule{.market = command.market});
    enter(market, {Phase::cancel_only, command.at, Phase::delisted});
}

void Turn::enter(Market& market, const Period& period) {
    Calendar& calendar = market.calendar();
    const Phase before = calendar.phase;
    // What is over while nothing happens in a market must not trade when something does again.
    if (before == Phase::closed && period.phase != Phase::closed) {
        calendar.phase = period.phase;
        end_overdue(market);
    }
    if (before == Phase::auction_call && period.phase != Phase::auction_call) uncross(market);
    if (before != period.phase) calendar.told = {};
    calendar.phase = period.phase;
    calendar.until = period.until;
    calendar.next = period.next;
    events_.push(PhaseChanged{.market = market.terms().market,
                              .phase = period.phase,
                              .until = period.until,
                              .next = period.next});
    wake(market);
}

void Turn::fire_calendar(Market& market) {
    Calendar& calendar = market.calendar();
    const bool scheduled =
        calendar.until == Timestamp{} ||
        (!calendar.schedule.empty() && calendar.schedule.soonest().at < calendar.until);
    if (!scheduled) return end_period(market);
    if (calendar.schedule.skip_missed(now_)) return;
    const Schedule::Entry entry = calendar.schedule.take();
    const bool calls = entry.phase == Phase::auction_call;
    // A call that begins late lasts its least time all the same.
    const Timestamp least = now_ + market.rules().auction_call_least;
    const Period period{entry.phase, calls ? std::max(entry.at + entry.lasts, least) : Timestamp{},
                        entry.next};
    if (starting_ && calendar.in_call() && !calls)
        extend_call(market, period);
    else
        enter(market, period);
}

void Turn::end_period(Market& market) {
    const Calendar& calendar = market.calendar();
    const Period next{calendar.next, {}, {}};
    if (calendar.next == Phase::delisted) {
        end_orders(market, market.open_ids(), EndReason::canceled_by_exchange);
        enter(market, next);
    } else if (starting_ && calendar.in_call()) {
        extend_call(market, next);
    } else {
        enter(market, next);
    }
}

// While the process was down nobody could take part in the call, or leave it.
void Turn::extend_call(Market& market, const Period& next) {
    const Duration least = market.rules().auction_call_least;
    if (least == Duration{}) return enter(market, next);
    enter(market,
          {Phase::auction_call, std::max(market.calendar().until, now_ + least), next.phase});
}

}  // namespace divmid
