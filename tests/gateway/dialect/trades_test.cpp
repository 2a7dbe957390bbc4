// SPDX-License-Identifier: Apache-2.0
#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

std::string limit_order(std::string_view side, std::string_view quantity, std::string_view price) {
    return "side=" + std::string{side} +
           "&type=LIMIT&timeInForce=GTC&quantity=" + std::string{quantity} +
           "&price=" + std::string{price};
}

std::string text(const json::value& value) {
    return json::serialize(value);
}

/// Three makers at one price and one above it, all taken by one order: 4 trades, 2 aggregates.
void sweep(RunningDialect& exchange) {
    for (const char* price : {"1", "1", "1", "1.5"})
        exchange.place(exchange.alice, limit_order("SELL", "2", price));
    exchange.place(exchange.bob, limit_order("BUY", "7", "2"));
}

/// Trades at some prices, each order by itself a millisecond or so after the one before.
void trade_for_a_while(RunningDialect& exchange, int rounds) {
    for (int i = 0; i < rounds; ++i) {
        for (const char* price : {"1", "1", "1.1"})
            exchange.place(exchange.alice, limit_order("SELL", "1", price));
        exchange.advance(std::chrono::microseconds{700 + 13 * i});
        exchange.place(exchange.bob, limit_order("BUY", "3", "1.1"));
        exchange.advance(401us);
    }
}

std::vector<std::int64_t> ids(const json::value& list, std::string_view member) {
    std::vector<std::int64_t> ids;
    for (const json::value& row : list.as_array()) ids.push_back(row.at(member).as_int64());
    return ids;
}

/// Every page from the first on, one after the other.
json::array page_through(RunningDialect& exchange, const std::string& path,
                         std::string_view member) {
    json::array all;
    std::int64_t next = 0;
    for (;;) {
        const Reply page =
            exchange.get(path, "symbol=DVMUSD&limit=7&fromId=" + std::to_string(next));
        for (const json::value& row : page.body.as_array()) all.push_back(row);
        if (page.body.as_array().size() < 7) return all;
        next = all.back().at(member).as_int64() + 1;
    }
}

}  // namespace

TEST_CASE(
    "one order that takes three makers at a price and one above is four trades, two aggregates",
    "[trades]") {
    RunningDialect exchange;
    sweep(exchange);
    const std::string at = exchange.milliseconds();

    const json::value trades = exchange.get("/api/v3/trades", "symbol=DVMUSD").body;
    CHECK(ids(trades, "id") == std::vector<std::int64_t>{1, 2, 3, 4});
    CHECK(text(trades.at(3)) == R"({"id":4,"price":"1.500000","qty":"1.000000",)"
                                R"("quoteQty":"1.500000","time":)" +
                                    at + R"(,"isBuyerMaker":false,"isBestMatch":true})");
    CHECK(text(exchange.get("/api/v3/aggTrades", "symbol=DVMUSD").body) ==
          R"([{"a":1,"p":"1.000000","q":"6.000000","f":1,"l":3,"T":)" + at +
              R"(,"m":false,"M":true},{"a":2,"p":"1.500000","q":"1.000000","f":4,"l":4,"T":)" + at +
              R"(,"m":false,"M":true}])");
}

TEST_CASE("two orders that trade at one price at one time are two aggregates", "[trades]") {
    RunningDialect exchange;
    exchange.place(exchange.alice, limit_order("SELL", "4", "1"));
    exchange.place(exchange.bob, limit_order("BUY", "2", "1"));
    exchange.place(exchange.bob, limit_order("BUY", "2", "1"));
    const json::value all = exchange.get("/api/v3/aggTrades", "symbol=DVMUSD").body;
    CHECK(ids(all, "a") == std::vector<std::int64_t>{1, 2});
    CHECK(all.at(0).at("T") == all.at(1).at("T"));
}

TEST_CASE("paging by id through all trades and aggregates equals the log", "[trades]") {
    RunningDialect exchange;
    trade_for_a_while(exchange, 20);
    std::vector<TradeExecuted> log;
    for (const Record& record : exchange.log)
        for (const TradeExecuted& trade : record.events.all<TradeExecuted>()) log.push_back(trade);
    REQUIRE(log.size() == 60);

    const json::array trades = page_through(exchange, "/api/v3/historicalTrades", "id");
    REQUIRE(trades.size() == log.size());
    const ListedMarket& market = *exchange.projections.catalog.market("DVMUSD");
    for (std::size_t i = 0; i < log.size(); ++i) {
        CHECK(trades[i].at("id").to_number<std::uint64_t>() == log[i].trade.value());
        std::string price;
        JsonWriter{price}.decimal(market.terms.price(log[i].price).value(), market.quote_scale);
        CHECK(text(trades[i].at("price")) == price);
    }
    const json::array aggregates = page_through(exchange, "/api/v3/aggTrades", "a");
    REQUIRE(aggregates.size() == 40);
    std::int64_t next = 1;
    for (const json::value& aggregate : aggregates) {
        CHECK(aggregate.at("f").as_int64() == next);
        next = aggregate.at("l").as_int64() + 1;
    }
    CHECK(next == 61);
}

TEST_CASE("without an id trades and aggregates are the newest, the oldest of them first",
          "[trades]") {
    RunningDialect exchange;
    trade_for_a_while(exchange, 5);
    for (const char* path : {"/api/v3/trades", "/api/v3/historicalTrades"})
        CHECK(ids(exchange.get(path, "symbol=DVMUSD&limit=2").body, "id") ==
              std::vector<std::int64_t>{14, 15});
    CHECK(ids(exchange.get("/api/v3/aggTrades", "symbol=DVMUSD&limit=3").body, "a") ==
          std::vector<std::int64_t>{8, 9, 10});
    CHECK(exchange.get("/api/v3/aggTrades", "symbol=DVMUSD&fromId=11").body.as_array().empty());
}

TEST_CASE("an aggregate is told from the time that it was told with, at either end", "[trades]") {
    RunningDialect exchange;
    trade_for_a_while(exchange, 6);
    const json::value all = exchange.get("/api/v3/aggTrades", "symbol=DVMUSD").body;
    const auto within = [&](std::string_view from, std::string_view to) {
        return exchange
            .get("/api/v3/aggTrades",
                 "symbol=DVMUSD&startTime=" + std::string{from} + "&endTime=" + std::string{to})
            .body;
    };
    for (const json::value& aggregate : all.as_array()) {
        const std::string at = text(aggregate.at("T"));
        json::array then;
        for (const json::value& other : all.as_array())
            if (other.at("T") == aggregate.at("T")) then.push_back(other);
        CHECK(within(at, at) == json::value(then));
        CHECK(exchange.get("/api/v3/aggTrades", "symbol=DVMUSD&limit=1&endTime=" + at).body.at(0) ==
              then.back());
        CHECK(
            exchange.get("/api/v3/aggTrades", "symbol=DVMUSD&limit=1&startTime=" + at).body.at(0) ==
            then.front());
    }
    CHECK(within("0", "9999999999999") == all);
}

TEST_CASE("what is asked of trades in contradictory or excessive ways is refused", "[trades]") {
    RunningDialect exchange;
    const auto code = [&](const char* path, const std::string& query) {
        return exchange.get(path, "symbol=DVMUSD" + query).code();
    };
    for (const char* times : {"&fromId=1&startTime=1", "&fromId=1&endTime=1",
                              "&fromId=0&startTime=0", "&startTime=2&endTime=1"})
        CHECK(code("/api/v3/aggTrades", times) == -1128);
    for (const char* path : {"/api/v3/trades", "/api/v3/historicalTrades", "/api/v3/aggTrades"}) {
        CHECK(code(path, "&limit=1001") == -1130);
        CHECK(code(path, "&limit=0") == -1130);
        CHECK(exchange.get(path, "symbol=NOSUCH").code() == -1121);
        CHECK(exchange.get(path, "").code() == -1102);
    }
    CHECK(code("/api/v3/trades", "&fromId=1") == -1101);
    CHECK(code("/api/v3/historicalTrades", "&fromId=-1") == -1100);
}

TEST_CASE("old trades are asked for without a key, and a key that is sent is ignored", "[trades]") {
    RunningDialect exchange;
    sweep(exchange);
    HttpRequest asked;
    asked.method = "GET";
    asked.path = "/api/v3/historicalTrades";
    asked.query = "symbol=DVMUSD&fromId=2&limit=1";
    asked.api_key = "nobody's";
    const Reply reply = exchange.request(asked);
    CHECK(reply.status == 200);
    CHECK(ids(reply.body, "id") == std::vector<std::int64_t>{2});
}

TEST_CASE("the WebSocket API tells trades as REST does", "[trades]") {
    RunningDialect exchange;
    trade_for_a_while(exchange, 3);
    const auto connection = exchange.connect("/ws-api/v3");
    const auto result = [&](const std::string& method, const std::string& params) {
        connection->say(R"({"id":1,"method":")" + method + R"(","params":{"symbol":"DVMUSD")" +
                        params + "}}");
        exchange.settle();
        return connection->socket.take().at("result");
    };
    CHECK(result("trades.recent", R"(,"limit":4)") ==
          exchange.get("/api/v3/trades", "symbol=DVMUSD&limit=4").body);
    CHECK(result("trades.historical", R"(,"fromId":2,"limit":3,"apiKey":"old habit")") ==
          exchange.get("/api/v3/historicalTrades", "symbol=DVMUSD&fromId=2&limit=3").body);
    CHECK(result("trades.aggregate", R"(,"fromId":2)") ==
          exchange.get("/api/v3/aggTrades", "symbol=DVMUSD&fromId=2").body);
}

TEST_CASE("streams tell each trade, and each aggregate once after the last of its trades",
          "[trades]") {
    RunningDialect exchange;
    const auto both = exchange.connect("/ws/dvmusd@trade/dvmusd@aggTrade");
    const auto aggregates = exchange.connect("/stream", "streams=dvmusd@aggTrade");
    sweep(exchange);

    std::string order;
    json::array told;
    while (!both->socket.told.empty()) {
        const json::value event = both->socket.take();
        const bool whole = event.at("e") == "aggTrade";
        order += (whole ? "a" : "t") + text(event.at(whole ? "a" : "t")) + " ";
        if (whole) told.push_back(event);
    }
    CHECK(order == "t1 t2 t3 a1 t4 a2 ");
    const std::string at = exchange.milliseconds();
    CHECK(text(told[0]) == R"({"e":"aggTrade","E":)" + at +
                               R"(,"s":"DVMUSD","a":1,"p":"1.000000","q":"6.000000","f":1,"l":3,)"
                               R"("T":)" +
                               at + R"(,"m":false,"M":true})");
    REQUIRE(aggregates->socket.told.size() == 2);
    const json::value wrapped = aggregates->socket.take();
    CHECK(wrapped.at("stream") == "dvmusd@aggTrade");
    CHECK(wrapped.at("data") == told[0]);
}

TEST_CASE("what the aggregate stream told is what is answered", "[trades]") {
    RunningDialect exchange;
    const auto listener = exchange.connect("/ws/dvmusd@aggTrade");
    trade_for_a_while(exchange, 10);
    json::array told;
    while (!listener->socket.told.empty()) {
        json::object event = listener->socket.take().as_object();
        for (const char* own : {"e", "E", "s"}) event.erase(own);
        told.push_back(event);
    }
    REQUIRE(told.size() == 20);
    const json::value answered = exchange.get("/api/v3/aggTrades", "symbol=DVMUSD").body;
    CHECK(answered == json::value(told));
}

}  // namespace divmid::gateway
