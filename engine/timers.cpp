// SPDX-License-Identifier: Apache-2.0
#include "engine/timers.hpp"

#include "engine/turn.hpp"

namespace divmid {

namespace {

/// Whether the tick brings anything that orders in the book may trade with.
bool brings_takers(const Commands& commands) {
    return !commands.all<PlaceOrder>().empty() || !commands.all<PlaceConditional>().empty() ||
           !commands.all<ReplaceOrder>().empty() || !commands.all<ReplaceConditional>().empty() ||
           !commands.all<PlaceList>().empty() || !commands.all<AmendOrder>().empty();
}

}  // namespace

Timer Exchange::State::soonest() const {
    Timer first;
    const auto consider = [&](const Timer& timer) {
        if (timer.before(first)) first = timer;
    };
    for (const Market& market : markets) {
        const std::uint32_t id = market.terms().market.value();
        consider({market.next_date(), Timer::Kind::date, id});
        consider({market.calendar().due(), Timer::Kind::calendar, id});
    }
    if (!dead_man.empty())
        consider({dead_man.due(), Timer::Kind::dead_man, dead_man.account().value()});
    return first;
}

void Turn::fire_timers(const Commands& commands) {
    const auto first = commands.order().empty() ? std::uint8_t{} : commands.order().front();
    starting_ = first == Started::kNumber;
    for (std::size_t fired = 0; fired < Timer::kMost; ++fired) {
        const Timer timer = state_.soonest();
        if (timer.due > now_) return;
        fire(timer);
    }
    if (brings_takers(commands))
        for (Market& market : state_.markets) end_overdue(market);
}

void Turn::fire(const Timer& timer) {
    if (timer.kind == Timer::Kind::dead_man) return fire_dead_man(AccountId{timer.owner});
    Market& market = state_.market(MarketId{static_cast<std::uint16_t>(timer.owner)});
    if (timer.kind == Timer::Kind::date)
        cancel(market, market.expiry().soonest().at, EndReason::expired_at_date);
    else
        fire_calendar(market);
}

void Turn::end_overdue(Market& market) {
    while (market.next_date() <= now_)
        cancel(market, market.expiry().soonest().at, EndReason::expired_at_date);
}

}  // namespace divmid
