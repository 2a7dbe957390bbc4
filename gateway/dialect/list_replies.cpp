// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/list_replies.hpp"

#include "gateway/dialect/auto_id.hpp"
#include "gateway/dialect/order_words.hpp"

namespace divmid::gateway {

void begin_list(JsonWriter& json, const storage::ListRow& list, const ListedMarket& market,
                TimeUnit unit) {
    json.begin_object().member("orderListId").number(list.list.value());
    json.member("contingencyType").text(text_of(list.kind));
    json.member("listStatusType").text(list.ended ? "ALL_DONE" : "EXEC_STARTED");
    json.member("listOrderStatus").text(list.ended ? "ALL_DONE" : "EXECUTING");
    json.member("listClientOrderId").text(shown_client_id(list));
    json.member("transactionTime").number(to_wire_time(list.updated, unit));
    json.member("symbol").text(market.symbol).member("orders").begin_array();
    for (std::size_t leg = 0; leg < list.orders.size() && list.orders[leg] != OrderId{}; ++leg) {
        json.begin_object().member("symbol").text(market.symbol);
        json.member("orderId").number(list.orders[leg].value());
        json.member("clientOrderId").text(shown_client_id(list, leg)).end_object();
    }
    json.end_array();
}

void write_list(JsonWriter& json, const storage::ListRow& list, const ListedMarket& market,
                TimeUnit unit) {
    begin_list(json, list, market, unit);
    json.end_object();
}

}  // namespace divmid::gateway
