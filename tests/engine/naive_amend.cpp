// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// Another price or quantity for an open order, and with it for the other one of its pair.

void NaiveExchange::apply(const AmendOrder& c) {
    Reject why = check_sender(c, markets_.contains(c.market));
    std::vector<Amended> changes;
    if (why == Reject::none) why = check(c, changes);
    if (why != Reject::none) return refuse(why, c.market, c.account);

    NaiveMarket& m = market(c.market);
    if (c.new_client_id.length > 0)
        m.orders.at(changes.front().order).client_id = text(c.new_client_id);
    for (const Amended& change : changes)
        amend(m, change, &change == &changes.front() ? c.new_client_id : TextRef{});
    for (const Amended& change : changes)
        if (!change.keeps_place) work(m, m.orders.at(change.order));
    drain(m);
}

/// What changes: the order, then the other one of a pair.
Reject NaiveExchange::check(const AmendOrder& c, std::vector<Amended>& changes) {
    NaiveMarket& m = market(c.market);
    if (killed(c.account, c.market)) return Reject::killed;
    if (storage_low_) return Reject::storage_low;
    const NaiveOrder* const order = find({c.market, c.account, c.order, c.client_id});
    if (order == nullptr) return Reject::unknown_order;
    PlaceOrder like{};
    like.type = order->type;
    like.time_in_force = order->time_in_force;
    Conditions waits;
    if (order->waiting()) waits.trigger = Trigger::stop_loss;
    if (!phase_allows(m.phase, waits, like, false)) return Reject::phase_forbids;
    if (has_client_id(m, c.account, text(c.new_client_id), order->id))
        return Reject::duplicate_client_id;
    const bool pending = order->waiting() && order->waits_for == WaitsFor::working_order;
    const bool pegs_later = order->waiting() && order->asked.peg != Peg::none;
    if (order->at_market_in_call || pending || pegs_later) return Reject::amend_not_possible;
    if (!order->has_limit() && c.price != Price{}) return Reject::amend_not_possible;

    const Price price = c.price != Price{} ? c.price : m.terms.price(order->price);
    const Quantity quantity =
        c.quantity != Quantity{} ? c.quantity : Quantity{m.units(order->total)};
    if (const Reject why = check_terms(m, *order, price, quantity); why != Reject::none) return why;
    Amended own{order->id, m.ticks(price), m.lots(quantity), false, 0, 0};
    if (const Reject why = check_change(*order, own, c.keep_priority); why != Reject::none)
        return why;
    if (const Reject why = check_growth(m, *order, own.total); why != Reject::none) return why;
    changes = {own};
    return check_pair(m, changes);
}

Reject NaiveExchange::check_terms(const NaiveMarket& m, const NaiveOrder& order, Price price,
                                  Quantity quantity) const {
    if (order.has_limit())
        if (const Reject why = check_price(m, price); why != Reject::none) return why;
    if (const Reject why = check_quantity(m, quantity); why != Reject::none) return why;
    if (!order.has_limit()) {
        if (quantity < m.rules.market_quantity_min) return Reject::market_quantity_below_min;
        if (m.rules.market_quantity_max != Quantity{} && quantity > m.rules.market_quantity_max)
            return Reject::market_quantity_above_max;
    }
    NaiveOrder sized = order;
    sized.price = m.ticks(price);
    if (const Reject why = check_notional(m, sized, quantity); why != Reject::none) return why;
    return order.has_limit() ? check_percent(m, order.side, price) : Reject::none;
}

Reject NaiveExchange::check_change(const NaiveOrder& order, const Amended& own,
                                   bool keep_priority) {
    const bool same_price = own.price == order.price;
    if (same_price && own.total == order.total) return Reject::amend_changes_nothing;
    if (keep_priority && (!same_price || own.total > order.total)) return Reject::amend_grows;
    const Lots done = order.total - order.lots;
    return own.total <= done ? Reject::amend_below_done : Reject::none;
}

/// The filters that more lots can meet.
Reject NaiveExchange::check_growth(NaiveMarket& m, const NaiveOrder& order, Lots total) const {
    if (total <= order.total) return Reject::none;
    if (order.visible != Lots{} &&
        (total.value() + order.visible.value() - 1) / order.visible.value() >
            m.rules.iceberg_parts_max)
        return Reject::iceberg_parts;
    return order.buys() ? check_position(m, order.account, Quantity{m.units(total - order.total)})
                        : Reject::none;
}

/// Adds the other order of the pair, and what both will hold.
Reject NaiveExchange::check_pair(NaiveMarket& m, std::vector<Amended>& changes) {
    const NaiveOrder& order = m.orders.at(changes[0].order);
    const NaiveOrder* const other = sibling(m, order);
    if (other != nullptr) {
        const std::int64_t more =
            std::int64_t{changes[0].total.value()} - std::int64_t{order.total.value()};
        if (other->lots.value() + more <= 0) return Reject::amend_below_done;
        const Lots total{static_cast<std::uint32_t>(other->total.value() + more)};
        if (other->visible != Lots{} && check_growth(m, *other, total) == Reject::iceberg_parts)
            return Reject::iceberg_parts;
        changes.push_back({other->id, other->price,
                           Lots{static_cast<std::uint32_t>(other->total.value() + more)}, false, 0,
                           0});
    }
    for (Amended& change : changes) {
        const NaiveOrder& each = m.orders.at(change.order);
        NaiveOrder next = each;
        next.price = change.price;
        next.lots = change.total - (each.total - each.lots);
        change.keeps_place =
            each.waiting() || (change.price == each.price && change.total <= each.total);
        const std::int64_t resting = m.cost(each.side, each.price, each.lots);
        change.held_before = each.waiting() ? each.held : resting;
        change.held =
            each.waiting() ? cost_of_waiting(m, next) : m.cost(next.side, next.price, next.lots);
    }
    if (other != nullptr) {
        // One hold, the larger one: in full by what rests, or else by the first of two.
        const bool own_first = !order.waiting() || (other->waiting() && order.id < other->id);
        const Amended& first = changes[own_first ? 0 : 1];
        Amended& second = changes[own_first ? 1 : 0];
        second.held = std::max<std::int64_t>(second.held - first.held, 0);
        if (changes[1].total == other->total && changes[1].grows() == 0) changes.pop_back();
    }
    return check_funds(m, changes);
}

Reject NaiveExchange::check_funds(NaiveMarket& m, const std::vector<Amended>& changes) {
    const NaiveOrder& order = m.orders.at(changes[0].order);
    std::int64_t most = changes[0].keeps_place ? changes[0].grows() : 0;
    std::int64_t sum = 0;
    for (const Amended& change : changes) {
        sum += change.grows();
        if (change.keeps_place) continue;
        std::int64_t beside = 0;
        for (const Amended& another : changes)
            if (&another != &change) beside = std::max<std::int64_t>(another.grows(), 0);
        most = std::max(most, change.grows() + beside);
        const NaiveOrder& moved = m.orders.at(change.order);
        const NaiveOrder* maker = m.best(opposite(moved.side));
        if (moved.type == OrderType::limit_maker && m.phase != Phase::auction_call &&
            maker != nullptr && reaches(moved.side, change.price, maker->price))
            return Reject::would_take;
    }
    return balance(order.account, m.pays(order.side)).available < std::max(most, sum)
               ? Reject::insufficient_balance
               : Reject::none;
}

void NaiveExchange::amend(NaiveMarket& m, const Amended& change, TextRef client_id) {
    NaiveOrder& order = m.orders.at(change.order);
    const Lots shown = order.shown();
    const bool hid = order.hidden != Lots{};
    show_slice(m, order, Lots{});
    const Lots lots_before = order.lots;
    const Ticks price_before = order.price;
    order.lots = change.total - (order.total - order.lots);
    order.total = change.total;
    order.price = change.price;
    const AssetId asset = m.pays(order.side);
    if (order.waiting()) {
        hold(order.account, asset, change.grows());
        order.held = change.held;
        const Ticks price = order.price != Ticks{} ? order.price : order.worst;
        events_.push(WaitingAmended{order.id, order.account, m.terms.market, order.side, price,
                                    lots_before, order.lots, Amount{change.held_before},
                                    Amount{change.held}, client_id});
        return;
    }
    hold(order.account, asset,
         change.keeps_place ? change.grows() : std::int64_t{0} - change.held_before);
    events_.push(OrderAmended{order.id, order.account, m.terms.market, order.side,
                              change.keeps_place, price_before, lots_before, order.price,
                              order.lots, client_id});
    if (!change.keeps_place)
        order.state = NaiveOrder::State::taking;
    else if (hid && order.lots > shown)
        show_slice(m, order, order.lots - shown);
}

}  // namespace divmid
