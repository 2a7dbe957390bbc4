// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/ended_orders.hpp"

#include <set>

#include "engine/check.hpp"
#include "gateway/dialect/list_replies.hpp"
#include "gateway/dialect/order_replies.hpp"

namespace divmid::gateway {

EndedOrders ended_orders(std::span<const AnyEvent> events, const storage::History& history) {
    EndedOrders ended;
    const auto add = [&](MarketId market, OrderId order) {
        ended.push_back(history.young_order(market, order));
        ENSURE(ended.back() != nullptr);
    };
    for (const AnyEvent& event : events) {
        if (const auto* canceled = event.as<OrderCanceled>())
            add(canceled->market, canceled->order);
        else if (const auto* waiting = event.as<WaitingEnded>())
            add(waiting->market, waiting->order);
    }
    return ended;
}

void CancelReplies::write_one(JsonWriter& json, const EndedOrders& ended,
                              std::string_view cancel_id, TimeUnit unit) const {
    const storage::OrderRow& order = *ended.front();
    if (const ListId list = order.conditions.list; list != ListId{})
        return write_list(json, list, ended, cancel_id, unit);
    write_canceled(json, order, *catalog_.market(order.market), cancel_id, unit);
}

void CancelReplies::write_all(JsonWriter& json, const EndedOrders& ended, TimeUnit unit) const {
    std::set<ListId> written;
    json.begin_array();
    for (const storage::OrderRow* order : ended) {
        const ListId list = order->conditions.list;
        if (list == ListId{})
            write_canceled(json, *order, *catalog_.market(order->market), {}, unit);
        else if (written.insert(list).second)
            write_list(json, list, ended, {}, unit);
    }
    json.end_array();
}

void CancelReplies::write_list(JsonWriter& json, ListId id, const EndedOrders& ended,
                               std::string_view cancel_id, TimeUnit unit) const {
    const storage::ListRow* const list = history_.young_list(id);
    ENSURE(list != nullptr);
    const ListedMarket& market = *catalog_.market(list->market);
    begin_list(json, *list, market, unit);
    json.member("orderReports").begin_array();
    for (const storage::OrderRow* order : ended)
        if (order->conditions.list == id) write_canceled(json, *order, market, cancel_id, unit);
    json.end_array().end_object();
}

}  // namespace divmid::gateway
