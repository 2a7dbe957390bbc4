// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// Another price or quantity for an open order.

namespace {

/// Of the given time in force, a new one of this kind would have to be allowed by the phase.
PlaceOrder like(const NaiveOrder& order, MarketId market) {
    PlaceOrder placed{};
    placed.account = order.account;
    placed.market = market;
    placed.side = order.side;
    placed.type = order.type;
    placed.time_in_force = order.time_in_force;
    return placed;
}

}  // namespace

void NaiveExchange::apply(const AmendOrder& c) {
    Reject why = check_sender(c, markets_.contains(c.market));
    if (why == Reject::none) why = check(c);
    if (why != Reject::none) return refuse(why, c.market, c.account);
    NaiveMarket& m = market(c.market);
    NaiveOrder& order = *find({c.market, c.account, c.order, c.client_id});
    const OrderId id = order.id;
    const Amended next = amended(m, order, c);
    if (c.new_client_id.length > 0) order.client_id = text(c.new_client_id);
    NaiveOrder* const other = sibling(m, order);
    const OrderId other_id = other != nullptr ? other->id : OrderId{};
    amend(m, order, next, c.new_client_id, other);
    if (other != nullptr && next.total != other->total)
        amend(m, *other, {other->price, next.total, true}, TextRef{}, nullptr);
    static_cast<void>(other_id);
    if (!next.keeps_place) work(m, m.orders.at(id));
    drain(m);
}

NaiveExchange::Amended NaiveExchange::amended(const NaiveMarket& m, const NaiveOrder& order,
                                              const AmendOrder& c) const {
    const Ticks price = c.price != Price{} ? m.ticks(c.price) : order.price;
    const Lots total = c.quantity != Quantity{} ? m.lots(c.quantity) : order.total;
    const bool keeps = order.waiting() || (price == order.price && total <= order.total);
    return {price, total, keeps};
}

Reject NaiveExchange::check(const AmendOrder& c) {
    NaiveMarket& m = market(c.market);
    if (killed(c.account, c.market)) return Reject::killed;
    if (storage_low_) return Reject::storage_low;
    const NaiveOrder* const order = find({c.market, c.account, c.order, c.client_id});
    if (order == nullptr) return Reject::unknown_order;
    if (!phase_allows(m.phase, order->asked, like(*order, c.market), false))
        return Reject::phase_forbids;
    if (has_client_id(m, c.account, text(c.new_client_id), order->id))
        return Reject::duplicate_client_id;
    if (const Reject why = check_terms(m, *order, c); why != Reject::none) return why;
    return check_amended(m, *order, c);
}

Reject NaiveExchange::check_terms(const NaiveMarket& m, const NaiveOrder& order,
                                  const AmendOrder& c) const {
    const Price price = c.price != Price{} ? c.price : m.terms.price(order.price);
    const Quantity quantity =
        c.quantity != Quantity{} ? c.quantity : Quantity{m.units(order.total)};
    if (c.price != Price{})
        if (const Reject why = check_price(m, price); why != Reject::none) return why;
    if (c.quantity != Quantity{})
        if (const Reject why = check_quantity(m, quantity); why != Reject::none) return why;
    NaiveOrder sized = order;
    sized.price = m.ticks(price);
    if (const Reject why = check_notional(m, sized, quantity); why != Reject::none) return why;
    return order.has_limit() ? check_percent(m, order.side, price) : Reject::none;
}

Reject NaiveExchange::check_amended(NaiveMarket& m, const NaiveOrder& order, const AmendOrder& c) {
    const bool pending = order.waiting() && order.waits_for == WaitsFor::working_order;
    const bool pegs_later = order.waiting() && order.asked.peg != Peg::none;
    if (order.at_market_in_call || pending || pegs_later) return Reject::amend_not_possible;
    if (!order.has_limit() && c.price != Price{}) return Reject::amend_not_possible;
    const Amended next = amended(m, order, c);
    if (next.price == order.price && next.total == order.total)
        return Reject::amend_changes_nothing;
    if (c.keep_priority && (next.price != order.price || next.total > order.total))
        return Reject::amend_grows;
    const std::uint64_t done = std::uint64_t{order.total.value()} - order.lots.value();
    if (next.total.value() <= done) return Reject::amend_below_done;
    const NaiveOrder* maker = m.best(opposite(order.side));
    const bool takes = maker != nullptr && reaches(order.side, next.price, maker->price);
    if (order.type == OrderType::limit_maker && !next.keeps_place && takes)
        return Reject::would_take;
    const std::int64_t more =
        cost_of_open(m, order, next) - cost_of_open(m, order, {order.price, order.total, true});
    return balance(order.account, m.pays(order.side)).available < more
               ? Reject::insufficient_balance
               : Reject::none;
}

/// What the order holds with these terms.
std::int64_t NaiveExchange::cost_of_open(const NaiveMarket& m, const NaiveOrder& order,
                                         const Amended& terms) const {
    NaiveOrder next = order;
    next.price = terms.price;
    next.lots = Lots{terms.total.value() - (order.total.value() - order.lots.value())};
    return order.waiting() ? cost_of_waiting(m, next) : m.cost(next.side, next.price, next.lots);
}

void NaiveExchange::amend(NaiveMarket& m, NaiveOrder& order, const Amended& next, TextRef client_id,
                          const NaiveOrder* other) {
    const Lots lots_before = order.lots;
    const Ticks price_before = order.price;
    const std::int64_t held_before =
        order.waiting() ? order.held : m.cost(order.side, order.price, order.lots);
    static_cast<void>(other);
    show_slice(m, order, Lots{});
    order.lots = Lots{next.total.value() - (order.total.value() - order.lots.value())};
    order.total = next.total;
    order.price = next.price;
    const AssetId asset = m.pays(order.side);
    if (order.waiting()) {
        const std::int64_t held = cost_of_waiting(m, order);
        hold(order.account, asset, held - order.held);
        order.held = held;
        events_.push(WaitingAmended{order.id, order.account, m.terms.market, order.side,
                                    order.price, lots_before, order.lots, Amount{held_before},
                                    Amount{held}, client_id});
        return;
    }
    const std::int64_t held = next.keeps_place ? m.cost(order.side, order.price, order.lots) : 0;
    hold(order.account, asset, held - held_before);
    events_.push(OrderAmended{order.id, order.account, m.terms.market, order.side, next.keeps_place,
                              price_before, lots_before, order.price, order.lots, client_id});
    if (!next.keeps_place)
        order.state = NaiveOrder::State::taking;
    else if (order.visible != Lots{} && order.lots > order.visible)
        show_slice(m, order, order.lots - order.visible);
}

}  // namespace divmid
