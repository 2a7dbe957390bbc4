// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

constexpr const char* kPath = "/api/v3/openOrders";
const std::string kBid = "side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1";

}  // namespace

TEST_CASE("cancelling all open orders answers with each of them, oldest first", "[cancel_all]") {
    RunningDialect exchange;
    exchange.place(exchange.alice, kBid + "&newClientOrderId=first");
    exchange.place(exchange.bob, kBid);
    exchange.place(exchange.alice, kBid);
    exchange.place(exchange.bob, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=4&price=1");
    const Reply canceled = exchange.ask(exchange.alice, "DELETE", kPath, "symbol=DVMUSD");
    REQUIRE(canceled.status == 200);
    const json::array& orders = canceled.body.as_array();
    REQUIRE(orders.size() == 2);
    CHECK(json::serialize(orders[0]) ==
          R"({"origClientOrderId":"first","symbol":"DVMUSD","orderId":1,"orderListId":-1,)"
          R"("clientOrderId":"auto:1:1:cancel","transactTime":1767225600000,"price":"1.000000",)"
          R"("origQty":"10.000000","executedQty":"4.000000","origQuoteOrderQty":"0.000000",)"
          R"("cummulativeQuoteQty":"4.000000","status":"CANCELED","timeInForce":"GTC",)"
          R"("type":"LIMIT","side":"BUY","selfTradePreventionMode":"EXPIRE_MAKER"})");
    CHECK(orders[1].at("orderId") == 3);
    CHECK(orders[1].at("origClientOrderId") == "auto:1:3");

    CHECK(exchange.ask(exchange.alice, "GET", kPath).body.as_array().empty());
    CHECK(exchange.ask(exchange.bob, "GET", kPath).body.as_array().size() == 1);
}

TEST_CASE("with nothing open there is nothing to cancel", "[cancel_all]") {
    RunningDialect exchange;
    const Reply refused = exchange.ask(exchange.alice, "DELETE", kPath, "symbol=DVMUSD");
    CHECK(refused.status == 400);
    CHECK(refused.code() == -2011);
    CHECK(refused.message() == "Unknown order sent.");
}

TEST_CASE("cancelling all open orders is strict about what it is sent", "[cancel_all]") {
    RunningDialect exchange;
    exchange.place(exchange.alice, kBid);
    const auto code = [&](const std::string& parameters) {
        return exchange.ask(exchange.alice, "DELETE", kPath, parameters).code();
    };
    CHECK(code("") == -1102);
    CHECK(code("symbol=NONE") == -1121);
    CHECK(code("symbol=DVMUSD&side=BUY") == -1104);
    const Trader reader =
        exchange.open_account("readerreaderreader", Scopes{static_cast<std::uint8_t>(Scope::read)});
    CHECK(exchange.ask(reader, "DELETE", kPath, "symbol=DVMUSD").code() == -2015);
    CHECK(exchange.ask(exchange.alice, "GET", kPath).body.as_array().size() == 1);
}

TEST_CASE("over the WebSocket API all open orders are cancelled as over REST", "[cancel_all]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    const auto answer = [&](std::string_view id) {
        connection->say(exchange.signed_message(exchange.alice, id, "openOrders.cancelAll",
                                                {{"symbol", "\"DVMUSD\""}}));
        exchange.settle();
        return connection->socket.take();
    };
    CHECK(answer("1").at("error").at("code") == -2011);
    for (int i = 0; i < 3; ++i) exchange.place(exchange.alice, kBid);
    const json::value canceled = answer("2");
    CHECK(canceled.at("status") == 200);
    CHECK(canceled.at("result").as_array().size() == 3);
    CHECK(canceled.at("rateLimits").at(0).at("count") == 5);
}

}  // namespace divmid::gateway
