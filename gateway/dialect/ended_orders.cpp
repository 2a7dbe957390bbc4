// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/ended_orders.hpp"

#include <set>

#include "engine/check.hpp"
#include "gateway/dialect/list_replies.hpp"
#include "gateway/dialect/order_replies.hpp"
#include "gateway/dialect/released_rows.hpp"

namespace divmid::gateway {

EndedOrders ended_orders(const Released& released, std::span<const AnyEvent> events,
                         const storage::History& history) {
    EndedOrders ended;
    for (const AnyEvent& event : events) {
        if (const auto* canceled = event.as<OrderCanceled>())
            ended.push_back(&order_of(released, history, canceled->market, canceled->order));
        else if (const auto* waiting = event.as<WaitingEnded>())
            ended.push_back(&order_of(released, history, waiting->market, waiting->order));
    }
    return ended;
}

void CancelReplies::write_one(JsonWriter& json, const Released& released,
                              const EndedOrders& ended) const {
    ENSURE(!ended.empty());
    const storage::OrderRow& order = *ended.front();
    if (const ListId list = order.conditions.list; list != ListId{})
        return write_list(json, released, list, ended);
    write_canceled(json, order, *catalog_.market(order.market), released.ticket.cancel_id.view(),
                   released.ticket.unit);
}

void CancelReplies::write_all(JsonWriter& json, const Released& released,
                              const EndedOrders& ended) const {
    std::set<ListId> written;
    json.begin_array();
    for (const storage::OrderRow* order : ended) {
        const ListId list = order->conditions.list;
        if (list == ListId{})
            write_canceled(json, *order, *catalog_.market(order->market),
                           released.ticket.cancel_id.view(), released.ticket.unit);
        else if (written.insert(list).second)
            write_list(json, released, list, ended);
    }
    json.end_array();
}

void CancelReplies::write_list(JsonWriter& json, const Released& released, ListId id,
                               const EndedOrders& ended) const {
    const Ticket& ticket = released.ticket;
    const storage::ListRow& list = list_of(released, history_, id);
    const ListedMarket& market = *catalog_.market(list.market);
    begin_list(json, list, market, ticket.unit);
    json.member("orderReports").begin_array();
    for (const storage::OrderRow* order : ended)
        if (order->conditions.list == id)
            write_canceled(json, *order, market, ticket.cancel_id.view(), ticket.unit);
    json.end_array().end_object();
}

}  // namespace divmid::gateway
