// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/running_dialect.hpp"
#include "tests/random.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr const char* kMarket = "symbol=DVMUSD";

std::string text(const json::value& value) {
    return json::serialize(value);
}

/// Alice sells to bob.
void trade(RunningDialect& exchange, const std::string& quantity, const std::string& price) {
    const std::string order = "type=LIMIT&timeInForce=GTC&quantity=" + quantity + "&price=" + price;
    exchange.place(exchange.alice, "side=SELL&" + order);
    REQUIRE(exchange.place(exchange.bob, "side=BUY&" + order).body.at("status") == "FILLED");
}

Reply klines(RunningDialect& exchange, const std::string& query) {
    return exchange.get("/api/v3/klines", "symbol=DVMUSD&" + query);
}

json::value ask(RunningDialect& exchange, const std::string& method, const std::string& params) {
    const auto connection = exchange.connect("/ws-api/v3");
    connection->say(R"({"id":1,"method":")" + method + R"(","params":{)" + params + "}}");
    exchange.settle();
    return connection->socket.take();
}

}  // namespace

TEST_CASE("klines have twelve columns, and empty ones between are flat", "[rest]") {
    RunningDialect exchange;
    CHECK(text(klines(exchange, "interval=1m").body) == "[]");
    trade(exchange, "2", "1.5");
    trade(exchange, "1", "2.5");
    // Bob's offer is hit by alice: the taker sells.
    exchange.place(exchange.bob, "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=1.25");
    exchange.place(exchange.alice, "side=SELL&type=MARKET&quantity=1");
    exchange.advance(2min);
    const std::string first =
        R"([1767225600000,"1.500000","2.500000","1.250000","1.250000","4.000000",1767225659999,)"
        R"("6.750000",3,"3.000000","5.500000","0"])";
    const std::string flat = R"("1.250000","1.250000","1.250000","1.250000","0.000000",)";
    CHECK(text(klines(exchange, "interval=1m").body) ==
          '[' + first + ",[1767225660000," + flat +
              R"(1767225719999,"0.000000",0,"0.000000","0.000000","0"],[1767225720000,)" + flat +
              R"(1767225779999,"0.000000",0,"0.000000","0.000000","0"]])");
    CHECK(text(klines(exchange, "interval=1m&endTime=1767225659999").body) == '[' + first + ']');
    CHECK(exchange.get("/api/v3/uiKlines", "symbol=DVMUSD&interval=1m").body ==
          klines(exchange, "interval=1m").body);
    const json::value month = klines(exchange, "interval=1M&limit=1").body;
    CHECK(month.at(0).at(0) == 1'767'225'600'000);
    CHECK(month.at(0).at(6) == 1'769'903'999'999);
    CHECK(month.at(0).at(8) == 3);
}

TEST_CASE("klines are the first after a start, else the last", "[rest]") {
    RunningDialect exchange;
    trade(exchange, "1", "1.5");
    exchange.advance(1h);
    const auto opens = [&](const std::string& query) {
        std::vector<std::int64_t> times;
        for (const json::value& row : klines(exchange, query).body.as_array())
            times.push_back((row.at(0).as_int64() - 1'767'225'600'000) / 60'000);
        return times;
    };
    using Opens = std::vector<std::int64_t>;
    CHECK(opens("interval=1m&limit=2") == Opens{59, 60});
    CHECK(opens("interval=1m&limit=2&endTime=1767225720000") == Opens{1, 2});
    CHECK(opens("interval=1m&limit=2&startTime=1767225600001") == Opens{1, 2});
    CHECK(opens("interval=1m&startTime=1767225660000&endTime=1767225719999") == Opens{1});
    CHECK(opens("interval=1m&startTime=1767225720000&endTime=1767225660000").empty());
    CHECK(opens("interval=1m&startTime=9223372036854775807").empty());
    CHECK(opens("interval=1m&startTime=0&limit=1") == Opens{0});
    CHECK(opens("interval=1m&endTime=0").empty());
    CHECK(opens("interval=1m").size() == 61);
    CHECK(opens("interval=1s").size() == 500);
    CHECK(opens("interval=1s&limit=1000").size() == 1000);
    // In a time zone half an hour ahead, days begin at half past eleven in the evening.
    CHECK(opens("interval=1d") == Opens{0});
    CHECK(opens("interval=1d&timeZone=0:30") == Opens{-30});
    CHECK(opens("interval=1d&timeZone=-1") == Opens{-23 * 60, 60});
}

TEST_CASE("what is wrong with a question about klines is told", "[rest]") {
    RunningDialect exchange;
    trade(exchange, "1", "1.5");
    for (const char* const interval : {"2m", "1D", "m", "1M1"}) {
        const Reply reply = klines(exchange, std::string{"interval="} + interval);
        CHECK(reply.status == 400);
        CHECK(reply.code() == -1120);
        CHECK(reply.message() == "Invalid interval.");
    }
    CHECK(klines(exchange, "limit=5").code() == -1102);
    CHECK(klines(exchange, "interval=1m&limit=1001").code() == -1130);
    CHECK(klines(exchange, "interval=1m&startTime=soon").code() == -1100);
    for (const char* const zone : {"14:01", "-12:01", "x", "1:60", "1:", "100", "+-1"})
        CHECK(klines(exchange, std::string{"interval=1m&timeZone="} + zone).code() == -1130);
    for (const char* const zone : {"14:00", "-12:00", "8", "%2B05:45", "+5:45", "-1:00"})
        CHECK(klines(exchange, std::string{"interval=1m&timeZone="} + zone).status == 200);
    CHECK(exchange.get("/api/v3/klines", "symbol=NOPE&interval=1m").code() == -1121);
    CHECK(klines(exchange, "interval=1m&fromId=1").code() == -1101);
}

TEST_CASE("the figures of a day are told in full, in brief, for one market and for all", "[rest]") {
    RunningDialect exchange;
    const auto day = [&](const std::string& query) {
        return exchange.get("/api/v3/ticker/24hr", query).body;
    };
    CHECK(text(day(kMarket)) ==
          R"({"symbol":"DVMUSD","priceChange":"0.000000","priceChangePercent":"0.000",)"
          R"("weightedAvgPrice":"0.000000","prevClosePrice":"0.000000","lastPrice":"0.000000",)"
          R"("lastQty":"0.000000","bidPrice":"0.000000","bidQty":"0.000000",)"
          R"("askPrice":"0.000000","askQty":"0.000000","openPrice":"0.000000",)"
          R"("highPrice":"0.000000","lowPrice":"0.000000","volume":"0.000000",)"
          R"("quoteVolume":"0.000000","openTime":1767139200000,"closeTime":1767225600000,)"
          R"("firstId":-1,"lastId":-1,"count":0})");
    trade(exchange, "1", "3");
    exchange.advance(24h + 1min);
    trade(exchange, "2", "2");
    trade(exchange, "1", "1");
    exchange.place(exchange.bob, "side=BUY&type=LIMIT&timeInForce=GTC&quantity=4&price=1");
    exchange.place(exchange.alice, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=5&price=1.5");
    exchange.advance(30s);
    const std::string figures =
        R"("volume":"3.000000","quoteVolume":"5.000000","openTime":1767225660000,)"
        R"("closeTime":1767312090000,"firstId":2,"lastId":3,"count":2})";
    CHECK(text(day(kMarket)) ==
          R"({"symbol":"DVMUSD","priceChange":"-1.000000","priceChangePercent":"-50.000",)"
          R"("weightedAvgPrice":"1.666666","prevClosePrice":"3.000000","lastPrice":"1.000000",)"
          R"("lastQty":"1.000000","bidPrice":"1.000000","bidQty":"4.000000",)"
          R"("askPrice":"1.500000","askQty":"5.000000","openPrice":"2.000000",)"
          R"("highPrice":"2.000000","lowPrice":"1.000000",)" +
              figures);
    const std::string mini = R"({"symbol":"DVMUSD","openPrice":"2.000000","highPrice":"2.000000",)"
                             R"("lowPrice":"1.000000","lastPrice":"1.000000",)" +
                             figures;
    CHECK(text(day("symbol=DVMUSD&type=MINI")) == mini);
    CHECK(text(day("type=MINI")) == '[' + mini + ']');
    CHECK(text(day("symbols=[\"DVMUSD\"]&type=MINI")) == '[' + mini + ']');
    CHECK(day("").at(0) == day(kMarket));
    const Reply wrong = exchange.get("/api/v3/ticker/24hr", "type=HUGE");
    CHECK(wrong.code() == -1139);
    CHECK(wrong.message() == "Invalid ticker type.");
}

TEST_CASE("the average price is of five minutes, then the last one", "[rest]") {
    RunningDialect exchange;
    const auto average = [&] { return text(exchange.get("/api/v3/avgPrice", kMarket).body); };
    CHECK(average() == R"({"mins":5,"price":"0.000000","closeTime":0})");
    trade(exchange, "1", "1");
    trade(exchange, "3", "2");
    CHECK(average() == R"({"mins":5,"price":"1.750000","closeTime":1767225600000})");
    exchange.advance(6min);
    CHECK(average() == R"({"mins":5,"price":"2.000000","closeTime":1767225600000})");
}

TEST_CASE("statistics are told over the WebSocket API as over REST", "[ws_api]") {
    RunningDialect exchange;
    trade(exchange, "2", "1.5");
    exchange.advance(61s);
    const std::string market = R"("symbol":"DVMUSD")";
    const auto result = [&](const std::string& method, const std::string& params) {
        return ask(exchange, method, params).at("result");
    };
    const json::value rows = klines(exchange, "interval=1m&limit=2").body;
    REQUIRE(rows.as_array().size() == 2);
    CHECK(result("klines", market + R"(,"interval":"1m","limit":2)") == rows);
    CHECK(result("uiKlines", market + R"(,"interval":"1m","limit":2)") == rows);
    CHECK(result("ticker.24hr", market) == exchange.get("/api/v3/ticker/24hr", kMarket).body);
    CHECK(result("ticker.24hr", R"("symbols":["DVMUSD"],"type":"MINI")") ==
          exchange.get("/api/v3/ticker/24hr", "type=MINI").body);
    CHECK(result("avgPrice", market) == exchange.get("/api/v3/avgPrice", kMarket).body);
    CHECK(ask(exchange, "klines", market + R"(,"interval":"7m")").at("error").at("code") == -1120);
}

TEST_CASE("a question about statistics weighs as much as is documented", "[rest]") {
    RunningDialect exchange;
    int used = 0;
    const auto weight = [&](const std::string& path, const std::string& query) {
        const Reply reply = exchange.get("/api/v3/" + path, query);
        const int before = used;
        for (const auto& [name, value] : reply.headers)
            if (name == "X-MBX-USED-WEIGHT-1M") used = std::stoi(value);
        return used - before;
    };
    const auto symbols = [](int count) {
        std::string all = "symbols=[\"DVMUSD\"";
        for (int i = 1; i < count; ++i) all += ",\"DVMUSD\"";
        return all + "]";
    };
    CHECK(weight("klines", "symbol=DVMUSD&interval=1m") == 2);
    CHECK(weight("uiKlines", "symbol=DVMUSD&interval=1m") == 2);
    CHECK(weight("avgPrice", kMarket) == 2);
    CHECK(weight("ticker/24hr", kMarket) == 2);
    CHECK(weight("ticker/24hr", "") == 80);
    CHECK(weight("ticker/24hr", symbols(20)) == 2);
    CHECK(weight("ticker/24hr", symbols(21)) == 40);
    CHECK(weight("ticker/24hr", symbols(101)) == 80);
}

TEST_CASE("statistics made again from the log are the same", "[rest]") {
    RunningDialect exchange;
    Random random{5};
    for (int i = 0; i < 100; ++i) {
        trade(exchange, std::to_string(1 + random.below(9)),
              "1." + std::to_string(random.below(9)));
        exchange.advance(std::chrono::seconds{random.below(4000)});
    }
    Projections again;
    for (const Record& record : exchange.log) again.apply(record);
    const MarketCandles& before = *exchange.projections.candles.market(MarketId{1});
    const MarketCandles& after = *again.candles.market(MarketId{1});
    for (std::size_t i = 0; i < kIntervals; ++i) {
        const KlineQuery query{static_cast<Interval>(i), {}, Timestamp{}, {}, 5000, exchange.now()};
        const auto all = gateway::klines(before, query);
        CHECK(all.size() > 0);
        CHECK((gateway::klines(after, query) == all));
    }
    CHECK((day_window(&before, exchange.now()) == day_window(&after, exchange.now())));
    CHECK(exchange.projections.candles.time() == again.candles.time());
}

}  // namespace divmid::gateway
