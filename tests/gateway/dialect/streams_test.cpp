// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <set>

#include "gateway/dialect/stream_conversation.hpp"
#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

void trade_once(RunningDialect& exchange) {
    exchange.place(exchange.alice, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=2");
    exchange.place(exchange.bob, "side=BUY&type=MARKET&quantity=1");
}

std::string subscribe_to(std::size_t count) {
    std::string names;
    for (std::size_t i = 0; i < count; ++i)
        names += (i == 0 ? "\"s" : ",\"s") + std::to_string(i) + '"';
    return R"({"method":"SUBSCRIBE","params":[)" + names + R"(],"id":1})";
}

}  // namespace

TEST_CASE("a raw stream carries events, a combined one carries their name too", "[streams]") {
    RunningDialect exchange;
    const auto raw = exchange.connect("/ws/dvmusd@trade");
    const auto combined = exchange.connect("/stream", "streams=dvmusd@trade/dvmusd@depth@100ms");
    const auto fine = exchange.connect("/ws/dvmusd@trade", "timeUnit=MICROSECOND");
    trade_once(exchange);
    const std::string event =
        R"({"e":"trade","E":1767225600000,"s":"DVMUSD","t":1,"p":"2.000000","q":"1.000000",)"
        R"("T":1767225600000,"m":false,"M":true})";
    REQUIRE(raw->socket.told.size() == 1);
    CHECK(raw->socket.told.front() == event);
    REQUIRE(combined->socket.told.size() == 1);
    CHECK(combined->socket.told.front() == R"({"stream":"dvmusd@trade","data":)" + event + "}");
    CHECK(fine->socket.take().at("T") == 1767225600000000);

    exchange.advance(100ms);
    REQUIRE(combined->socket.told.size() == 2);
    CHECK(combined->socket.told.back() ==
          R"({"stream":"dvmusd@depth@100ms","data":{"e":"depthUpdate","E":1767225600100,)"
          R"("s":"DVMUSD","U":1,"u":2,"b":[],"a":[["2.000000","0.000000"]]}})");
}

TEST_CASE("an event is encoded once and shared by everybody who wants it so", "[streams]") {
    RunningDialect exchange;
    const auto one = exchange.connect("/ws/dvmusd@trade");
    const auto other = exchange.connect("/ws/dvmusd@trade");
    trade_once(exchange);
    REQUIRE(one->socket.frames.size() == 1);
    CHECK(one->socket.frames.front() == other->socket.frames.front());
}

TEST_CASE("subscriptions come, go and are listed, with the id as it was sent", "[streams]") {
    RunningDialect exchange;
    const auto client = exchange.connect("/ws/0");
    const auto answer = [&](std::string_view message) {
        client->say(message);
        std::string told = client->socket.told.front();
        client->socket.told.pop_front();
        return told;
    };
    CHECK(answer(R"({"method":"SUBSCRIBE","params":["dvmusd@trade","x@y"],"id":1})") ==
          R"({"result":null,"id":1})");
    CHECK(answer(R"({"method":"SUBSCRIBE","params":["dvmusd@trade"],"id":"again"})") ==
          R"({"result":null,"id":"again"})");
    CHECK(answer(R"({"method":"LIST_SUBSCRIPTIONS","id":null})") ==
          R"({"result":["0","dvmusd@trade","x@y"],"id":null})");
    trade_once(exchange);
    CHECK(client->socket.told.size() == 1);
    client->socket.told.clear();
    CHECK(answer(R"({"method":"UNSUBSCRIBE","params":["dvmusd@trade","never"],"id":2})") ==
          R"({"result":null,"id":2})");
    CHECK(answer(R"({"method":"LIST_SUBSCRIPTIONS","id":3})") ==
          R"({"result":["0","x@y"],"id":3})");
    trade_once(exchange);
    CHECK(client->socket.told.empty());
}

TEST_CASE("a bad message gets code 2 or 3, and the connection stays", "[streams]") {
    RunningDialect exchange;
    const auto client = exchange.connect("/ws");
    const auto code = [&](std::string_view message) {
        client->say(message);
        return client->socket.take().at("code").as_int64();
    };
    CHECK(code("{") == 3);
    CHECK(code("hello") == 3);
    CHECK(code(R"({"method":"SHOUT","params":[],"id":1})") == 2);
    CHECK(code(R"({"params":[],"id":1})") == 2);
    CHECK(code(R"({"method":"SUBSCRIBE","params":{},"id":1})") == 2);
    CHECK(code(R"({"method":"SUBSCRIBE","params":[1],"id":1})") == 2);
    CHECK(code(R"({"method":"SUBSCRIBE","params":["a"],"id":1.5})") == 2);
    client->say(R"({"method":"SUBSCRIBE","params":["dvmusd@trade"],"id":1})");
    CHECK(client->socket.take().at("result").is_null());
}

TEST_CASE("a connection listens to at most so many streams", "[streams]") {
    RunningDialect exchange;
    const auto client = exchange.connect("/stream");
    client->say(subscribe_to(StreamLimits{}.streams));
    CHECK(client->socket.take().at("result").is_null());
    client->say(R"({"method":"SUBSCRIBE","params":["s1"],"id":1})");
    CHECK(client->socket.take().at("result").is_null());
    client->say(R"({"method":"SUBSCRIBE","params":["one more"],"id":1})");
    CHECK(client->socket.take().at("code") == 2);
}

TEST_CASE("a message with too many or too long names does nothing, and the connection stays",
          "[streams]") {
    RunningDialect exchange;
    const std::string longest(StreamConversation::kNameMost, 'n');
    const auto client = exchange.connect("/stream", "streams=" + longest + "n/" + longest);
    client->say(subscribe_to(StreamLimits{}.streams + 1));
    CHECK(client->socket.take().at("code") == 2);
    client->say(R"({"method":"SUBSCRIBE","params":["a",")" + longest + R"(n"],"id":1})");
    CHECK(client->socket.take().at("code") == 2);
    client->say(R"({"method":"LIST_SUBSCRIPTIONS","id":1})");
    CHECK(client->socket.take().at("result") == json::array{longest});
}

TEST_CASE("a stream connection that says too much in a second is closed", "[streams]") {
    RunningDialect exchange;
    const auto client = exchange.connect("/ws");
    for (int second = 0; second < 2; ++second) {
        for (unsigned i = 0; i < StreamLimits{}.messages_per_second; ++i)
            client->say(R"({"method":"LIST_SUBSCRIPTIONS","id":1})");
        CHECK(client->socket.closed_with == 0);
        exchange.advance(1000ms);
    }
    client->socket.told.clear();
    for (unsigned i = 0; i <= StreamLimits{}.messages_per_second; ++i) client->say("?");
    CHECK(client->socket.closed_with == 1008);
    CHECK(client->socket.told.size() == StreamLimits{}.messages_per_second);
}

TEST_CASE("any path below /ws is a stream socket, and no other path is a socket", "[streams]") {
    RunningDialect exchange;
    for (const std::string_view path : {"/ws", "/ws/", "/ws/0", "/ws/a@b/c@d", "/stream",
                                        "/stream/", "/ws-api/v3", "/ws-api/v3/"})
        CHECK(exchange.connect(path));
    for (const std::string_view path :
         {"/", "/wsx", "/streams", "/ws-api", "/ws-api/v4", "/api/v3/ping", "/stream/x"})
        CHECK_FALSE(exchange.connect(path));
    CHECK_FALSE(exchange.connect("/ws", "timeUnit=DAY"));
}

TEST_CASE("a batch holds every level of its numbers, though nobody listened for a while",
          "[streams]") {
    RunningDialect exchange;
    const std::string sell = "side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=";
    {
        const auto first = exchange.connect("/ws/dvmusd@depth");
        exchange.place(exchange.alice, sell + "2");
    }
    const Reply snapshot = exchange.get("/api/v3/depth", "symbol=DVMUSD");
    CHECK(snapshot.body.at("lastUpdateId") == 1);
    exchange.place(exchange.alice, sell + "3");
    const auto client = exchange.connect("/ws/dvmusd@depth");
    exchange.place(exchange.alice, sell + "4");
    exchange.advance(1000ms);
    CHECK(client->socket.told.at(0) ==
          R"({"e":"depthUpdate","E":1767225601000,"s":"DVMUSD","U":1,"u":3,"b":[],)"
          R"("a":[["2.000000","1.000000"],["3.000000","1.000000"],["4.000000","1.000000"]]})");
}

TEST_CASE("a connection that goes leaves no subscription behind", "[streams]") {
    RunningDialect exchange;
    trade_once(exchange);
    const std::size_t before = exchange.feeds.subscriptions().size();
    for (int i = 0; i < 10; ++i) CHECK(exchange.connect("/ws/dvmusd@trade/nothing@at/all"));
    CHECK(exchange.feeds.subscriptions().size() == before);
    trade_once(exchange);
}

TEST_CASE("a stream of a market that is listed later begins to speak then", "[streams]") {
    RunningDialect exchange;
    const auto client = exchange.connect("/ws/newusd@depth@100ms");
    exchange.list_market("NEWUSD");
    exchange.ask(exchange.alice, "POST", "/api/v3/order",
                 "symbol=NEWUSD&side=BUY&type=LIMIT_MAKER&quantity=1&price=1");
    exchange.advance(100ms);
    CHECK(client->socket.take().at("s") == "NEWUSD");
}

}  // namespace divmid::gateway
