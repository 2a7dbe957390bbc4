// SPDX-License-Identifier: Apache-2.0
#include "engine/turn.hpp"

namespace divmid {

// The order of refusals is that of Reject (market.md, Order of refusals): here down to the client
// id; check_filters.cpp goes on with the market's filters, and plan_order.cpp ends with what
// depends on the book and the balance. Everything here depends on neither.

namespace {

constexpr std::uint16_t kPegLevelsMost = 100;

bool lasts(TimeInForce time) {
    return time == TimeInForce::good_till_canceled || time == TimeInForce::good_till_date;
}

bool time_in_force_fits(const PlaceOrder& order) {
    switch (order.type) {
        case OrderType::limit:
            return order.time_in_force <= TimeInForce::good_till_date;
        case OrderType::limit_maker:
            return lasts(order.time_in_force);
        case OrderType::market:
        case OrderType::market_by_budget:
            return order.time_in_force == TimeInForce::good_till_canceled ||
                   order.time_in_force == TimeInForce::immediate_or_cancel;
    }
    return false;
}

/// Most orders are of this kind: it fits, and needs no look at the others.
bool is_everyday(const PlaceOrder& order) {
    return order.type == OrderType::limit &&
           order.time_in_force == TimeInForce::good_till_canceled && order.budget_or_expiry == 0 &&
           order.side <= Side::sell &&
           order.self_trade_prevention <= SelfTradePrevention::decrement &&
           order.client_id.length <= OrderNote::kClientIdMost;
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

/// A trigger has somewhere to lie, or follows; nothing else has.
bool trigger_fits(const PlaceOrder& order, const Conditions& conditions) {
    const bool has_stop = conditions.stop_price != Price{} || conditions.trailing != 0;
    if (conditions.trigger == Trigger::none) return !has_stop;
    return conditions.trigger <= Trigger::take_profit && has_stop &&
           order.type != OrderType::market_by_budget;
}

/// A pegged order takes its price from the book, for now or for good, not till a date.
bool peg_fits(const PlaceOrder& order, const Conditions& conditions) {
    if (conditions.peg == Peg::none) return conditions.peg_levels == 0;
    return conditions.peg <= Peg::market && conditions.peg_levels <= kPegLevelsMost &&
           is_limit(order.type) && order.price == Price{} &&
           order.time_in_force != TimeInForce::good_till_date;
}

bool conditions_fit(const PlaceOrder& order, const Conditions& conditions) {
    const bool iceberg = conditions.visible != Quantity{};
    return trigger_fits(order, conditions) && peg_fits(order, conditions) &&
           (!iceberg || (is_limit(order.type) && lasts(order.time_in_force)));
}

}  // namespace

Reject Turn::check_state(AccountId account, const Market& market) const {
    if (Accounts::is_system(account)) return Reject::account_forbidden;
    if (state_.killed || market.calendar().killed || state_.profiles[account].killed != Killed::no)
        return Reject::killed;
    return state_.storage_low ? Reject::storage_low : Reject::none;
}

Reject Turn::check_kind(const Asked& asked) const {
    const PlaceOrder& order = asked.order;
    const Market& market = state_.market(order.market);
    const Calendar& calendar = market.calendar();
    if (const Reject state = check_state(order.account, market); state != Reject::none)
        return state;
    const auto asking = [&] {
        if (asked.in_list) return Asking::list;
        return asking_of(order.type, order.time_in_force, asked.waits());
    };
    // Continuous trading leaves room for all.
    if (calendar.phase != Phase::continuous && !allows(calendar.phase, asking()))
        return Reject::phase_forbids;
    if (!is_everyday(order) && (!time_in_force_fits(order) || !fields_fit(order)))
        return Reject::unsupported_combination;
    if (asked.conditions != nullptr && !conditions_fit(order, *asked.conditions))
        return Reject::unsupported_combination;
    if (order.time_in_force == TimeInForce::good_till_date && order.expiry() <= now_)
        return Reject::expiry_passed;
    if (!market.rules().offers(order.self_trade_prevention)) return Reject::prevention_not_offered;
    if (order.client_id == TextRef{}) return Reject::none;
    const SlotIndex twin = market.find(order.account, texts_.text(order.client_id));
    return twin != 0 && twin != asked.replaced ? Reject::duplicate_client_id : Reject::none;
}

}  // namespace divmid
