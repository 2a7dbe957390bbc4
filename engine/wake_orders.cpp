// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "engine/turn.hpp"

namespace divmid {

// What the trades of a taker start (market.md, Triggers). A market has one queue; each order in it
// runs to its end before the next, and what it starts joins at the tail.

void Turn::taker_ended(Market& market, const Taking& taking) {
    if (market.triggers().empty()) return;
    Triggers::Touched touched;
    Ticks last;
    for (const TradeExecuted& trade : events_.all<TradeExecuted>().subspan(taking.trades_before)) {
        if (trade.price == last) continue;
        last = trade.price;
        market.triggers().print(last, touched);
    }
    queue_reached(market, touched, taking.price_before);
}

void Turn::queue_reached(Market& market, Triggers::Touched& touched, Ticks before) {
    std::ranges::sort(touched.started, {}, &Reached::order);
    for (const Reached& stop : touched.started)
        events_.push(TrailingStarted{.order = stop.order,
                                     .account = market[market.find(stop.order)].account(),
                                     .market = market.terms().market});
    sort_nearest(touched.reached, before);
    for (const Reached& stop : touched.reached) market.queue(market.find(stop.order));
}

void Turn::open_queues() {
    for (Market& market : state_.markets) wake(market);
}

void Turn::wake(Market& market) {
    // What is over never trades, neither as what awakes nor as what it meets.
    if (market.wakes() && wakes_left_ > 0) end_overdue(market);
    for (; wakes_left_ > 0; --wakes_left_) {
        if (!market.wakes()) return;
        awake(market, market.find(market.waiting().next()));
    }
}

void Turn::awake(Market& market, SlotIndex at) {
    const ListId list = market.special(at)->asked.list;
    if (market.waiting(at).waits_for == WaitsFor::working_order)
        return start_pending(market, *market.lists().find(list));
    leg_worked(market, list, market[at].id);
    Lifted lifted{market, at, state_.profiles};
    const std::expected<Plan, EndReason> plan = plan_start(market, lifted.taking);
    if (!plan) return cancel(market, at, plan.error());
    lift(market, at, lifted.taking);
    work(market, lifted.taking, *plan);
}

void Turn::start_pending(Market& market, const OrderList& list) {
    std::array<std::optional<Lifted>, OrderList::kLegsMost> lifted;
    std::vector<Starting> starting;
    for (std::size_t i = 1; i < OrderList::kLegsMost; ++i) {
        if (!list.open[i]) continue;
        const SlotIndex at = market.find(list.legs[i]);
        Taking& taking = lifted[i].emplace(market, at, state_.profiles).taking;
        const std::expected<Plan, EndReason> plan = plan_pending(market, taking);
        if (!plan) return cancel(market, at, plan.error());
        starting.push_back({taking, *plan});
    }
    for (const Starting& order : starting)
        lift(market, market.find(order.taking.order.id), order.taking);
    set_to_work(market, starting);
}

auto Turn::plan_pending(const Market& market, Taking& taking) const
    -> std::expected<Plan, EndReason> {
    if (taking.order.special->asked.trigger == Trigger::none) return plan_start(market, taking);
    if (affords(market, taking, waiting_hold(market, taking))) return Plan{};
    return std::unexpected{EndReason::no_funds_to_start};
}

auto Turn::plan_start(const Market& market, Taking& taking) const
    -> std::expected<Plan, EndReason> {
    OpenOrder& order = taking.order;
    const SpecialTerms& asked = order.special->asked;
    if (asked.peg != Peg::none) {
        order.price = pegged_price(market, order.side, asked.peg, asked.peg_levels);
        if (order.price == Ticks{}) return std::unexpected{EndReason::refused_at_start};
    }
    const bool covered =
        !is_limit(taking.type) ||
        affords(market, taking, hold(order.side, order.price, order.lots, market.terms()));
    if (!covered) return std::unexpected{EndReason::no_funds_to_start};
    const std::expected<Plan, Reject> planned = plan(market, taking);
    if (planned) return *planned;
    return std::unexpected{planned.error() == Reject::insufficient_balance
                               ? EndReason::no_funds_to_start
                               : EndReason::refused_at_start};
}

}  // namespace divmid
