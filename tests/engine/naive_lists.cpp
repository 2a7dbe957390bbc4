// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// Order lists.

namespace {

std::vector<PlaceConditional> legs_of(const PlaceList& command) {
    std::vector<PlaceConditional> legs{command.first, command.second};
    if (command.kind == ListKind::one_triggers_a_pair) legs.push_back(command.third);
    return legs;
}

bool fits_working(const PlaceConditional& leg) {
    return leg.conditions.trigger == Trigger::none &&
           (leg.order.type == OrderType::limit || leg.order.type == OrderType::limit_maker);
}

/// Where it waits or rests; zero: that is not known yet.
Price price_of(const PlaceConditional& leg) {
    return leg.conditions.trigger == Trigger::none ? leg.order.price : leg.conditions.stop_price;
}

/// One above the market, one below: one of them stops a loss, the other one takes its time.
bool fits_pair(const PlaceConditional& a, const PlaceConditional& b) {
    const auto fits = [](const PlaceConditional& leg) {
        return leg.conditions.trigger != Trigger::none || fits_working(leg);
    };
    const bool a_stops = a.conditions.trigger == Trigger::stop_loss;
    const bool b_stops = b.conditions.trigger == Trigger::stop_loss;
    if (!fits(a) || !fits(b) || a_stops == b_stops || a.order.side != b.order.side ||
        a.order.quantity != b.order.quantity)
        return false;
    const Price loss = price_of(a_stops ? a : b);
    const Price gain = price_of(a_stops ? b : a);
    if (loss == Price{} || gain == Price{}) return true;
    return a.order.side == Side::sell ? gain > loss : gain < loss;
}

/// All of one account and market, as the first one says.
bool belong_together(const std::vector<PlaceConditional>& legs) {
    return std::ranges::all_of(legs, [&](const PlaceConditional& leg) {
        const PlaceOrder& head = legs.front().order;
        return leg.order.account == head.account && leg.order.key == head.key &&
               leg.order.market == head.market && leg.order.deadline == head.deadline &&
               !leg.order.validate_only;
    });
}

}  // namespace

void NaiveExchange::apply(const PlaceList& command) {
    const PlaceOrder& head = command.first.order;
    Reject why = check_sender(head, markets_.contains(head.market));
    if (why == Reject::none) why = check(command);
    if (why != Reject::none) return refuse(why, head.market, head.account);

    NaiveMarket& m = market(head.market);
    NaiveList list;
    list.id = ListId{++lists_issued_};
    list.account = head.account;
    list.market = head.market;
    list.kind = command.kind;
    list.client_id = text(command.client_id);
    list.started = command.kind == ListKind::one_cancels_other;
    const std::vector<PlaceConditional> legs = legs_of(command);
    for (std::size_t i = 1; i <= legs.size(); ++i)
        list.legs.push_back(OrderId{m.orders_issued + i});
    events_.push(ListAccepted{list.id, list.account, list.market, list.kind, command.client_id,
                              list.legs[0], list.legs[1],
                              legs.size() == 3 ? list.legs[2] : OrderId{}});
    lists_.emplace(list.id, list);
    for (const PlaceConditional& leg : legs) accept(m, leg.order, leg.conditions, list.id);

    if (list.started) {
        set_to_work(m, list.legs);
    } else {
        for (std::size_t i = 1; i < list.legs.size(); ++i)
            wait(m, m.orders.at(list.legs[i]), WaitsFor::working_order, 0);
        work(m, m.orders.at(list.legs.front()));
    }
    drain(m);
}

Reject NaiveExchange::check(const PlaceList& command) {
    const std::vector<PlaceConditional> legs = legs_of(command);
    const bool pair = command.kind == ListKind::one_cancels_other;
    std::vector<std::string_view> ids;
    if (!belong_together(legs)) return Reject::unsupported_combination;
    std::size_t orders = 0;
    std::size_t stops = 0;
    Int128 buys = 0;
    for (std::size_t i = 0; i < legs.size(); ++i) {
        const Asked asked{.order = legs[i].order,
                          .conditions = legs[i].conditions,
                          .pending = i > 0 && !pair,
                          .in_list = true,
                          .orders_before = orders,
                          .stops_before = stops,
                          .buys_before = buys};
        if (const Reject why = check(asked); why != Reject::none) return why;
        const NaiveOrder made = draft(asked.order, asked.conditions);
        if (asked.pending || made.triggered() || made.may_rest()) ++orders;
        if (made.triggered()) ++stops;
        if (made.buys()) buys += asked.order.quantity.value();
    }
    if (!pair && (!fits_working(legs[0]) || legs[1].order.type == OrderType::market_by_budget))
        return Reject::unsupported_combination;
    if (pair && !fits_pair(legs[0], legs[1])) return Reject::unsupported_combination;
    if (legs.size() == 3 && !fits_pair(legs[1], legs[2])) return Reject::unsupported_combination;
    for (const PlaceConditional& leg : legs) {
        const std::string_view id = text(leg.order.client_id);
        if (!id.empty() && std::ranges::count(ids, id) > 0) return Reject::duplicate_client_id;
        ids.push_back(id);
    }
    const NaiveMarket& m = market(legs[0].order.market);
    std::uint32_t open = 0;
    for (const auto& [id, list] : lists_) {
        if (list.account != legs[0].order.account || list.market != m.terms.market) continue;
        ++open;
        if (list.client_id == text(command.client_id) && !list.client_id.empty())
            return Reject::duplicate_client_id;
    }
    const bool limited = m.rules.lists_max != 0;
    return limited && open >= m.rules.lists_max ? Reject::too_many_lists : Reject::none;
}

/// Orders that start together: those that wait for a stop price first, so that a pair's hold is
/// there before one of them trades.
void NaiveExchange::set_to_work(NaiveMarket& m, const std::vector<OrderId>& ids) {
    std::int64_t held = 0;
    for (const OrderId id : ids) {
        const NaiveOrder& order = m.orders.at(id);
        if (!order.triggered()) held = cost_now(m, order);
    }
    for (const OrderId id : ids) {
        NaiveOrder& order = m.orders.at(id);
        if (!order.triggered()) continue;
        start(m, order, held);
        held = cost_of_waiting(m, order);
        const bool at_once = order.stop != Ticks{} && m.last && reached(order, *m.last);
        if (at_once && order.asked.trailing == 0) {
            order.queued = true;
            m.queue.push_back(id);
        }
    }
    for (const OrderId id : ids)
        if (m.orders.contains(id) && !m.orders.at(id).waiting() && !m.orders.at(id).resting())
            work(m, m.orders.at(id));
}

}  // namespace divmid
