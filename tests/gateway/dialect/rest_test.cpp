// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

std::string text(const json::value& value) {
    return json::serialize(value);
}

std::string free_of(const Reply& account, std::string_view asset, std::string_view part = "free") {
    for (const json::value& balance : account.body.at("balances").as_array())
        if (balance.at("asset").as_string() == asset)
            return json::value_to<std::string>(balance.at(part));
    return {};
}

}  // namespace

TEST_CASE("the exchange tells that it is there and what time it is", "[rest]") {
    RunningDialect exchange;
    CHECK(text(exchange.get("/api/v3/ping").body) == "{}");
    CHECK(text(exchange.get("/api/v3/time").body) == R"({"serverTime":1767225600000})");
    HttpRequest fine;
    fine.method = "GET";
    fine.path = "/api/v3/time";
    fine.time_unit = "MICROSECOND";
    CHECK(text(exchange.request(fine).body) == R"({"serverTime":1767225600000000})");
    fine.time_unit = "DAY";
    CHECK(exchange.request(fine).code() == -1194);
}

TEST_CASE("every other path is a 404 with a JSON error", "[rest]") {
    RunningDialect exchange;
    for (const std::string_view path :
         {"/", "/api/v3", "/api/v3/", "/api/v3/nothing", "/api/v1/ping", "/sapi/v1/account"}) {
        const Reply reply = exchange.get(path);
        CHECK(reply.status == 404);
        CHECK(reply.code() == -1000);
    }
    CHECK(exchange.ask(exchange.alice, "PUT", "/api/v3/order").status == 404);
}

TEST_CASE("every answer carries the weight that was used", "[rest]") {
    RunningDialect exchange;
    const auto used = [](const Reply& reply) {
        CHECK(reply.headers.at(0).first == "X-MBX-USED-WEIGHT");
        CHECK(reply.headers.at(1).first == "X-MBX-USED-WEIGHT-1M");
        return reply.headers.at(1).second;
    };
    CHECK(used(exchange.get("/api/v3/ping")) == "1");
    CHECK(used(exchange.get("/api/v3/depth", "symbol=DVMUSD&limit=5000")) == "251");
    CHECK(used(exchange.get("/api/v3/depth", "symbol=DVMUSD")) == "256");
    exchange.advance(std::chrono::minutes{1});
    CHECK(used(exchange.get("/api/v3/ping")) == "1");
}

TEST_CASE("too much weight is a 429 that says when to come back", "[rest]") {
    RunningDialect exchange{RateLimits{.weight_per_minute = 10}};
    for (int i = 0; i < 10; ++i) CHECK(exchange.get("/api/v3/ping").status == 200);
    const Reply reply = exchange.get("/api/v3/ping");
    CHECK(reply.status == 429);
    CHECK(reply.code() == -1003);
    CHECK(reply.headers.at(2) == std::pair<std::string, std::string>{"Retry-After", "60"});
}

TEST_CASE("a limit order rests, shows in the book, and can be found and cancelled", "[rest]") {
    RunningDialect exchange;
    const Reply placed = exchange.place(
        exchange.alice,
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1.5&newClientOrderId=mine-1");
    REQUIRE(placed.status == 200);
    CHECK(text(placed.body) ==
          R"({"symbol":"DVMUSD","orderId":1,"orderListId":-1,"clientOrderId":"mine-1",)"
          R"("transactTime":1767225600000,"price":"1.500000","origQty":"10.000000",)"
          R"("executedQty":"0.000000","origQuoteOrderQty":"0.000000",)"
          R"("cummulativeQuoteQty":"0.000000",)"
          R"("status":"NEW","timeInForce":"GTC","type":"LIMIT","side":"BUY",)"
          R"("workingTime":1767225600000,"selfTradePreventionMode":"EXPIRE_MAKER","fills":[]})");
    CHECK(text(exchange.get("/api/v3/depth", "symbol=DVMUSD").body) ==
          R"({"lastUpdateId":1,"bids":[["1.500000","10.000000"]],"asks":[]})");
    CHECK(text(exchange.get("/api/v3/ticker/bookTicker", "symbol=DVMUSD").body) ==
          R"({"symbol":"DVMUSD","bidPrice":"1.500000","bidQty":"10.000000",)"
          R"("askPrice":"0.000000","askQty":"0.000000"})");

    const Reply account = exchange.ask(exchange.alice, "GET", "/api/v3/account");
    CHECK(free_of(account, "USD") == "9985.000000");
    CHECK(free_of(account, "USD", "locked") == "15.000000");
    CHECK(account.body.at("makerCommission") == 10);
    CHECK(account.body.at("commissionRates").at("taker") == "0.00200000");

    const Reply open = exchange.ask(exchange.alice, "GET", "/api/v3/openOrders", "symbol=DVMUSD");
    REQUIRE(open.body.as_array().size() == 1);
    const Reply by_id =
        exchange.ask(exchange.alice, "GET", "/api/v3/order", "symbol=DVMUSD&orderId=1");
    CHECK(text(by_id.body) ==
          R"({"symbol":"DVMUSD","orderId":1,"orderListId":-1,"clientOrderId":"mine-1",)"
          R"("price":"1.500000","origQty":"10.000000","executedQty":"0.000000",)"
          R"("origQuoteOrderQty":"0.000000","cummulativeQuoteQty":"0.000000","status":"NEW",)"
          R"("timeInForce":"GTC","type":"LIMIT","side":"BUY","stopPrice":"0.000000",)"
          R"("icebergQty":"0.000000","time":1767225600000,"updateTime":1767225600000,)"
          R"("isWorking":true,"workingTime":1767225600000,)"
          R"("selfTradePreventionMode":"EXPIRE_MAKER"})");
    CHECK(open.body.at(0) == by_id.body);
    CHECK(exchange
              .ask(exchange.alice, "GET", "/api/v3/order", "symbol=DVMUSD&origClientOrderId=mine-1")
              .body == by_id.body);

    const Reply canceled =
        exchange.ask(exchange.alice, "DELETE", "/api/v3/order",
                     "symbol=DVMUSD&origClientOrderId=mine-1&newClientOrderId=stop-it");
    REQUIRE(canceled.status == 200);
    CHECK(text(canceled.body) ==
          R"({"origClientOrderId":"mine-1","symbol":"DVMUSD","orderId":1,"orderListId":-1,)"
          R"("clientOrderId":"stop-it","transactTime":1767225600000,"price":"1.500000",)"
          R"("origQty":"10.000000","executedQty":"0.000000","origQuoteOrderQty":"0.000000",)"
          R"("cummulativeQuoteQty":"0.000000","status":"CANCELED","timeInForce":"GTC",)"
          R"("type":"LIMIT","side":"BUY","selfTradePreventionMode":"EXPIRE_MAKER"})");
    CHECK(free_of(exchange.ask(exchange.alice, "GET", "/api/v3/account"), "USD") == "10000.000000");
    const Reply again =
        exchange.ask(exchange.alice, "DELETE", "/api/v3/order", "symbol=DVMUSD&orderId=1");
    CHECK(again.status == 400);
    CHECK(again.code() == -2011);
    CHECK(again.message() == "Unknown order sent.");
}

TEST_CASE("a fill moves balances exactly, fee included, and both sides see their trade", "[rest]") {
    RunningDialect exchange;
    exchange.place(exchange.alice, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=5&price=2");
    const Reply taken =
        exchange.place(exchange.bob, "side=BUY&type=LIMIT&timeInForce=IOC&quantity=7&price=2");
    CHECK(taken.body.at("status") == "EXPIRED");
    CHECK(taken.body.at("executedQty") == "5.000000");
    CHECK(taken.body.at("cummulativeQuoteQty") == "10.000000");
    CHECK(taken.body.at("expiryReason") == "UNFILLED_IOC_QUANTITY_EXPIRED");
    CHECK(text(taken.body.at("fills")) ==
          R"([{"price":"2.000000","qty":"5.000000","commission":"0.010000",)"
          R"("commissionAsset":"DVM","tradeId":1}])");

    const Reply alice = exchange.ask(exchange.alice, "GET", "/api/v3/account");
    CHECK(free_of(alice, "DVM") == "9995.000000");
    CHECK(free_of(alice, "USD") == "10009.990000");
    const Reply bob = exchange.ask(exchange.bob, "GET", "/api/v3/account");
    CHECK(free_of(bob, "DVM") == "10004.990000");
    CHECK(free_of(bob, "USD") == "9990.000000");

    CHECK(text(exchange.ask(exchange.alice, "GET", "/api/v3/myTrades", "symbol=DVMUSD").body) ==
          R"([{"symbol":"DVMUSD","id":1,"orderId":1,"orderListId":-1,"price":"2.000000",)"
          R"("qty":"5.000000","quoteQty":"10.000000","commission":"0.010000",)"
          R"("commissionAsset":"USD","time":1767225600000,"isBuyer":false,"isMaker":true,)"
          R"("isBestMatch":true}])");
    CHECK(text(exchange.get("/api/v3/trades", "symbol=DVMUSD").body) ==
          R"([{"id":1,"price":"2.000000","qty":"5.000000","quoteQty":"10.000000",)"
          R"("time":1767225600000,"isBuyerMaker":false,"isBestMatch":true}])");
    CHECK(text(exchange.get("/api/v3/ticker/price").body) ==
          R"([{"symbol":"DVMUSD","price":"2.000000"}])");
}

TEST_CASE("what an answer says of a new order a query says too", "[rest]") {
    RunningDialect exchange;
    exchange.place(exchange.alice, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=5&price=2");
    exchange.place(exchange.alice, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=5&price=2.1");
    for (const std::string parameters :
         {"side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=1",
          "side=BUY&type=LIMIT&timeInForce=FOK&quantity=100&price=3",
          "side=BUY&type=MARKET&quantity=1", "side=BUY&type=MARKET&quoteOrderQty=3.33",
          "side=BUY&type=LIMIT&timeInForce=GTC&quantity=6&price=2.05",
          "side=BUY&type=MARKET&quoteOrderQty=1000", "side=BUY&type=MARKET&quantity=9"}) {
        const Reply placed = exchange.place(exchange.bob, parameters);
        INFO(parameters << ": " << text(placed.body));
        REQUIRE(placed.status == 200);
        const Reply found =
            exchange.ask(exchange.bob, "GET", "/api/v3/order",
                         "symbol=DVMUSD&orderId=" + text(placed.body.at("orderId")));
        REQUIRE(found.status == 200);
        for (const auto& [name, value] : placed.body.as_object())
            if (name != "transactTime" && name != "fills") CHECK(found.body.at(name) == value);
    }
}

TEST_CASE("a market order spends at most its budget, and an empty book refuses it", "[rest]") {
    RunningDialect exchange;
    const Reply empty = exchange.place(exchange.bob, "side=BUY&type=MARKET&quoteOrderQty=10");
    CHECK(empty.code() == -2010);
    const Reply nothing = exchange.place(exchange.bob, "side=BUY&type=MARKET&quantity=1");
    CHECK(nothing.body.at("status") == "EXPIRED");
    CHECK(nothing.body.at("expiryReason") == "INSUFFICIENT_LIQUIDITY");

    exchange.place(exchange.alice, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=50&price=3");
    const Reply bought = exchange.place(exchange.bob, "side=BUY&type=MARKET&quoteOrderQty=10");
    CHECK(bought.body.at("status") == "FILLED");
    CHECK(bought.body.at("executedQty") == "3.330000");
    CHECK(bought.body.at("cummulativeQuoteQty") == "9.990000");
    CHECK(bought.body.at("origQuoteOrderQty") == "10.000000");
}

TEST_CASE("an order without a client id is shown one that finds it", "[rest]") {
    RunningDialect exchange;
    const Reply placed = exchange.place(
        exchange.alice, "side=BUY&type=LIMIT_MAKER&quantity=10&price=1&newOrderRespType=ACK");
    CHECK(text(placed.body) ==
          R"({"symbol":"DVMUSD","orderId":1,"orderListId":-1,"clientOrderId":"auto:1:1",)"
          R"("transactTime":1767225600000})");
    const std::string by_name = "symbol=DVMUSD&origClientOrderId=auto:1:1";
    CHECK(exchange.ask(exchange.alice, "GET", "/api/v3/order", by_name).status == 200);
    CHECK(exchange.ask(exchange.bob, "GET", "/api/v3/order", by_name).code() == -2013);
    CHECK(exchange.ask(exchange.alice, "GET", "/api/v3/order", by_name + "&orderId=2").code() ==
          -2013);
    CHECK(exchange.ask(exchange.bob, "DELETE", "/api/v3/order", by_name).code() == -2011);
    CHECK(exchange.ask(exchange.alice, "DELETE", "/api/v3/order", by_name).status == 200);

    exchange.place(exchange.alice,
                   "side=BUY&type=LIMIT_MAKER&quantity=10&price=1&newClientOrderId=own");
    CHECK(exchange
              .ask(exchange.alice, "DELETE", "/api/v3/order",
                   "symbol=DVMUSD&origClientOrderId=auto:1:2")
              .code() == -2011);
    CHECK(exchange
              .place(exchange.alice,
                     "side=BUY&type=LIMIT_MAKER&quantity=10&price=1&newClientOrderId=auto:1:9")
              .code() == -1130);
}

TEST_CASE("what the engine refuses is told with its code", "[rest]") {
    RunningDialect exchange;
    const std::string limit = "side=BUY&type=LIMIT&timeInForce=GTC&";
    const auto refused = [&](const std::string& parameters) {
        const Reply reply = exchange.place(exchange.alice, parameters);
        CHECK(reply.status == 400);
        return std::pair{reply.code(), reply.message()};
    };
    using Told = std::pair<std::int64_t, std::string>;
    CHECK(refused(limit + "quantity=1&price=1.00001") ==
          Told{-1013, "Filter failure: PRICE_FILTER"});
    CHECK(refused(limit + "quantity=1&price=0") == Told{-1013, "Filter failure: PRICE_FILTER"});
    CHECK(refused(limit + "quantity=1&price=100.0001") ==
          Told{-1013, "Filter failure: PRICE_FILTER"});
    CHECK(refused(limit + "quantity=1.001&price=1") == Told{-1013, "Filter failure: LOT_SIZE"});
    CHECK(refused(limit + "quantity=0&price=1") == Told{-1013, "Filter failure: LOT_SIZE"});
    CHECK(refused(limit + "quantity=0.5&price=1") == Told{-1013, "Filter failure: NOTIONAL"});
    CHECK(refused(limit + "quantity=10001&price=1") ==
          Told{-2010, "Account has insufficient balance for requested action."});
    exchange.place(exchange.bob, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=5&price=2");
    CHECK(refused("side=BUY&type=LIMIT_MAKER&quantity=1&price=2") ==
          Told{-2010, "Order would immediately match and take."});
    exchange.place(exchange.alice, limit + "quantity=1&price=1&newClientOrderId=same");
    CHECK(refused(limit + "quantity=1&price=1&newClientOrderId=same") ==
          Told{-2010, "Duplicate order sent."});
}

TEST_CASE("what the gateway refuses of an order is told with its code", "[rest]") {
    RunningDialect exchange;
    const auto code = [&](const std::string& parameters) {
        return exchange.place(exchange.alice, parameters).code();
    };
    const std::string limit = "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=1";
    CHECK(code("type=LIMIT&timeInForce=GTC&quantity=1&price=1") == -1102);
    CHECK(code("side=BUY&timeInForce=GTC&quantity=1&price=1") == -1102);
    CHECK(code("side=BUY&type=LIMIT&quantity=1&price=1") == -1102);
    CHECK(code("side=BUY&type=LIMIT&timeInForce=GTC&price=1") == -1102);
    CHECK(code("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1") == -1102);
    CHECK(code("side=HOLD&type=LIMIT&timeInForce=GTC&quantity=1&price=1") == -1117);
    CHECK(code("side=BUY&type=STOP&quantity=1&stopPrice=1") == -1116);
    CHECK(code("side=BUY&type=LIMIT&timeInForce=DAY&quantity=1&price=1") == -1115);
    CHECK(code("side=BUY&type=LIMIT_MAKER&timeInForce=GTC&quantity=1&price=1") == -1114);
    CHECK(code("side=BUY&type=MARKET&quantity=1&price=1") == -1106);
    CHECK(code("side=BUY&type=MARKET") == -1102);
    CHECK(code("side=BUY&type=MARKET&quantity=1&quoteOrderQty=1") == -1128);
    CHECK(code(limit + "&quoteOrderQty=1") == -1106);
    CHECK(code("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=1.0000001") == -1111);
    CHECK(code("side=BUY&type=LIMIT&timeInForce=GTC&quantity=one&price=1") == -1100);
    CHECK(code("side=BUY&type=LIMIT&timeInForce=GTC&quantity=99999999999999&price=1") == -1108);
    CHECK(code(limit + "&newOrderRespType=ALL") == -1130);
    CHECK(code(limit + "&newClientOrderId=a%20b") == -1100);
    CHECK(code(limit + "&newClientOrderId=") == -1105);
    CHECK(code(limit + "&selfTradePreventionMode=TRANSFER") == -1013);
    CHECK(code(limit + "&selfTradePreventionMode=NONE&iceberg=1") == -1104);
    CHECK(code(limit + "&price=2") == -1101);
    CHECK(exchange.ask(exchange.alice, "DELETE", "/api/v3/order", "symbol=DVMUSD").code() == -1102);
    CHECK(exchange.ask(exchange.alice, "GET", "/api/v3/order", "symbol=DVMUSD&orderId=0").code() ==
          -2013);
    CHECK(exchange.ask(exchange.alice, "GET", "/api/v3/openOrders").body.as_array().empty());
}

TEST_CASE("a test of an order is checked like one and has no effect", "[rest]") {
    RunningDialect exchange;
    const std::string order =
        "symbol=DVMUSD&side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1";
    CHECK(text(exchange.ask(exchange.alice, "POST", "/api/v3/order/test", order).body) == "{}");
    const Reply rates = exchange.ask(exchange.alice, "POST", "/api/v3/order/test",
                                     order + "&computeCommissionRates=true");
    CHECK(text(rates.body.at("standardCommissionForOrder")) ==
          R"({"maker":"0.00100000","taker":"0.00200000"})");
    CHECK(exchange.ask(exchange.alice, "POST", "/api/v3/order/test", order + "00000000").code() ==
          -1013);
    CHECK(exchange.ask(exchange.alice, "GET", "/api/v3/openOrders").body.as_array().empty());
}

TEST_CASE("an order good till date zero is refused, and does not rest for ever", "[rest]") {
    RunningDialect exchange;
    const std::string limit = "side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1";
    CHECK(exchange.place(exchange.alice, limit + "&goodTillDate=0").message() ==
          "Data sent for parameter 'goodTillDate' is not valid.");
    CHECK(exchange.ask(exchange.alice, "GET", "/api/v3/openOrders").body.as_array().empty());
}

TEST_CASE("an order good till a date ends there", "[rest]") {
    RunningDialect exchange;
    const std::string limit = "side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1";
    const Reply placed = exchange.place(exchange.alice, limit + "&goodTillDate=1767225610000");
    CHECK(placed.body.at("timeInForce") == "GTC");
    CHECK(placed.body.at("goodTillDate") == 1767225610000);
    CHECK(exchange.place(exchange.alice, limit + "&goodTillDate=1767225600000").code() == -1130);
    exchange.advance(std::chrono::seconds{10});
    exchange.place(exchange.bob, limit);
    CHECK(exchange.ask(exchange.alice, "GET", "/api/v3/order", "symbol=DVMUSD&orderId=1")
              .body.at("status") == "EXPIRED");
}

TEST_CASE("lists of own trades are asked for by id, order or time, and never mixed", "[rest]") {
    RunningDialect exchange;
    for (int i = 0; i < 5; ++i) {
        exchange.place(exchange.alice, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=2");
        exchange.place(exchange.bob, "side=BUY&type=MARKET&quantity=1");
        exchange.advance(std::chrono::seconds{1});
    }
    const auto ids = [&](const std::string& parameters) {
        std::string all;
        for (const json::value& trade :
             exchange.ask(exchange.bob, "GET", "/api/v3/myTrades", "symbol=DVMUSD" + parameters)
                 .body.as_array())
            all += text(trade.at("id"));
        return all;
    };
    CHECK(ids("") == "12345");
    CHECK(ids("&limit=2") == "45");
    CHECK(ids("&fromId=3") == "345");
    CHECK(ids("&fromId=2&limit=2") == "23");
    CHECK(ids("&orderId=4") == "2");
    CHECK(ids("&startTime=1767225602000&endTime=1767225603000") == "34");
    const auto code = [&](const std::string& parameters) {
        return exchange.ask(exchange.bob, "GET", "/api/v3/myTrades", "symbol=DVMUSD" + parameters)
            .code();
    };
    CHECK(code("&startTime=1767225602000&fromId=1") == -1128);
    CHECK(code("&startTime=1767225602000&endTime=1767225601000") == -1128);
    CHECK(code("&startTime=1767225602000&endTime=1767312002001") == -1127);
    CHECK(code("&limit=1001") == -1130);
}

}  // namespace divmid::gateway
