// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "engine/market/dry_walk.hpp"
#include "engine/turn.hpp"

namespace divmid {

namespace {

/// Of a taker that only its budget limits.
constexpr std::uint64_t kAnyLots = std::numeric_limits<std::uint32_t>::max();

/// Whether what such an order does not trade goes into the book.
template <class Order>
bool may_rest(const Order& order) {
    return is_limit(order.type) && (order.time_in_force == TimeInForce::good_till_canceled ||
                                    order.time_in_force == TimeInForce::good_till_date);
}

bool time_in_force_fits(const PlaceOrder& order) {
    const bool good_till_date = order.time_in_force == TimeInForce::good_till_date;
    switch (order.type) {
        case OrderType::limit:
            return order.time_in_force <= TimeInForce::good_till_date;
        case OrderType::limit_maker:
            return order.time_in_force == TimeInForce::good_till_canceled || good_till_date;
        case OrderType::market:
        case OrderType::market_by_budget:
            return order.time_in_force == TimeInForce::good_till_canceled ||
                   order.time_in_force == TimeInForce::immediate_or_cancel;
    }
    return false;
}

/// Whether an order may ask that of the market.
bool conditions_fit(const PlaceOrder& order, const Conditions& conditions) {
    const bool has_stop = conditions.stop_price != Price{} || conditions.trailing != 0;
    const bool triggered = conditions.trigger != Trigger::none;
    return conditions.trigger <= Trigger::take_profit && triggered == has_stop &&
           (!triggered || order.type != OrderType::market_by_budget) &&
           conditions.peg == Peg::none && conditions.peg_levels == 0 &&
           conditions.visible == Quantity{};
}

/// What an order of this kind has no use for must be left out.
bool fields_fit(const PlaceOrder& order) {
    const bool by_budget = order.type == OrderType::market_by_budget;
    const bool needs_extra = by_budget || order.time_in_force == TimeInForce::good_till_date;
    return (is_limit(order.type) || order.price == Price{}) &&
           (!by_budget || order.quantity == Quantity{}) &&
           (needs_extra || order.budget_or_expiry == 0) && order.side <= Side::sell &&
           order.self_trade_prevention <= SelfTradePrevention::decrement &&
           (!by_budget || order.self_trade_prevention != SelfTradePrevention::decrement) &&
           order.client_id.length <= OrderNote::kClientIdMost;
}

Reject check_quantity(Quantity quantity, const MarketTerms& terms) {
    if (quantity <= Quantity{}) return Reject::quantity_not_positive;
    if (quantity < terms.quantity(terms.lots_min)) return Reject::quantity_below_min;
    if (quantity > terms.quantity(terms.lots_max)) return Reject::quantity_above_max;
    if (quantity.value() % terms.lot_size.value() != 0) return Reject::quantity_off_lot;
    return Reject::none;
}

}  // namespace

Reject Turn::check_price(Price price, const MarketTerms& terms) {
    if (price <= Price{}) return Reject::price_not_positive;
    if (price < terms.price(terms.price_min)) return Reject::price_below_min;
    if (price > terms.price(terms.price_max)) return Reject::price_above_max;
    if (price.value() % terms.tick_size.value() != 0) return Reject::price_off_tick;
    return Reject::none;
}

void Turn::operator()(const PlaceOrder& command) {
    const auto refused = [&](Reject why) { refuse(why, command.market, command.account); };
    const std::expected<Steps, Reject> steps = checked(command, nullptr);
    if (!steps) return refused(steps.error());
    const Market& market = state_.market(command.market);
    Taking taking = start(command, *steps);
    const std::expected<Plan, Reject> planned = plan(market, taking);
    if (!planned) return refused(planned.error());
    if (!command.validate_only) return execute(command, taking, *planned);
    tell_valid(command, taking);
}

void Turn::tell_valid(const PlaceOrder& command, const Taking& taking) {
    events_.push(OrderValidated{.account = command.account,
                                .market = command.market,
                                .maker_fee = taking.order.maker_fee,
                                .taker_fee = taking.order.taker_fee});
}

auto Turn::checked(const PlaceOrder& order, const Conditions* conditions) const
    -> std::expected<Steps, Reject> {
    const auto refused = [](Reject reason) { return std::unexpected{reason}; };
    if (const Reject sender = check_sender(order, state_.known(order.market));
        sender != Reject::none)
        return refused(sender);
    if (const Reject kind = check_kind(order, 0, conditions); kind != Reject::none)
        return refused(kind);
    const std::expected<Steps, Reject> steps = check_steps(order, conditions);
    if (!steps) return refused(steps.error());
    if (const Reject count = check_counts(order, conditions); count != Reject::none)
        return refused(count);
    return steps;
}

auto Turn::start(const PlaceOrder& order, Steps steps) const -> Taking {
    const MarketTerms& terms = state_.market(order.market).terms();
    const Profile& profile = state_.profiles[order.account];
    return {.order = {.id = {},
                      .account = order.account,
                      .side = order.side,
                      .price = steps.price,
                      .lots = steps.lots,
                      .executed = {},
                      .fee_credit = 0,
                      .maker_fee = profile.tier ? profile.tier->maker_fee : terms.maker_fee,
                      .taker_fee = profile.tier ? profile.tier->taker_fee : terms.taker_fee,
                      .post_only = order.type == OrderType::limit_maker,
                      .prevention = order.self_trade_prevention,
                      .client_id = texts_.text(order.client_id),
                      .expiry = order.expiry(),
                      .special = nullptr},
            .type = order.type,
            .time_in_force = order.time_in_force,
            .budget = order.budget(),
            .group = profile.group,
            .prevented = {},
            .prevented_whole = false,
            .freed = {},
            .price_before = {},
            .trades_before = 0};
}

Reject Turn::check_kind(const PlaceOrder& order, SlotIndex replaced,
                        const Conditions* conditions) const {
    if (Accounts::is_system(order.account)) return Reject::account_forbidden;
    if (state_.storage_low) return Reject::storage_low;
    if (!time_in_force_fits(order) || !fields_fit(order)) return Reject::unsupported_combination;
    if (conditions != nullptr && !conditions_fit(order, *conditions))
        return Reject::unsupported_combination;
    if (order.time_in_force == TimeInForce::good_till_date && order.expiry() <= now_)
        return Reject::expiry_passed;
    if (!state_.market(order.market).rules().offers(order.self_trade_prevention))
        return Reject::prevention_not_offered;
    const std::string_view client_id = texts_.text(order.client_id);
    const SlotIndex twin = state_.market(order.market).find(order.account, client_id);
    return twin != 0 && twin != replaced ? Reject::duplicate_client_id : Reject::none;
}

auto Turn::check_steps(const PlaceOrder& order, const Conditions* conditions) const
    -> std::expected<Steps, Reject> {
    const MarketTerms& terms = state_.market(order.market).terms();
    Steps steps;
    if (is_limit(order.type)) {
        if (const Reject price = check_price(order.price, terms); price != Reject::none)
            return std::unexpected{price};
        steps.price =
            Ticks{static_cast<std::uint32_t>(order.price.value() / terms.tick_size.value())};
    }
    if (conditions != nullptr && conditions->stop_price != Price{})
        if (const Reject stop = check_price(conditions->stop_price, terms); stop != Reject::none)
            return std::unexpected{stop};
    if (order.type == OrderType::market_by_budget) {
        if (order.budget() <= Amount{}) return std::unexpected{Reject::quantity_not_positive};
        return steps;
    }
    if (const Reject quantity = check_quantity(order.quantity, terms); quantity != Reject::none)
        return std::unexpected{quantity};
    steps.lots = Lots{static_cast<std::uint32_t>(order.quantity.value() / terms.lot_size.value())};
    if (is_limit(order.type) && terms.notional(steps.price, steps.lots) < terms.notional_min)
        return std::unexpected{Reject::notional_below_min};
    return steps;
}

Reject Turn::check_counts(const PlaceOrder& order, const Conditions* conditions) const {
    const Market& market = state_.market(order.market);
    const bool waits = conditions != nullptr && conditions->trigger != Trigger::none;
    const bool too_many =
        (may_rest(order) || waits) &&
        (market.open_orders(order.account) >= market.terms().open_orders_max || market.full());
    if (too_many) return Reject::too_many_open_orders;
    if (!waits) return Reject::none;
    const std::uint32_t most = market.rules().algo_orders_max;
    if (most != 0 && market.waiting().stops(order.account) >= most)
        return Reject::too_many_waiting_orders;
    return check_trailing(market.rules(), order.side, *conditions);
}

auto Turn::plan(const Market& market, const Taking& taking) const -> std::expected<Plan, Reject> {
    switch (taking.type) {
        case OrderType::limit:
        case OrderType::limit_maker:
            return plan_limit(market, taking);
        case OrderType::market:
            return plan_market(market, taking);
        case OrderType::market_by_budget:
            return plan_budget(market, taking);
    }
    return std::unexpected{Reject::unsupported_combination};
}

auto Turn::plan_limit(const Market& market, const Taking& taking) const
    -> std::expected<Plan, Reject> {
    const OpenOrder& order = taking.order;
    const Ticks met = market.book().best(opposite(order.side));
    const bool takes = met != Ticks{} && reaches(order.side, order.price, met);
    if (order.post_only && takes) return std::unexpected{Reject::would_take};
    if (!affords(market, taking, hold(order.side, order.price, order.lots, market.terms())))
        return std::unexpected{Reject::insufficient_balance};

    Plan plan{.wanted = order.lots.value(),
              .limit = order.price,
              .rests = may_rest(taking),
              .end = EndReason::unfilled_ioc};
    if (taking.time_in_force == TimeInForce::fill_or_kill) {
        plan.end = EndReason::unfilled_fok;
        if (reach(market, taking, plan.limit).lots < plan.wanted) plan.wanted = 0;
    }
    return plan;
}

auto Turn::plan_market(const Market& market, const Taking& taking) const
    -> std::expected<Plan, Reject> {
    const OpenOrder& order = taking.order;
    const MarketTerms& terms = market.terms();
    const Plan plan{.wanted = order.lots.value(),
                    .limit = order.price,
                    .rests = false,
                    .end = EndReason::insufficient_liquidity};
    // A seller who has all that it offers needs no walk.
    if (order.side == Side::sell &&
        affords(market, taking, hold(Side::sell, {}, order.lots, terms)))
        return plan;
    const Reach reach = this->reach(market, taking, plan.limit);
    const Lots lots{static_cast<std::uint32_t>(reach.lots)};
    const Amount cost =
        order.side == Side::buy ? reach.notional : hold(Side::sell, Ticks{}, lots, terms);
    if (!affords(market, taking, cost)) return std::unexpected{Reject::insufficient_balance};
    return plan;
}

auto Turn::plan_budget(const Market& market, const Taking& taking) const
    -> std::expected<Plan, Reject> {
    const OpenOrder& order = taking.order;
    if (market.book().best(opposite(order.side)) == Ticks{})
        return std::unexpected{Reject::book_empty};

    const MarketTerms& terms = market.terms();
    const Reach reach = this->reach(market, taking, order.price);
    if (reach.lots > terms.lots_max.value()) return std::unexpected{Reject::quantity_above_max};
    const Lots lots{static_cast<std::uint32_t>(reach.lots)};
    const Amount worst_case =
        order.side == Side::buy ? taking.budget : hold(Side::sell, Ticks{}, lots, terms);
    if (!affords(market, taking, worst_case)) return std::unexpected{Reject::insufficient_balance};
    // One that meets its own orders goes on until prevention or its budget ends it.
    return Plan{.wanted = guarded(market, taking) ? kAnyLots : reach.lots,
                .limit = order.price,
                .rests = false,
                .end = EndReason::budget_spent};
}

Reach Turn::reach(const Market& market, const Taking& taking, Ticks limit) const {
    const bool by_budget = taking.type == OrderType::market_by_budget;
    const Wanted wanted{taking.order.side, limit,
                        by_budget ? kAnyLots : std::uint64_t{taking.order.lots.value()}};
    if (guarded(market, taking))
        return DryWalk{market, wanted, taking.budget, guard_of(taking)}.run();
    if (by_budget) return market.reach(wanted.taker, limit, taking.budget);
    return market.reach(wanted.taker, limit, wanted.lots);
}

bool Turn::affords(const Market& market, const Taking& taking, Amount worst_case) const {
    const AssetId asset = held_asset(taking.order.side, market.terms());
    return state_.ledger.balance(taking.order.account, asset).available + taking.freed >=
           worst_case;
}

}  // namespace divmid
