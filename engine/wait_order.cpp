// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/turn.hpp"

namespace divmid {

// Orders go off the book, and come back from there.

namespace {

constexpr Int128 kMillion = 1'000'000;
constexpr Int128 kBipsOfWhole = 10'000;

TriggerTerms trigger_of(const OpenOrder& order) {
    const SpecialTerms& asked = order.special->asked;
    return {.order = order.id,
            .side = order.side,
            .trigger = asked.trigger,
            .stop_price = asked.stop_price,
            .trailing = asked.trailing};
}

}  // namespace

Reject Turn::check_wait(const Market& market, const Taking& taking) const {
    const TriggerTerms stop = trigger_of(taking.order);
    const Ticks last = market.last_price();
    if (stop.stop_price != Ticks{} && last != Ticks{} && stop.reached_by(last))
        return Reject::would_trigger;
    const bool covered = affords(market, taking, waiting_hold(market, taking));
    return covered ? Reject::none : Reject::insufficient_balance;
}

Ticks Turn::worst_price(const Market& market, const Taking& taking) {
    const OpenOrder& order = taking.order;
    const SpecialTerms& asked = order.special->asked;
    const bool needs_one = order.side == Side::buy && asked.trigger != Trigger::none;
    if (order.price != Ticks{} || !needs_one) return order.price;

    const Ticks most = market.terms().price_max;
    const Ticks from = asked.stop_price != Ticks{} ? asked.stop_price : market.last_price();
    const Int128 above = market.rules().band_above;
    if (above == 0 || from == Ticks{}) return most;
    // A trailing one fires its distance above where it follows from, at the earliest.
    const Int128 fires =
        (from.value() * (kBipsOfWhole + asked.trailing) + kBipsOfWhole - 1) / kBipsOfWhole;
    const Int128 top = fires * (kMillion + above) / kMillion;
    return Ticks{static_cast<std::uint32_t>(std::min<Int128>(top, most.value()))};
}

Amount Turn::waiting_hold(const Market& market, const Taking& taking) {
    const OpenOrder& order = taking.order;
    return hold(order.side, worst_price(market, taking), order.lots, market.terms());
}

void Turn::wait(Market& market, Taking& taking, WaitsFor what, Amount held) {
    OpenOrder& order = taking.order;
    // One that waits for its turn has its worst price from the market as it is then.
    if (what == WaitsFor::stop_price) order.price = worst_price(market, taking);
    const OrderWaits event{.order = order.id,
                           .account = order.account,
                           .market = market.terms().market,
                           .side = order.side,
                           .waits_for = what,
                           .price = order.price,
                           .lots = order.lots,
                           .held = held};
    state_.ledger.post(event, market.terms());
    events_.push(event);
    const SpecialTerms& asked = order.special->asked;
    const bool reached = what == WaitsFor::stop_price && asked.trailing == 0 &&
                         market.last_price() != Ticks{} &&
                         trigger_of(order).reached_by(market.last_price());
    market.wait(order, {taking.type, taking.time_in_force, what, held}, reached);
}

Lifted::Lifted(const Market& market, SlotIndex at, const Profiles& profiles) {
    taking.order = market.describe(at);
    const std::string_view id = taking.order.client_id;
    taking.order.client_id = {client_id.data(), id.copy(client_id.data(), client_id.size())};
    taking.group = profiles[taking.order.account].group;
    if (taking.order.special != nullptr) {
        special = *taking.order.special;
        special.hidden = Lots{};
        special.waits = false;
        taking.order.special = &special;
    }
    const bool dated = taking.order.expiry != Timestamp{};
    taking.type = taking.order.post_only ? OrderType::limit_maker : OrderType::limit;
    taking.time_in_force = dated ? TimeInForce::good_till_date : TimeInForce::good_till_canceled;
    if (market.waits(at)) {
        const WaitingOrder& waiting = market.waiting(at);
        taking.type = waiting.type;
        taking.time_in_force = waiting.time_in_force;
        taking.freed = waiting.held;
    }
}

void Turn::lift(Market& market, SlotIndex at, Taking& taking) {
    const OrderAwoke event{.order = taking.order.id,
                           .account = taking.order.account,
                           .market = market.terms().market,
                           .side = taking.order.side,
                           .waited_for = market.waiting(at).waits_for,
                           .price = taking.order.price,
                           .lots = taking.order.lots,
                           .released = taking.freed};
    state_.ledger.post(event, market.terms());
    events_.push(event);
    taking.freed = Amount{};
    market.cancel(at);
}

void Turn::end_waiting(Market& market, SlotIndex at, EndReason reason) {
    const WaitingEnded event{.order = market[at].id,
                             .account = market[at].account(),
                             .market = market.terms().market,
                             .side = market[at].side(),
                             .lots = market[at].lots,
                             .released = market.waiting(at).held,
                             .reason = reason};
    state_.ledger.post(event, market.terms());
    events_.push(event);
    market.cancel(at);
}

}  // namespace divmid
