// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/turn.hpp"

namespace divmid {

// The market's filters, in the order of Reject: price, quantity, market quantity, notional, percent
// price, number of orders, iceberg parts, trailing delta, position (the dialect's filters.md says
// what each compares; where it divides, both sides are multiplied instead).

namespace {

constexpr Int128 kMillion = 1'000'000;

Reject check_price(Price price, const MarketTerms& terms) {
    if (price <= Price{}) return Reject::price_not_positive;
    if (price < terms.price(terms.price_min)) return Reject::price_below_min;
    if (price > terms.price(terms.price_max)) return Reject::price_above_max;
    if (price.value() % terms.tick_size.value() != 0) return Reject::price_off_tick;
    return Reject::none;
}

Reject check_quantity(Quantity quantity, const MarketTerms& terms) {
    if (quantity <= Quantity{}) return Reject::quantity_not_positive;
    if (quantity < terms.quantity(terms.lots_min)) return Reject::quantity_below_min;
    if (quantity > terms.quantity(terms.lots_max)) return Reject::quantity_above_max;
    if (quantity.value() % terms.lot_size.value() != 0) return Reject::quantity_off_lot;
    return Reject::none;
}

Reject check_market_quantity(Quantity quantity, const MarketRules& rules) {
    if (quantity < rules.market_quantity_min) return Reject::market_quantity_below_min;
    const bool above =
        rules.market_quantity_max != Quantity{} && quantity > rules.market_quantity_max;
    return above ? Reject::market_quantity_above_max : Reject::none;
}

/// Of a market order whose value is `value` / `unit`.
Reject check_market_notional(Int128 value, Int128 unit, const MarketRules& rules) {
    if (rules.notional_min_to_market && value < rules.notional_min.value() * unit)
        return Reject::notional_below_min;
    const bool above = rules.notional_max_to_market && rules.notional_max != Amount{} &&
                       value > rules.notional_max.value() * unit;
    return above ? Reject::notional_above_max : Reject::none;
}

}  // namespace

auto Turn::check_steps(const Asked& asked) const -> std::expected<Steps, Reject> {
    const PlaceOrder& order = asked.order;
    const Market& market = state_.market(order.market);
    const MarketTerms& terms = market.terms();
    Steps steps;
    if (const Reject price = check_prices(asked, steps); price != Reject::none)
        return std::unexpected{price};
    if (order.type == OrderType::market_by_budget) {
        if (order.budget() <= Amount{}) return std::unexpected{Reject::quantity_not_positive};
    } else {
        if (const Reject quantity = check_quantity(order.quantity, terms); quantity != Reject::none)
            return std::unexpected{quantity};
        steps.lots = terms.lots(order.quantity);
    }
    if (asked.conditions != nullptr) {
        const Quantity visible = asked.conditions->visible;
        if (visible < Quantity{} || visible.value() % terms.lot_size.value() != 0)
            return std::unexpected{Reject::quantity_off_lot};
        // One above the whole is refused later, whatever its number of lots.
        steps.visible = terms.lots(std::min(visible, order.quantity));
    }
    if (const Reject value = check_value(order, steps); value != Reject::none)
        return std::unexpected{value};
    return steps;
}

/// The limit, given or taken from the book, and the stop price.
Reject Turn::check_prices(const Asked& asked, Steps& steps) const {
    const PlaceOrder& order = asked.order;
    const Market& market = state_.market(order.market);
    const MarketTerms& terms = market.terms();
    if (asked.is_pegged()) {
        if (asked.takes_peg()) {
            const Conditions& conditions = *asked.conditions;
            steps.price = pegged_price(market, order.side, conditions.peg, conditions.peg_levels);
            if (steps.price == Ticks{}) return Reject::peg_side_empty;
            if (const Reject why = check_price(terms.price(steps.price), terms);
                why != Reject::none)
                return why;
        }
    } else if (is_limit(order.type)) {
        if (const Reject why = check_price(order.price, terms); why != Reject::none) return why;
        steps.price = terms.whole_ticks(order.price);
    }
    if (asked.conditions == nullptr || asked.conditions->stop_price == Price{}) return Reject::none;
    steps.stop = terms.whole_ticks(asked.conditions->stop_price);
    return check_price(asked.conditions->stop_price, terms);
}

Ticks Turn::pegged_price(const Market& market, Side side, Peg peg, std::uint16_t levels) {
    const Side of = peg == Peg::primary ? side : opposite(side);
    Ticks price = market.book().best(of);
    for (std::uint16_t level = 0; level < levels && price != Ticks{}; ++level) {
        const Ticks next = market.book().worse(of, price);
        if (next == Ticks{}) break;
        price = next;
    }
    return price;
}

/// What the order is worth, and how far its price is from the reference.
Reject Turn::check_value(const PlaceOrder& order, const Steps& steps) const {
    const Market& market = state_.market(order.market);
    const MarketTerms& terms = market.terms();
    if (!is_limit(order.type)) return check_market_value(order);
    // A peg that is taken later; the price that it will have is not refused any more.
    if (steps.price == Ticks{}) return Reject::none;
    const Amount notional = terms.notional(steps.price, steps.lots);
    if (notional < terms.notional_min) return Reject::notional_below_min;
    if (!market.has_rare_filters()) return Reject::none;
    const MarketRules& rules = market.rules();
    if (rules.notional_max != Amount{} && notional > rules.notional_max)
        return Reject::notional_above_max;
    return check_percent(market, order.side, terms.price(steps.price));
}

Reject Turn::check_market_value(const PlaceOrder& order) const {
    const Market& market = state_.market(order.market);
    const MarketRules& rules = market.rules();
    if (order.type == OrderType::market_by_budget)
        return check_market_notional(order.budget().value(), 1, rules);
    if (const Reject why = check_market_quantity(order.quantity, rules); why != Reject::none)
        return why;
    if (!rules.notional_min_to_market && !rules.notional_max_to_market) return Reject::none;
    const Price reference = market.reference(now_);
    if (reference == Price{}) return Reject::none;
    return check_market_notional(Int128{reference.value()} * order.quantity.value(),
                                 market.terms().base_unit(), rules);
}

/// PERCENT_PRICE_BY_SIDE: between two shares of the reference price, both inclusive.
Reject Turn::check_percent(const Market& market, Side side, Price price) const {
    const MarketRules& rules = market.rules();
    const bool buys = side == Side::buy;
    const std::uint32_t least = buys ? rules.bid_percent_min : rules.ask_percent_min;
    const std::uint32_t most = buys ? rules.bid_percent_max : rules.ask_percent_max;
    if ((least | most) == 0) return Reject::none;
    const Int128 reference = market.reference(now_).value();
    if (reference == 0) return Reject::none;
    const Int128 asked = price.value() * kMillion;
    const bool outside = asked < reference * least || (most != 0 && asked > reference * most);
    return outside ? Reject::price_outside_percent : Reject::none;
}

bool Turn::stays_open(const Asked& asked) const {
    return may_rest(asked.order) || asked.waits() ||
           state_.market(asked.order.market).calendar().in_call();
}

Reject Turn::check_counts(const Asked& asked, const Steps& steps) const {
    const PlaceOrder& order = asked.order;
    const Market& market = state_.market(order.market);
    const Earlier& earlier = asked.earlier;
    // What a replace frees is known when its first half is done.
    const bool counts = asked.role != Role::replacing;
    if (counts && stays_open(asked) &&
        (market.open_orders(order.account) + earlier.orders >= market.terms().open_orders_max ||
         market.full(earlier.orders)))
        return Reject::too_many_open_orders;
    const std::uint32_t stops_most = market.rules().algo_orders_max;
    if (counts && asked.is_stop() && stops_most != 0 &&
        market.waiting().stops(order.account) + earlier.stops >= stops_most)
        return Reject::too_many_waiting_orders;
    if (asked.conditions != nullptr)
        if (const Reject why = check_conditions(asked, steps); why != Reject::none) return why;
    if (counts && market.has_rare_filters() && order.side == Side::buy)
        return check_position(market, order.account, order.quantity, earlier.buys);
    return Reject::none;
}

Reject Turn::check_conditions(const Asked& asked, const Steps& steps) const {
    const Conditions& conditions = *asked.conditions;
    const MarketRules& rules = state_.market(asked.order.market).rules();
    if (conditions.visible != Quantity{}) {
        if (steps.visible >= steps.lots ||
            parts(steps.lots, steps.visible) > rules.iceberg_parts_max)
            return Reject::iceberg_parts;
    }
    if (conditions.trailing == 0) return Reject::none;
    const bool above =
        (conditions.trigger == Trigger::stop_loss) == (asked.order.side == Side::buy);
    const std::uint32_t least = above ? rules.trailing_above_min : rules.trailing_below_min;
    const std::uint32_t most = above ? rules.trailing_above_max : rules.trailing_below_max;
    const bool within = conditions.trailing >= least && conditions.trailing <= most &&
                        conditions.trailing <= TrailingStops::kBipsMost;
    return within ? Reject::none : Reject::trailing_out_of_range;
}

/// MAX_POSITION: what the account has of the base, held or not, and what its open buys may bring,
/// with `more` of this one and what is `earlier` in its list. Costs one step an open order of the
/// account.
Reject Turn::check_position(const Market& market, AccountId account, Quantity more,
                            Int128 earlier) const {
    const Quantity most = market.rules().position_max;
    if (most == Quantity{}) return Reject::none;
    const Balance& base = state_.ledger.balance(account, market.terms().base);
    Int128 position = Int128{base.available.value()} + base.held.value() + more.value() + earlier;
    for (const SlotIndex at : market.orders_of(account))
        if (market[at].side() == Side::buy)
            position += market.terms().quantity(market.open_lots(at)).value();
    return position > most.value() ? Reject::position_above_max : Reject::none;
}

}  // namespace divmid
