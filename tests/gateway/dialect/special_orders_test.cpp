// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

std::string text(const json::value& of, std::string_view name) {
    return json::value_to<std::string>(of.at(name));
}

Reply order_of(RunningDialect& exchange, const Trader& trader, const json::value& order) {
    return exchange.ask(trader, "GET", "/api/v3/order",
                        "symbol=DVMUSD&orderId=" + std::to_string(order.at("orderId").as_int64()));
}

/// The last price is that from here on.
void print(RunningDialect& exchange, const std::string& price) {
    exchange.place(exchange.alice,
                   "side=SELL&type=LIMIT&timeInForce=GTC&quantity=2&price=" + price);
    const Reply taken = exchange.place(
        exchange.bob, "side=BUY&type=LIMIT&timeInForce=GTC&quantity=2&price=" + price);
    REQUIRE(text(taken.body, "status") == "FILLED");
}

}  // namespace

TEST_CASE("a stop waits with its price told, and works from its trigger on", "[special_orders]") {
    RunningDialect exchange;
    print(exchange, "1.0");
    const Reply placed = exchange.place(exchange.bob,
                                        "side=BUY&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=3"
                                        "&price=1.3&stopPrice=1.2&newOrderRespType=FULL"
                                        "&strategyId=9&strategyType=1000001");
    CHECK(text(placed.body, "status") == "NEW");
    CHECK(text(placed.body, "type") == "STOP_LOSS_LIMIT");
    CHECK(text(placed.body, "stopPrice") == "1.200000");
    CHECK(placed.body.at("workingTime") == -1);
    CHECK(placed.body.at("strategyId") == 9);
    CHECK(placed.body.at("strategyType") == 1'000'001);
    CHECK(placed.body.at("fills").as_array().empty());
    CHECK(order_of(exchange, exchange.bob, placed.body).body.at("isWorking") == false);

    exchange.place(exchange.alice, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=3&price=1.25");
    print(exchange, "1.2");
    const Reply woken = order_of(exchange, exchange.bob, placed.body);
    CHECK(text(woken.body, "status") == "FILLED");
    CHECK(text(woken.body, "cummulativeQuoteQty") == "3.750000");
    CHECK(woken.body.at("workingTime").as_int64() > 0);
}

TEST_CASE("a stop that its price has reached already is refused in the dialect's words",
          "[special_orders]") {
    RunningDialect exchange;
    print(exchange, "1.0");
    const Reply refused =
        exchange.place(exchange.bob, "side=SELL&type=STOP_LOSS&quantity=3&stopPrice=1.0");
    CHECK(refused.code() == -2010);
    CHECK(refused.message() == "Stop price would trigger immediately.");
}

TEST_CASE("a trailing stop says how far it follows, and since when", "[special_orders]") {
    RunningDialect exchange;
    print(exchange, "1.0");
    const Reply placed = exchange.place(
        exchange.bob,
        "side=SELL&type=STOP_LOSS&quantity=3&trailingDelta=100&newOrderRespType=RESULT");
    CHECK(placed.body.at("trailingDelta") == 100);
    CHECK(placed.body.at("trailingTime").as_int64() > 0);
    const Reply later = exchange.place(exchange.bob,
                                       "side=SELL&type=TAKE_PROFIT&quantity=3&trailingDelta=100"
                                       "&stopPrice=2&newOrderRespType=RESULT");
    CHECK(later.body.at("trailingTime") == -1);
}

TEST_CASE("a waiting order is cancelled like any other", "[special_orders]") {
    RunningDialect exchange;
    print(exchange, "1.0");
    const std::string stop = "side=SELL&type=STOP_LOSS&quantity=3&stopPrice=0.9";
    const Reply placed = exchange.place(exchange.bob, stop);
    const Reply gone = exchange.ask(
        exchange.bob, "DELETE", "/api/v3/order",
        "symbol=DVMUSD&orderId=" + std::to_string(placed.body.at("orderId").as_int64()));
    CHECK(text(gone.body, "status") == "CANCELED");
    CHECK(text(gone.body, "stopPrice") == "0.900000");
    exchange.place(exchange.bob, stop);
    exchange.place(exchange.bob, "side=BUY&type=LIMIT&timeInForce=GTC&quantity=3&price=0.5");
    const Reply all = exchange.ask(exchange.bob, "DELETE", "/api/v3/openOrders", "symbol=DVMUSD");
    CHECK(all.body.as_array().size() == 2);
}

TEST_CASE("of an iceberg only its slice is in the depth", "[special_orders]") {
    RunningDialect exchange;
    const Reply placed = exchange.place(
        exchange.alice, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=10&price=1&icebergQty=4");
    CHECK(text(placed.body, "icebergQty") == "4.000000");
    CHECK(text(order_of(exchange, exchange.alice, placed.body).body, "icebergQty") == "4.000000");
    const auto depth = exchange.get("/api/v3/depth", "symbol=DVMUSD").body;
    CHECK(json::serialize(depth.at("asks")) == R"([["1.000000","4.000000"]])");
}

TEST_CASE("a pegged order shows the price that it took, beside none of its own",
          "[special_orders]") {
    RunningDialect exchange;
    exchange.place(exchange.alice, "side=BUY&type=LIMIT&timeInForce=GTC&quantity=3&price=0.9");
    const Reply placed = exchange.place(
        exchange.bob, "side=BUY&type=LIMIT&timeInForce=GTC&quantity=3&pegPriceType=PRIMARY_PEG");
    CHECK(text(placed.body, "pegPriceType") == "PRIMARY_PEG");
    CHECK(text(placed.body, "price") == "0.000000");
    CHECK(text(placed.body, "peggedPrice") == "0.900000");
    const Reply empty = exchange.place(
        exchange.bob, "side=BUY&type=LIMIT&timeInForce=GTC&quantity=3&pegPriceType=MARKET_PEG");
    CHECK(empty.code() == -2010);
}

TEST_CASE("an order that meets its owner's ends by the mode asked for, or the market's",
          "[special_orders]") {
    RunningDialect exchange;
    const std::string sell = "side=SELL&type=LIMIT&timeInForce=GTC&quantity=2&price=1";
    const Reply maker =
        exchange.place(exchange.alice, "side=BUY&type=LIMIT&timeInForce=GTC&quantity=3&price=1");
    const Reply taker =
        exchange.place(exchange.alice, sell + "&selfTradePreventionMode=EXPIRE_TAKER");
    CHECK(text(taker.body, "status") == "EXPIRED_IN_MATCH");
    CHECK(text(taker.body, "preventedQuantity") == "2.000000");
    CHECK(text(taker.body, "selfTradePreventionMode") == "EXPIRE_TAKER");
    CHECK(text(order_of(exchange, exchange.alice, maker.body).body, "status") == "NEW");

    const Reply rests = exchange.place(exchange.alice, sell);
    CHECK(text(rests.body, "status") == "NEW");
    CHECK(text(rests.body, "selfTradePreventionMode") == "EXPIRE_MAKER");
    CHECK(text(order_of(exchange, exchange.alice, maker.body).body, "status") ==
          "EXPIRED_IN_MATCH");

    const Reply matches = exchange.ask(
        exchange.alice, "GET", "/api/v3/myPreventedMatches",
        "symbol=DVMUSD&orderId=" + std::to_string(maker.body.at("orderId").as_int64()));
    REQUIRE(matches.body.as_array().size() == 2);
    const json::value& first = matches.body.as_array().front();
    CHECK(first.at("preventedMatchId") == taker.body.at("preventedMatchId"));
    CHECK(text(first, "selfTradePreventionMode") == "EXPIRE_TAKER");
    CHECK(text(first, "takerPreventedQuantity") == "2.000000");
    CHECK(exchange
              .ask(exchange.alice, "GET", "/api/v3/myPreventedMatches",
                   "symbol=DVMUSD&preventedMatchId=1&limit=500")
              .body.as_array()
              .size() == 1);
    CHECK(exchange
              .ask(exchange.alice, "GET", "/api/v3/myPreventedMatches",
                   "symbol=DVMUSD&preventedMatchId=1&fromPreventedMatchId=1")
              .code() == -1128);
    CHECK(exchange
              .ask(exchange.bob, "GET", "/api/v3/myPreventedMatches",
                   "symbol=DVMUSD&preventedMatchId=1")
              .body.as_array()
              .empty());
}

TEST_CASE("what exchangeInfo offers follows the market's rules", "[special_orders]") {
    RunningDialect exchange;
    const auto symbol = [&] {
        return exchange.get("/api/v3/exchangeInfo", "symbol=DVMUSD").body.at("symbols").at(0);
    };
    CHECK(symbol().at("orderTypes").as_array().size() == 7);
    CHECK(symbol().at("allowTrailingStop") == true);
    CHECK(text(symbol(), "defaultSelfTradePreventionMode") == "EXPIRE_MAKER");
    CHECK(symbol().at("allowedSelfTradePreventionModes").as_array().size() == 5);

    MarketRules rules = exchange.projections.catalog.market("DVMUSD")->rules;
    rules.iceberg_parts_max = 0;
    rules.trailing_above_max = rules.trailing_below_max = 0;
    rules.preventions = 1;
    rules.default_prevention = SelfTradePrevention::none;
    exchange.command(SetMarketRules{
        .market = MarketId{1}, .rules = rules, .note = exchange.inbox.arena().add("less")});
    CHECK(symbol().at("icebergAllowed") == false);
    CHECK(symbol().at("allowTrailingStop") == false);
    CHECK(json::serialize(symbol().at("allowedSelfTradePreventionModes")) == R"(["NONE"])");
    CHECK(exchange
              .place(exchange.alice,
                     "side=SELL&type=LIMIT&timeInForce=GTC&quantity=10&price=1&icebergQty=4")
              .message() == "Filter failure: ICEBERG_PARTS");
    CHECK(exchange
              .place(exchange.alice,
                     "side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=1"
                     "&selfTradePreventionMode=DECREMENT")
              .code() == -1013);
    const Reply filters = exchange.ask(exchange.alice, "GET", "/api/v3/myFilters", "symbol=DVMUSD");
    CHECK(filters.body.at("symbolFilters") == symbol().at("filters"));
}

}  // namespace divmid::gateway
