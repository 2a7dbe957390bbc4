// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

const std::string kPair =
    "symbol=DVMUSD&side=SELL&quantity=2&aboveType=LIMIT_MAKER&abovePrice=3"
    "&belowType=STOP_LOSS_LIMIT&belowPrice=0.9&belowStopPrice=1&belowTimeInForce=GTC";

std::string text(const json::value& of, std::string_view name) {
    return json::value_to<std::string>(of.at(name));
}

std::string number(const json::value& of, std::string_view name) {
    return std::to_string(of.at(name).as_int64());
}

Reply place(RunningDialect& exchange, const std::string& path, const std::string& parameters) {
    return exchange.ask(exchange.alice, "POST", "/api/v3/orderList/" + path, parameters);
}

json::value order(RunningDialect& exchange, const std::string& id) {
    return exchange.ask(exchange.alice, "GET", "/api/v3/order", "symbol=DVMUSD&orderId=" + id).body;
}

}  // namespace

TEST_CASE("a pair is answered with both its orders", "[order_lists]") {
    RunningDialect exchange;
    const json::value list =
        place(exchange, "oco", kPair + "&listClientOrderId=pair&aboveClientOrderId=up").body;
    CHECK(text(list, "contingencyType") == "OCO");
    CHECK(text(list, "listStatusType") == "EXEC_STARTED");
    CHECK(text(list, "listClientOrderId") == "pair");
    REQUIRE(list.at("orderReports").as_array().size() == 2);
    const json::value& stop = list.at("orderReports").at(0);
    CHECK(text(stop, "type") == "STOP_LOSS_LIMIT");
    CHECK(stop.at("workingTime") == -1);
    const json::value& maker = list.at("orderReports").at(1);
    CHECK(text(maker, "type") == "LIMIT_MAKER");
    CHECK(text(maker, "clientOrderId") == "up");
    CHECK(maker.at("orderListId") == list.at("orderListId"));
    CHECK(text(list.at("orders").at(1), "clientOrderId") == "up");
}

TEST_CASE("a trade of one order of a pair ends the other, and then the list", "[order_lists]") {
    RunningDialect exchange;
    const json::value list = place(exchange, "oco", kPair).body;
    exchange.place(exchange.bob, "side=BUY&type=LIMIT&timeInForce=GTC&quantity=2&price=3");
    const json::value stop = order(exchange, number(list.at("orders").at(0), "orderId"));
    CHECK(text(stop, "status") == "EXPIRED");
    CHECK(text(stop, "expiryReason") == "OCO_TRIGGER");
    const json::value ended = exchange
                                  .ask(exchange.alice, "GET", "/api/v3/orderList",
                                       "orderListId=" + number(list, "orderListId"))
                                  .body;
    CHECK(text(ended, "listOrderStatus") == "ALL_DONE");
    CHECK(exchange.ask(exchange.alice, "GET", "/api/v3/openOrderList").body.as_array().empty());
    CHECK(exchange.ask(exchange.alice, "GET", "/api/v3/allOrderList").body.as_array().size() == 1);
}

TEST_CASE("the cancel of one order of a list, or of the list, is told as the list's end",
          "[order_lists]") {
    RunningDialect exchange;
    const json::value first = place(exchange, "oco", kPair).body;
    const json::value by_order =
        exchange
            .ask(exchange.alice, "DELETE", "/api/v3/order",
                 "symbol=DVMUSD&orderId=" + number(first.at("orders").at(1), "orderId"))
            .body;
    CHECK(by_order.at("orderListId") == first.at("orderListId"));
    CHECK(text(by_order, "listStatusType") == "ALL_DONE");
    CHECK(by_order.at("orderReports").as_array().size() == 2);

    place(exchange, "oco", kPair + "&listClientOrderId=pair");
    const json::value by_list = exchange
                                    .ask(exchange.alice, "DELETE", "/api/v3/orderList",
                                         "symbol=DVMUSD&listClientOrderId=pair")
                                    .body;
    CHECK(text(by_list, "listClientOrderId") == "pair");
    CHECK(text(by_list.at("orderReports").at(0), "status") == "CANCELED");

    place(exchange, "oco", kPair);
    exchange.place(exchange.alice, "side=BUY&type=LIMIT&timeInForce=GTC&quantity=2&price=0.5");
    const json::value all =
        exchange.ask(exchange.alice, "DELETE", "/api/v3/openOrders", "symbol=DVMUSD").body;
    CHECK(all.as_array().size() == 2);
}

TEST_CASE("a pending order waits for its working order to be filled", "[order_lists]") {
    RunningDialect exchange;
    const json::value list =
        place(exchange, "oto",
              "symbol=DVMUSD&workingType=LIMIT&workingSide=BUY&workingPrice=1&workingQuantity=2"
              "&workingTimeInForce=GTC&pendingType=LIMIT&pendingSide=SELL&pendingPrice=4"
              "&pendingQuantity=1&pendingTimeInForce=GTC")
            .body;
    CHECK(text(list, "contingencyType") == "OTO");
    CHECK(text(list.at("orderReports").at(0), "status") == "NEW");
    CHECK(text(list.at("orderReports").at(1), "status") == "PENDING_NEW");
    const std::string pending = number(list.at("orders").at(1), "orderId");
    exchange.place(exchange.bob, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=2&price=1");
    CHECK(text(order(exchange, pending), "status") == "NEW");
    CHECK(order(exchange, pending).at("isWorking") == true);
}

}  // namespace divmid::gateway
