// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// Every way an order ends, and what its list makes of it.

/// What a taker did not trade.
void NaiveExchange::expire(NaiveMarket& m, NaiveOrder& taker, EndReason reason) {
    events_.push(OrderExpired{taker.id, taker.account, taker.price, taker.lots, m.terms.market,
                              taker.side, reason});
    gone(m, taker.id, reason);
}

/// Ends an order in the book, or one that waits.
void NaiveExchange::end(NaiveMarket& m, OrderId id, EndReason reason) {
    NaiveOrder& order = m.orders.at(id);
    if (order.waiting()) {
        hold(order.account, m.pays(order.side), -order.held);
        events_.push(WaitingEnded{id, order.account, m.terms.market, order.side, order.lots,
                                  Amount{order.held}, reason});
    } else {
        show_slice(m, order, Lots{});
        hold(order.account, m.pays(order.side), -m.cost(order.side, order.price, order.lots));
        events_.push(OrderCanceled{id, order.account, order.price, order.lots, m.terms.market,
                                   order.side, reason});
    }
    gone(m, id, reason);
}

void NaiveExchange::end_all(NaiveMarket& m, const std::vector<OrderId>& ids, EndReason reason) {
    for (const OrderId id : ids)
        if (m.orders.contains(id)) end(m, id, reason);
}

/// Takes a done order away. Its list ends the orders that have lost their sense.
void NaiveExchange::gone(NaiveMarket& m, OrderId id, EndReason reason) {
    const NaiveOrder order = m.orders.at(id);
    m.orders.erase(id);
    std::erase(m.queue, id);
    std::erase(m.filled_first, id);
    if (order.list == ListId{}) return;

    NaiveList& list = lists_.at(order.list);
    const bool whole = reason == EndReason::filled && order.executed == order.total;
    const bool held_others_back = !list.started && id == list.legs.front();
    if (!list.ending) {
        list.ending = true;
        if (held_others_back && whole)
            m.filled_first.push_back(list.legs[1]);
        else if (held_others_back)
            end_all(m, list.legs, EndReason::working_order_ended);
        else if (reason != EndReason::filled && reason != EndReason::sibling_worked)
            end_all(m, list.legs, EndReason::list_canceled);
        list.ending = false;
    } else {
        return;
    }
    const bool open =
        std::ranges::any_of(list.legs, [&](OrderId leg) { return m.orders.contains(leg); });
    if (open) return;
    events_.push(ListEnded{list.id, list.account, list.market});
    lists_.erase(order.list);
}

/// The other order of a pair that works; null: there is none.
NaiveOrder* NaiveExchange::sibling(NaiveMarket& m, const NaiveOrder& order) {
    if (order.list == ListId{}) return nullptr;
    const NaiveList& list = lists_.at(order.list);
    const bool pair = list.kind == ListKind::one_cancels_other ||
                      (list.kind == ListKind::one_triggers_a_pair && list.started);
    if (!pair) return nullptr;
    for (const OrderId leg : list.legs)
        if (leg != order.id && m.orders.contains(leg)) return &m.orders.at(leg);
    return nullptr;
}

/// A trade of one order of a pair ends the other.
void NaiveExchange::traded(NaiveMarket& m, NaiveOrder& order) {
    if (const NaiveOrder* other = sibling(m, order); other != nullptr)
        end(m, other->id, EndReason::sibling_worked);
}

}  // namespace divmid
