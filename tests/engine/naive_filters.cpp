// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// The order of refusals, from the price on.

namespace {

constexpr std::int64_t kMillion = 1'000'000;

}  // namespace

Reject NaiveExchange::check_price(const NaiveMarket& m, Price price) const {
    if (price.value() <= 0) return Reject::price_not_positive;
    if (price < m.rules.price_min) return Reject::price_below_min;
    if (price > m.rules.price_max) return Reject::price_above_max;
    if (price.value() % m.rules.tick_size.value() != 0) return Reject::price_off_tick;
    return Reject::none;
}

Reject NaiveExchange::check_quantity(const NaiveMarket& m, Quantity quantity) const {
    if (quantity.value() <= 0) return Reject::quantity_not_positive;
    if (quantity < m.rules.quantity_min) return Reject::quantity_below_min;
    if (quantity > m.rules.quantity_max) return Reject::quantity_above_max;
    if (quantity.value() % m.rules.lot_size.value() != 0) return Reject::quantity_off_lot;
    return Reject::none;
}

Reject NaiveExchange::check_numbers(const Asked& asked, Price price) {
    const PlaceOrder& order = asked.order;
    const NaiveMarket& m = market(order.market);
    const bool limit = order.type == OrderType::limit || order.type == OrderType::limit_maker;
    const bool pegged_later = asked.conditions.peg != Peg::none && price == Price{};
    if (limit && !pegged_later)
        if (const Reject why = check_price(m, price); why != Reject::none) return why;
    if (asked.conditions.stop_price != Price{})
        if (const Reject why = check_price(m, asked.conditions.stop_price); why != Reject::none)
            return why;
    if (order.type == OrderType::market_by_budget) {
        if (order.budget().value() <= 0) return Reject::quantity_not_positive;
    } else if (const Reject why = check_quantity(m, order.quantity); why != Reject::none) {
        return why;
    }
    if (asked.conditions.visible.value() < 0 ||
        asked.conditions.visible.value() % m.rules.lot_size.value() != 0)
        return Reject::quantity_off_lot;
    if (order.type == OrderType::market) {
        const MarketRules& rules = m.rules;
        if (order.quantity < rules.market_quantity_min) return Reject::market_quantity_below_min;
        if (rules.market_quantity_max != Quantity{} && order.quantity > rules.market_quantity_max)
            return Reject::market_quantity_above_max;
    }
    if (limit && pegged_later) return Reject::none;
    NaiveOrder sized;
    sized.type = order.type;
    sized.budget = order.budget().value();
    sized.price = m.ticks(price);
    if (const Reject why = check_notional(m, sized, order.quantity); why != Reject::none)
        return why;
    return limit ? check_percent(m, order.side, price) : Reject::none;
}

/// `order` gives type, price and budget.
Reject NaiveExchange::check_notional(const NaiveMarket& m, const NaiveOrder& order,
                                     Quantity quantity) const {
    const MarketRules& rules = m.rules;
    Int128 value = 0;  // In quote units, times the units of a whole base.
    if (order.has_limit()) {
        value = Int128{m.notional(order.price, m.lots(quantity))} * m.base_unit;
    } else if (order.by_budget()) {
        value = Int128{order.budget} * m.base_unit;
    } else {
        const std::int64_t price = m.reference(now_);
        if (price == 0) return Reject::none;
        value = Int128{price} * quantity.value();
    }
    const bool binds_min = order.has_limit() || rules.notional_min_to_market;
    const bool binds_max = order.has_limit() || rules.notional_max_to_market;
    if (binds_min && value < Int128{rules.notional_min.value()} * m.base_unit)
        return Reject::notional_below_min;
    if (binds_max && rules.notional_max != Amount{} &&
        value > Int128{rules.notional_max.value()} * m.base_unit)
        return Reject::notional_above_max;
    return Reject::none;
}

Reject NaiveExchange::check_percent(const NaiveMarket& m, Side side, Price price) const {
    const std::int64_t reference = m.reference(now_);
    if (reference == 0) return Reject::none;
    const bool buys = side == Side::buy;
    const std::uint32_t least = buys ? m.rules.bid_percent_min : m.rules.ask_percent_min;
    const std::uint32_t most = buys ? m.rules.bid_percent_max : m.rules.ask_percent_max;
    const Int128 asked = Int128{price.value()} * kMillion;
    const bool too_low = least != 0 && asked < Int128{reference} * least;
    const bool too_high = most != 0 && asked > Int128{reference} * most;
    return too_low || too_high ? Reject::price_outside_percent : Reject::none;
}

Reject NaiveExchange::check_counts(const Asked& asked) {
    const PlaceOrder& order = asked.order;
    NaiveMarket& m = market(order.market);
    const NaiveOrder made = draft(order, asked.conditions);
    if (!asked.replaces) {
        std::size_t open = asked.orders_before;
        std::size_t waiting = asked.stops_before;
        for (const auto& [id, other] : m.orders) {
            if (other.account != order.account) continue;
            ++open;
            if (other.triggered() && other.waiting()) ++waiting;
        }
        const bool stays =
            made.may_rest() || made.triggered() || asked.pending || m.phase == Phase::auction_call;
        if (stays && open >= m.rules.open_orders_max) return Reject::too_many_open_orders;
        const std::size_t waiting_most = m.rules.algo_orders_max;
        if (made.triggered() && waiting_most != 0 && waiting >= waiting_most)
            return Reject::too_many_waiting_orders;
    }
    if (asked.conditions.visible != Quantity{})
        if (const Reject why = check_iceberg(m, order.quantity, asked.conditions.visible);
            why != Reject::none)
            return why;
    if (asked.conditions.trailing != 0)
        if (const Reject why = check_trailing(m, asked); why != Reject::none) return why;
    if (order.side == Side::buy && !asked.replaces)
        return check_position(m, order.account, order.quantity, asked.buys_before);
    return Reject::none;
}

Reject NaiveExchange::check_iceberg(const NaiveMarket& m, Quantity total, Quantity visible) const {
    const std::int64_t slices = (total.value() + visible.value() - 1) / visible.value();
    if (visible >= total || slices > m.rules.iceberg_parts_max) return Reject::iceberg_parts;
    return Reject::none;
}

Reject NaiveExchange::check_trailing(const NaiveMarket& m, const Asked& asked) const {
    const bool above =
        (asked.conditions.trigger == Trigger::stop_loss) == (asked.order.side == Side::buy);
    const std::uint32_t least = above ? m.rules.trailing_above_min : m.rules.trailing_below_min;
    const std::uint32_t most = above ? m.rules.trailing_above_max : m.rules.trailing_below_max;
    const std::uint32_t bips = asked.conditions.trailing;
    return bips < least || bips > most ? Reject::trailing_out_of_range : Reject::none;
}

Reject NaiveExchange::check_position(NaiveMarket& m, AccountId account, Quantity more,
                                     Int128 before) const {
    if (m.rules.position_max == Quantity{}) return Reject::none;
    const Balance base = balance(account, m.terms.base);
    Int128 position = Int128{base.available} + base.held + before + more.value();
    for (const auto& [id, open] : m.orders)
        if (open.account == account && open.buys()) position += m.units(open.lots);
    return position > m.rules.position_max.value() ? Reject::position_above_max : Reject::none;
}

Reject NaiveExchange::check_book(const Asked& asked) {
    NaiveMarket& m = market(asked.order.market);
    const NaiveOrder order = draft(asked.order, asked.conditions);
    if (order.triggered()) {
        const bool at_once = order.stop != Ticks{} && m.last && reached(order, *m.last);
        if (at_once) return Reject::would_trigger;
        const std::int64_t funds = balance(order.account, m.pays(order.side)).available;
        return funds < cost_of_waiting(m, order) ? Reject::insufficient_balance : Reject::none;
    }
    const NaiveOrder* maker = m.best(opposite(order.side));
    if (order.type == OrderType::limit_maker && maker != nullptr &&
        reaches(order.side, order.price, maker->price))
        return Reject::would_take;
    if (order.by_budget()) {
        if (maker == nullptr) return Reject::book_empty;
        if (m.units(tried(m, order).executed) > m.rules.quantity_max.value())
            return Reject::quantity_above_max;
    }
    const std::int64_t funds = balance(order.account, m.pays(order.side)).available;
    return funds < cost_now(m, order) ? Reject::insufficient_balance : Reject::none;
}

}  // namespace divmid
