// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <map>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

// 2026-01-01T00:00Z, when every exchange of these tests begins.
constexpr std::int64_t kStart = 1'767'225'600'000;

std::string order(const std::string& quantity, const std::string& price) {
    return "&type=LIMIT&timeInForce=GTC&quantity=" + quantity + "&price=" + price;
}

void sell(RunningDialect& exchange, const std::string& quantity, const std::string& price) {
    exchange.place(exchange.alice, "side=SELL" + order(quantity, price));
}

void buy(RunningDialect& exchange, const std::string& quantity, const std::string& price) {
    exchange.place(exchange.bob, "side=BUY" + order(quantity, price));
}

void trade(RunningDialect& exchange, const std::string& quantity, const std::string& price) {
    sell(exchange, quantity, price);
    buy(exchange, quantity, price);
}

/// A command that waits in the inbox.
void bob_takes_one(RunningDialect& exchange) {
    exchange.inbox.submit(PlaceOrder{.account = exchange.bob.account,
                                     .key = exchange.bob.key,
                                     .market = MarketId{1},
                                     .side = Side::buy,
                                     .type = OrderType::market,
                                     .client_id = {},
                                     .price = {},
                                     .quantity = Quantity{1'000'000},
                                     .deadline = {}});
}

/// What was told since the last time, as one text.
std::string told(FakeConnection& connection) {
    std::string all;
    for (const std::string& message : connection.socket.told) all += message;
    connection.socket.told.clear();
    return all;
}

/// Bucket, count of trades and whether it is closed, of each kline event.
std::string candles_told(FakeConnection& connection) {
    std::string all;
    while (!connection.socket.told.empty()) {
        const json::value event = connection.socket.take();
        const json::value& kline = event.at("k");
        all += std::to_string(kline.at("t").as_int64() - kStart) + ':' +
               std::to_string(kline.at("n").as_int64()) +
               (kline.at("x").as_bool() ? " closed; " : "; ");
    }
    return all;
}

/// Near the end of a candle of one trade, another one whose record waits for the disk.
std::unique_ptr<FakeConnection> with_late_trade(RunningDialect& exchange) {
    trade(exchange, "1", "1");
    auto client = exchange.connect("/ws/dvmusd@kline_1s");
    sell(exchange, "5", "2");
    exchange.advance(900ms);
    CHECK(candles_told(*client) == "0:1; ");
    bob_takes_one(exchange);
    exchange.apply();
    return client;
}

}  // namespace

TEST_CASE("a candle is told while it changes, and once more when it closes", "[streams]") {
    RunningDialect exchange;
    const auto client = exchange.connect("/ws/dvmusd@kline_1s");
    exchange.advance(2000ms);
    CHECK(told(*client).empty());
    trade(exchange, "2", "1.5");
    trade(exchange, "1", "2.5");
    CHECK(told(*client).empty());
    exchange.advance(250ms);
    CHECK(told(*client) ==
          R"({"e":"kline","E":1767225602250,"s":"DVMUSD","k":{"t":1767225602000,)"
          R"("T":1767225602999,"s":"DVMUSD","i":"1s","f":1,"L":2,"o":"1.500000",)"
          R"("c":"2.500000","h":"2.500000","l":"1.500000","v":"3.000000","n":2,"x":false,)"
          R"("q":"5.500000","V":"3.000000","Q":"5.500000","B":"0"}})");
    exchange.advance(250ms);
    CHECK(told(*client).empty());
    exchange.advance(750ms);
    CHECK(told(*client).empty());
    exchange.advance(250ms);
    CHECK(candles_told(*client) == "2000:2 closed; ");
    exchange.advance(1000ms);
    const json::value flat = client->socket.take();
    CHECK(json::serialize(flat.at("k")) ==
          R"({"t":1767225603000,"T":1767225603999,"s":"DVMUSD","i":"1s","f":-1,"L":-1,)"
          R"("o":"2.500000","c":"2.500000","h":"2.500000","l":"2.500000","v":"0.000000","n":0,)"
          R"("x":true,"q":"0.000000","V":"0.000000","Q":"0.000000","B":"0"})");
    CHECK(client->socket.told.empty());
}

TEST_CASE("every candle is closed within a second of its end by the clock alone", "[streams]") {
    RunningDialect exchange;
    trade(exchange, "1", "1");
    const auto client = exchange.connect("/ws/dvmusd@kline_1s");
    std::string all;
    for (int quarter = 0; quarter < 20; ++quarter) {
        exchange.advance(250ms);
        while (!client->socket.told.empty()) {
            const json::value event = client->socket.take();
            const std::int64_t late =
                event.at("E").as_int64() - event.at("k").at("T").as_int64() - 1;
            if (!event.at("k").at("x").as_bool()) continue;
            CHECK(late >= 0);
            CHECK(late <= 1000);
            all += std::to_string(event.at("k").at("t").as_int64() - kStart) + ' ';
        }
    }
    CHECK(all == "0 1000 2000 3000 ");
}

TEST_CASE("the first trade ever is in a candle that is told, whenever it comes", "[streams]") {
    for (const auto into_the_second : {0ms, 1ms, 499ms, 751ms, 999ms}) {
        RunningDialect exchange;
        const auto client = exchange.connect("/ws/dvmusd@kline_1s");
        for (int i = 0; i < 12; ++i) exchange.advance(250ms);
        exchange.advance(into_the_second);
        trade(exchange, "1", "2");
        for (int i = 0; i < 8; ++i) exchange.advance(250ms);
        const std::string all = candles_told(*client);
        INFO(into_the_second.count() << ": " << all);
        CHECK(all.find("3000:1 closed") != std::string::npos);
        CHECK(all.find("2000:") == std::string::npos);
    }
}

TEST_CASE("who begins to listen just before a candle's end hears it close", "[streams]") {
    RunningDialect exchange;
    trade(exchange, "1", "2");
    exchange.advance(999ms);
    const auto client = exchange.connect("/ws/dvmusd@kline_1s");
    for (int i = 0; i < 8; ++i) exchange.advance(250ms);
    CHECK(candles_told(*client).find("0:1 closed") != std::string::npos);
}

TEST_CASE("a record of the next candle closes the one before at once", "[streams]") {
    RunningDialect exchange;
    trade(exchange, "1", "1");
    const auto client = exchange.connect("/ws/dvmusd@kline_1m");
    exchange.advance(250ms);
    CHECK(candles_told(*client) == "0:1; ");
    exchange.advance(60s);
    CHECK(candles_told(*client).empty());
    trade(exchange, "1", "1");
    exchange.advance(250ms);
    CHECK(candles_told(*client) == "0:1 closed; 60000:1; ");
}

TEST_CASE("a candle stays open while a trade of it may be on its way to the disk", "[streams]") {
    RunningDialect exchange;
    const auto client = with_late_trade(exchange);
    // It is on its way to the disk, for longer than a candle waits otherwise.
    const auto step = [&](std::chrono::milliseconds time) {
        exchange.clock.advance(time);
        exchange.reactor.run_ready(1000);
    };
    step(350ms);
    CHECK(candles_told(*client).empty());
    for (int quarter = 0; quarter < 8; ++quarter) step(250ms);
    CHECK(candles_told(*client).empty());
    exchange.release();
    exchange.advance(250ms);
    CHECK(candles_told(*client) == "0:2 closed; 1000:0 closed; 2000:0 closed; ");
    // What is asked for says the same.
    const json::value rows =
        exchange.get("/api/v3/klines", "symbol=DVMUSD&interval=1s&limit=4").body;
    CHECK(rows.at(0).at(8) == 2);
    CHECK(rows.at(1).at(8) == 0);
    CHECK(rows.at(1).at(1) == "2.000000");
}

TEST_CASE("what is released late, but before its candle closes, is in it", "[streams]") {
    RunningDialect exchange;
    const auto client = with_late_trade(exchange);
    exchange.clock.advance(300ms);
    exchange.reactor.run_ready(1000);
    exchange.release();
    exchange.advance(50ms);
    CHECK(candles_told(*client) == "0:2; ");
    exchange.advance(250ms);
    CHECK(candles_told(*client) == "0:2 closed; ");
}

TEST_CASE("candles of a zone have its days", "[streams]") {
    RunningDialect exchange;
    trade(exchange, "1", "1");
    const auto client = exchange.connect("/ws/dvmusd@kline_1d@%2B08:00");
    exchange.advance(250ms);
    CHECK(client->socket.take().at("k").at("t") == kStart - 8 * 3'600'000);
}

TEST_CASE("the day's figures are told each second in which they changed", "[streams]") {
    RunningDialect exchange;
    const auto full = exchange.connect("/ws/dvmusd@ticker");
    const auto mini = exchange.connect("/stream", "streams=dvmusd@miniTicker");
    exchange.advance(1000ms);
    // Whoever begins to listen is told how it stands.
    CHECK(full->socket.take().at("n") == 0);
    CHECK(mini->socket.take().at("data").at("v") == "0.000000");
    trade(exchange, "2", "2");
    trade(exchange, "1", "1");
    sell(exchange, "4", "1.5");
    exchange.advance(1000ms);
    CHECK(told(*full) ==
          R"({"e":"24hrTicker","E":1767225602000,"s":"DVMUSD","p":"-1.000000","P":"-50.000",)"
          R"("w":"1.666666","x":"0.000000","c":"1.000000","Q":"1.000000","b":"0.000000",)"
          R"("B":"0.000000","a":"1.500000","A":"4.000000","o":"2.000000","h":"2.000000",)"
          R"("l":"1.000000","v":"3.000000","q":"5.000000","O":1767139200000,"C":1767225602000,)"
          R"("F":1,"L":2,"n":2})");
    CHECK(told(*mini) ==
          R"({"stream":"dvmusd@miniTicker","data":{"e":"24hrMiniTicker","E":1767225602000,)"
          R"("s":"DVMUSD","c":"1.000000","o":"2.000000","h":"2.000000","l":"1.000000",)"
          R"("v":"3.000000","q":"5.000000"}})");
    exchange.advance(1000ms);
    CHECK(told(*full).empty());
    // A change of the book is in the full figures only.
    sell(exchange, "1", "1.4");
    exchange.advance(1000ms);
    CHECK(full->socket.take().at("a") == "1.400000");
    CHECK(told(*mini).empty());
    // The window slides past the trades.
    exchange.advance(24h + 1min);
    CHECK(full->socket.take().at("n") == 0);
    CHECK(mini->socket.take().at("data").at("c") == "1.000000");
}

TEST_CASE("the tickers of all markets tell of those that changed", "[streams]") {
    RunningDialect exchange;
    exchange.list_market("NEWUSD");
    const auto full = exchange.connect("/ws/!ticker@arr");
    const auto mini = exchange.connect("/ws/!miniTicker@arr");
    exchange.advance(1000ms);
    CHECK(full->socket.take().as_array().size() == 2);
    CHECK(mini->socket.take().as_array().size() == 2);
    exchange.advance(1000ms);
    CHECK(told(*full) + told(*mini) == "");
    trade(exchange, "1", "3");
    exchange.advance(1000ms);
    const json::value changed = mini->socket.take();
    REQUIRE(changed.as_array().size() == 1);
    CHECK(changed.at(0).at("s") == "DVMUSD");
    CHECK(changed.at(0).at("e") == "24hrMiniTicker");
    CHECK(full->socket.take().at(0).at("e") == "24hrTicker");
}

TEST_CASE("the average price is told when it changed", "[streams]") {
    RunningDialect exchange;
    const auto client = exchange.connect("/ws/dvmusd@avgPrice");
    exchange.advance(1000ms);
    CHECK(told(*client).empty());
    trade(exchange, "1", "1");
    trade(exchange, "3", "2");
    exchange.advance(1000ms);
    CHECK(told(*client) ==
          R"({"e":"avgPrice","E":1767225602000,"s":"DVMUSD","i":"5m","w":"1.750000",)"
          R"("T":1767225601000})");
    exchange.advance(1000ms);
    CHECK(told(*client).empty());
    exchange.advance(6min);
    CHECK(client->socket.take().at("w") == "2.000000");
}

TEST_CASE("every change of the best bid and ask is told at once, and nothing else", "[streams]") {
    RunningDialect exchange;
    const auto client = exchange.connect("/ws/dvmusd@bookTicker");
    exchange.advance(100ms);
    CHECK(told(*client) ==
          R"({"u":0,"s":"DVMUSD","b":"0.000000","B":"0.000000","a":"0.000000","A":"0.000000"})");
    sell(exchange, "4", "2");
    CHECK(told(*client) ==
          R"({"u":1,"s":"DVMUSD","b":"0.000000","B":"0.000000","a":"2.000000","A":"4.000000"})");
    sell(exchange, "4", "3");
    CHECK(told(*client).empty());
    buy(exchange, "1", "2");
    CHECK(client->socket.take().at("A") == "3.000000");
    buy(exchange, "1", "1");
    const json::value last = client->socket.take();
    CHECK(last.at("b") == "1.000000");
    CHECK(last.at("u") == exchange.get("/api/v3/depth", "symbol=DVMUSD").body.at("lastUpdateId"));
    exchange.advance(10s);
    CHECK(told(*client).empty());
}

TEST_CASE("the best levels are told once an interval in which the book changed", "[streams]") {
    RunningDialect exchange;
    for (int i = 0; i < 30; ++i) sell(exchange, "1", "2." + std::to_string(100 + i));
    const auto slow = exchange.connect("/stream", "streams=dvmusd@depth5/dvmusd@depth20@1000ms");
    const auto fast = exchange.connect("/ws/dvmusd@depth10@100ms");
    exchange.advance(100ms);
    CHECK(slow->socket.told.empty());
    const json::value first = fast->socket.take();
    CHECK(first == exchange.get("/api/v3/depth", "symbol=DVMUSD&limit=10").body);
    CHECK(first.at("asks").as_array().size() == 10);
    exchange.advance(900ms);
    std::map<std::string, std::size_t> levels;
    while (!slow->socket.told.empty()) {
        const json::value event = slow->socket.take();
        levels[json::value_to<std::string>(event.at("stream"))] =
            event.at("data").at("asks").as_array().size();
    }
    CHECK(levels ==
          std::map<std::string, std::size_t>{{"dvmusd@depth20@1000ms", 20}, {"dvmusd@depth5", 5}});
    CHECK(fast->socket.told.empty());
    // Nothing changes: nobody has a timer.
    CHECK_FALSE(exchange.reactor.next_deadline());
    buy(exchange, "1", "1");
    CHECK(exchange.reactor.next_deadline());
    exchange.advance(100ms);
    CHECK(fast->socket.take().at("bids").at(0).at(0) == "1.000000");
    exchange.advance(900ms);
    CHECK(slow->socket.told.size() == 2);
}

TEST_CASE("streams that nobody listens to have no timers", "[streams]") {
    RunningDialect exchange;
    CHECK_FALSE(exchange.reactor.next_deadline());
    {
        const auto client = exchange.connect(
            "/ws/dvmusd@kline_1s/dvmusd@ticker/!miniTicker@arr/dvmusd@avgPrice/"
            "dvmusd@bookTicker/dvmusd@depth5");
        CHECK(exchange.reactor.next_deadline());
        trade(exchange, "1", "1");
    }
    exchange.advance(1000ms);
    CHECK_FALSE(exchange.reactor.next_deadline());
    trade(exchange, "1", "1");
    CHECK_FALSE(exchange.reactor.next_deadline());
    const auto client = exchange.connect("/ws/dvmusd@kline_1s");
    exchange.advance(250ms);
    CHECK(candles_told(*client) == "1000:1; ");
}

TEST_CASE("standings of a market that is listed later are told from then on", "[streams]") {
    RunningDialect exchange;
    const auto client = exchange.connect(
        "/stream", "streams=newusd@kline_1m/newusd@ticker/newusd@bookTicker/newusd@depth5@100ms");
    exchange.advance(1000ms);
    CHECK(told(*client).empty());
    exchange.list_market("NEWUSD");
    for (const std::string side : {"SELL", "BUY"})
        exchange.ask(exchange.alice, "POST", "/api/v3/order",
                     "symbol=NEWUSD&selfTradePreventionMode=NONE&side=" + side + order("1", "1"));
    exchange.advance(1000ms);
    const std::string all = told(*client);
    for (const char* const event : {"kline_1m", "ticker", "bookTicker", "depth5@100ms"})
        CHECK_THAT(all, Catch::Contains(R"("stream":"newusd@)" + std::string{event} + '"'));
}

TEST_CASE("names near to those of standings stay silent", "[streams]") {
    RunningDialect exchange;
    const auto client = exchange.connect(
        "/ws/dvmusd@kline_2m/dvmusd@kline_/DVMUSD@ticker/dvmusd@depth7/dvmusd@depth5@10ms/"
        "!ticker/@ticker/dvmusd@tickers");
    trade(exchange, "1", "1");
    exchange.advance(2s);
    CHECK(told(*client).empty());
}

}  // namespace divmid::gateway
