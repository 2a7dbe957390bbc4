// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// Placing and replacing, up to where an order rests, waits or is done.

void NaiveExchange::apply(const PlaceOrder& command) {
    place(command, Conditions{});
}

void NaiveExchange::apply(const PlaceConditional& command) {
    place(command.order, command.conditions);
}

void NaiveExchange::apply(const ReplaceOrder& command) {
    replace(command, Conditions{});
}

void NaiveExchange::apply(const ReplaceConditional& command) {
    replace(command.replace, command.conditions);
}

void NaiveExchange::place(const PlaceOrder& order, const Conditions& conditions) {
    Reject why = check_sender(order, markets_.contains(order.market));
    if (why == Reject::none) why = check({.order = order, .conditions = conditions});
    if (why != Reject::none) return refuse(why, order.market, order.account);
    NaiveMarket& m = market(order.market);
    if (order.validate_only) {
        const NaiveOrder made = draft(order, conditions);
        events_.push(OrderValidated{order.account, order.market, made.maker_fee, made.taker_fee});
        return;
    }
    start(m, accept(m, order, conditions, ListId{}), 0);
    drain(m);
}

void NaiveExchange::replace(const ReplaceOrder& c, const Conditions& conditions) {
    const PlaceOrder next{c.account,
                          c.key,
                          c.market,
                          c.side,
                          c.type,
                          c.time_in_force,
                          c.self_trade_prevention,
                          false,
                          c.client_id,
                          c.price,
                          c.quantity,
                          c.budget_or_expiry,
                          c.deadline};
    Reject why = check_sender(c, markets_.contains(c.market));
    const NaiveOrder* old = nullptr;
    if (why == Reject::none) {
        old = find({c.market, c.account, c.replaced, c.replaced_client_id});
        why = check({.order = next,
                     .conditions = conditions,
                     .replaced = old != nullptr ? old->id : OrderId{},
                     .replaces = true});
    }
    if (why != Reject::none) return refuse(why, c.market, c.account);

    NaiveMarket& m = market(c.market);
    const OrderId old_id = old != nullptr ? old->id : OrderId{};
    const Reject not_canceled = check_cancel(old, c.restriction);
    if (not_canceled == Reject::none) end(m, old_id, EndReason::canceled_by_owner);
    Reject not_placed = Reject::none;
    const bool tries = not_canceled == Reject::none || c.mode == ReplaceMode::allow_failure;
    if (tries) not_placed = check({.order = next, .conditions = conditions});
    if (not_canceled != Reject::none || not_placed != Reject::none)
        events_.push(ReplaceFailed{not_canceled, not_placed, c.account, c.market, old_id});
    if (tries && not_placed == Reject::none) start(m, accept(m, next, conditions, ListId{}), 0);
    drain(m);
}

/// The order as it would come into being now, but for its id.
NaiveOrder NaiveExchange::draft(const PlaceOrder& order, const Conditions& conditions) {
    NaiveMarket& m = market(order.market);
    const Account& account = accounts_.at(order.account);
    NaiveOrder made;
    made.account = order.account;
    made.side = order.side;
    made.type = order.type;
    made.time_in_force = order.time_in_force;
    made.prevention = order.self_trade_prevention;
    made.client_id = text(order.client_id);
    made.price = m.ticks(order.price);
    made.total = made.lots = m.lots(order.quantity);
    made.budget = order.budget().value();
    made.expiry = order.expiry();
    made.maker_fee = account.has_tier ? account.maker_fee : m.rules.maker_fee;
    made.taker_fee = account.has_tier ? account.taker_fee : m.rules.taker_fee;
    made.asked = conditions;
    made.stop = m.ticks(conditions.stop_price);
    made.visible = m.lots(conditions.visible);
    if (conditions.peg != Peg::none && !made.triggered())
        made.price = m.pegged(made).value_or(Ticks{});
    return made;
}

NaiveOrder& NaiveExchange::accept(NaiveMarket& m, const PlaceOrder& order,
                                  const Conditions& conditions, ListId list) {
    NaiveOrder made = draft(order, conditions);
    made.id = OrderId{++m.orders_issued};
    made.list = list;
    // One that starts later takes its price then.
    const bool pending =
        list != ListId{} && !lists_.at(list).started && made.id != lists_.at(list).legs.front();
    if (pending && conditions.peg != Peg::none) made.price = Ticks{};
    events_.push(OrderAccepted{made.id, made.account, order.market, made.side, made.type,
                               made.time_in_force, made.prevention, order.client_id, made.price,
                               made.lots, made.maker_fee, made.taker_fee, order.budget_or_expiry});
    if (conditions != Conditions{} || list != ListId{})
        events_.push(OrderConditioned{
            .order = made.id,
            .account = made.account,
            .market = order.market,
            .trigger = conditions.trigger,
            .peg = conditions.peg,
            .peg_levels = conditions.peg_levels,
            .stop_price = made.stop,
            .trailing = conditions.trailing,
            .visible = made.visible,
            .list = list,
            .session = conditions.session,
            .keep = conditions.keep,
            .strategy = conditions.strategy,
            .strategy_type = conditions.strategy_type,
        });
    return m.orders.insert_or_assign(made.id, made).first->second;
}

/// `sibling_holds`: what the other order of a pair holds anyway.
void NaiveExchange::start(NaiveMarket& m, NaiveOrder& order, std::int64_t sibling_holds) {
    if (!order.triggered()) return work(m, order);
    const std::int64_t held = cost_of_waiting(m, order) - sibling_holds;
    wait(m, order, WaitsFor::stop_price, std::max<std::int64_t>(held, 0));
}

void NaiveExchange::work(NaiveMarket& m, NaiveOrder& order) {
    if (m.phase == Phase::auction_call) {
        if (!order.has_limit()) {
            order.at_market_in_call = true;
            order.price = worst_in_call(m, order);
        }
        return rest(m, order);
    }
    const std::optional<Ticks> last_before = m.last;
    if (order.time_in_force == TimeInForce::fill_or_kill && tried(m, order).executed != order.lots)
        expire(m, order, EndReason::unfilled_fok);
    else
        finish(m, order, match(m, order));
    taker_ended(m, last_before);
}

void NaiveExchange::finish(NaiveMarket& m, NaiveOrder& order, Stop stop) {
    switch (stop) {
        case Stop::filled:
            return gone(m, order.id, EndReason::filled);
        case Stop::prevented:
            return gone(m, order.id, EndReason::prevented);
        case Stop::outside_band:
            return outside_band(m, order);
        case Stop::budget_spent:
            return expire(m, order, EndReason::budget_spent);
        case Stop::no_more:
            break;
    }
    if (order.may_rest()) return rest(m, order);
    expire(m, order,
           order.has_limit() ? EndReason::unfilled_ioc : EndReason::insufficient_liquidity);
}

/// What meets an order outside the band ends, or calls an auction and takes part in it.
void NaiveExchange::outside_band(NaiveMarket& m, NaiveOrder& order) {
    if (!m.rules.band_calls_auction) return expire(m, order, EndReason::outside_band);
    bool may_join = order.may_rest();
    if (order.type == OrderType::market) {
        // It was never asked what it would have to hold.
        const std::int64_t held = m.cost(order.side, worst_in_call(m, order), order.lots);
        const auto open = std::ranges::count_if(m.orders, [&](const auto& entry) {
            return entry.second.account == order.account && entry.first != order.id;
        });
        may_join = open < m.rules.open_orders_max &&
                   balance(order.account, m.pays(order.side)).available >= held;
    }
    if (!may_join) expire(m, order, EndReason::outside_band);
    change(m, Phase::auction_call, now_ + m.rules.auction_call_least, Phase::continuous);
    if (may_join) work(m, order);
}

void NaiveExchange::rest(NaiveMarket& m, NaiveOrder& order) {
    order.state = NaiveOrder::State::resting;
    order.place = ++m.places_issued;
    hold(order.account, m.pays(order.side), m.cost(order.side, order.price, order.lots));
    events_.push(
        OrderRested{order.id, order.account, order.price, order.lots, m.terms.market, order.side});
    if (order.visible != Lots{} && order.lots > order.visible)
        show_slice(m, order, order.lots - order.visible);
}

/// From now on `hidden` of its lots are.
void NaiveExchange::show_slice(NaiveMarket& m, NaiveOrder& order, Lots hidden) {
    if (order.hidden == hidden) return;
    events_.push(SliceShown{order.id, order.account, m.terms.market, order.side, order.price,
                            order.hidden, hidden});
    order.hidden = hidden;
}

}  // namespace divmid
