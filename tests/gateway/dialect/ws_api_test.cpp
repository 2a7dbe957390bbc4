// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "gateway/dialect/query_string.hpp"
#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

const RunningDialect::Params kBid{{"symbol", "\"DVMUSD\""},  {"side", "\"BUY\""},
                                  {"type", "\"LIMIT\""},     {"timeInForce", "\"GTC\""},
                                  {"quantity", "\"10.00\""}, {"price", "\"1.5\""}};

json::value answer(RunningDialect& exchange, FakeConnection& connection, std::string_view message) {
    connection.say(message);
    exchange.settle();
    return connection.socket.take();
}

}  // namespace

TEST_CASE("an order over the WebSocket API is answered as over REST", "[ws_api]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    const json::value placed = answer(
        exchange, *connection, exchange.signed_message(exchange.alice, "7", "order.place", kBid));
    CHECK(json::serialize(placed) ==
          R"({"id":7,"status":200,"result":{"symbol":"DVMUSD","orderId":1,"orderListId":-1,)"
          R"("clientOrderId":"auto:1:1","transactTime":1767225600000,"price":"1.500000",)"
          R"("origQty":"10.000000","executedQty":"0.000000","origQuoteOrderQty":"0.000000",)"
          R"("cummulativeQuoteQty":"0.000000","status":"NEW","timeInForce":"GTC","type":"LIMIT",)"
          R"("side":"BUY","workingTime":1767225600000,"selfTradePreventionMode":"EXPIRE_MAKER",)"
          R"("fills":[]},"rateLimits":[{"rateLimitType":"ORDERS","interval":"SECOND",)"
          R"("intervalNum":10,"limit":60000000,"count":1},{"rateLimitType":"ORDERS",)"
          R"("interval":"DAY","intervalNum":1,"limit":60000000,"count":1},)"
          R"({"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE",)"
          R"("intervalNum":1,"limit":60000000,"count":1}]})");

    const RunningDialect::Params order{{"symbol", "\"DVMUSD\""}, {"orderId", "1"}};
    const json::value found =
        answer(exchange, *connection,
               exchange.signed_message(exchange.alice, "8", "v3/order.status", order));
    CHECK(found.at("result").at("status") == "NEW");
    const json::value open =
        answer(exchange, *connection,
               exchange.signed_message(exchange.alice, "9", "openOrders.status", {}));
    CHECK(open.at("result").at(0) == found.at("result"));
    const json::value canceled =
        answer(exchange, *connection,
               exchange.signed_message(exchange.alice, "10", "order.cancel", order));
    CHECK(canceled.at("result").at("status") == "CANCELED");
    const json::value refused =
        answer(exchange, *connection,
               exchange.signed_message(exchange.alice, "11", "order.cancel", order));
    CHECK(refused.at("status") == 400);
    CHECK(json::serialize(refused.at("error")) == R"({"code":-2011,"msg":"Unknown order sent."})");
    CHECK(answer(exchange, *connection,
                 exchange.signed_message(exchange.alice, "12", "account.status", {}))
              .at("result")
              .at("accountType") == "SPOT");
    CHECK(answer(exchange, *connection,
                 exchange.signed_message(exchange.alice, "13", "order.test", kBid))
              .at("result")
              .as_object()
              .empty());
    CHECK(answer(
              exchange, *connection,
              exchange.signed_message(exchange.alice, "14", "myTrades", {{"symbol", "\"DVMUSD\""}}))
              .at("result")
              .as_array()
              .empty());
}

TEST_CASE("market data needs no key", "[ws_api]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    const auto result = [&](std::string_view method, std::string_view params) {
        const json::value told = answer(exchange, *connection,
                                        R"({"id":1,"method":")" + std::string{method} +
                                            R"(","params":)" + std::string{params} + "}");
        CHECK(told.at("status") == 200);
        return told.at("result");
    };
    CHECK(result("ping", "{}").as_object().empty());
    CHECK(result("time", "{}").at("serverTime") == 1767225600000);
    CHECK(result("depth", R"({"symbol":"DVMUSD","limit":5})").at("lastUpdateId") == 0);
    CHECK(result("trades.recent", R"({"symbol":"DVMUSD"})").as_array().empty());
    CHECK(result("exchangeInfo", R"({"symbols":["DVMUSD"]})").at("symbols").as_array().size() == 1);
    CHECK(result("ticker.book", R"({"symbol":"DVMUSD"})").at("symbol") == "DVMUSD");
    CHECK(result("ticker.price", "{}").as_array().size() == 1);
}

TEST_CASE("an id comes back as it was sent", "[ws_api]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    for (const std::string id : {"1", "-9223372036854775808", "\"a\"", "null", "\"1\"",
                                 "\"\\u00e9\\n\"", "\"123456789012345678901234567890123456\""}) {
        connection->say(R"({"id":)" + id + R"(,"method":"ping"})");
        const std::string told = connection->socket.told.front();
        connection->socket.told.pop_front();
        CHECK(told.starts_with(R"({"id":)" + id + R"(,"status":200,"result":{})"));
    }
    CHECK(answer(exchange, *connection, R"({"method":"ping"})").at("id").is_null());
    for (const std::string id :
         {"1.5", "true", "{}", "[1]", "01", "1e3", "\"1234567890123456789012345678901234567\""}) {
        const json::value told =
            answer(exchange, *connection, R"({"id":)" + id + R"(,"method":"ping"})");
        CHECK(told.at("status") == 400);
        CHECK(told.at("id").is_null());
    }
}

TEST_CASE("what is no request is refused, and the connection stays", "[ws_api]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    const auto code = [&](std::string_view message) {
        const json::value told = answer(exchange, *connection, message);
        CHECK(told.at("status") == 400);
        return told.at("error").at("code").as_int64();
    };
    for (const std::string_view message :
         {"", " ", "x", "1", "[]", "null", "{", "{\"id\":1", "{\"id\":1,}", "{\"id\":1} {}",
          "{\"id\" 1}", "{\"id\":1,\"method\":\"ping\"}}", "{\"id\":tru}", "\xff\xfe",
          "{\"id\":1,\"method\":\"p\\q\"}"})
        CHECK(code(message) < 0);
    CHECK(code("not json") == -1135);
    CHECK(code(R"({"id":1})") == -1102);
    CHECK(code(R"({"id":1,"method":5})") == -1102);
    CHECK(code(R"({"id":1,"method":"order.fly"})") == -1020);
    CHECK(code(R"({"id":1,"method":"ping","params":[]})") == -1130);
    CHECK(code(R"({"id":1,"method":"ping","params":{"a":{}}})") == -1130);
    CHECK(code(R"({"id":1,"method":"ping","params":{"a":01}})") == -1135);
    CHECK(code(R"({"id":1,"method":"ping","params":{"a":1}})") == -1101);
    CHECK(code(R"({"id":1,"method":"depth","params":{"symbol":"DVMUSD","symbol":"X"}})") == -1101);
    CHECK(code(R"({"id":1,"method":"depth","params":{"symbol":null}})") == -1102);
    CHECK(answer(exchange, *connection, R"({"id":1,"method":"ping"})").at("status") == 200);
    CHECK(connection->socket.closed_with == 0);
}

TEST_CASE("a member that is unknown or comes twice is refused, and the answer has the id",
          "[ws_api]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    const auto check = [&](std::string_view message, int code) {
        INFO(message);
        const json::value told = answer(exchange, *connection, message);
        CHECK(told.at("id") == 7);
        CHECK(told.at("status") == 400);
        CHECK(told.at("error").at("code") == code);
    };
    check(R"({"id":7,"method":"ping","foo":1})", -1103);
    check(R"({"foo":{"id":[1,{}]},"method":"ping","id":7})", -1103);
    check(R"({"id":7,"method":"ping","params":{},"params":{}})", -1101);
    check(R"({"id":7,"method":"ping","method":"time"})", -1101);
    check(R"({"id":7,"id":8,"method":"ping"})", -1101);
    check(R"({"params":[],"method":"ping","id":7})", -1130);
    check(R"({"params":{"a":{"b":[{}]},"c":1},"method":"ping","id":7})", -1130);
    check(R"({"method":5,"id":7})", -1102);

    const auto streams = exchange.connect("/ws/0");
    streams->say(R"({"params":["dvmusd@trade"],"foo":1,"method":"SUBSCRIBE","id":7})");
    CHECK(streams->socket.told.front() ==
          R"({"code":2,"msg":"Invalid request: unknown field","id":7})");
}

TEST_CASE("rate limits are left out when asked, by parameter or by URL", "[ws_api]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    CHECK(answer(exchange, *connection, R"({"id":1,"method":"ping"})")
              .as_object()
              .contains("rateLimits"));
    CHECK_FALSE(answer(exchange, *connection,
                       R"({"id":1,"method":"ping","params":{"returnRateLimits":false}})")
                    .as_object()
                    .contains("rateLimits"));
    RunningDialect::Params order = kBid;
    order.emplace_back("returnRateLimits", "false");
    CHECK_FALSE(answer(exchange, *connection,
                       exchange.signed_message(exchange.alice, "1", "order.place", order))
                    .as_object()
                    .contains("rateLimits"));
    const auto quiet = exchange.connect("/ws-api/v3", "returnRateLimits=false");
    CHECK_FALSE(
        answer(exchange, *quiet, R"({"id":1,"method":"ping"})").as_object().contains("rateLimits"));
}

TEST_CASE("too much weight on the WebSocket API says when to come back", "[ws_api]") {
    RunningDialect exchange{RateLimits{.weight_per_minute = 1}};
    const auto connection = exchange.connect("/ws-api/v3");
    answer(exchange, *connection, R"({"id":1,"method":"ping"})");
    const json::value told = answer(exchange, *connection, R"({"id":2,"method":"ping"})");
    CHECK(told.at("status") == 429);
    CHECK(told.at("error").at("code") == -1003);
    CHECK(json::serialize(told.at("error").at("data")) ==
          R"({"serverTime":1767225600000,"retryAfter":1767225660000})");
}

TEST_CASE("who asks for answers in a binary form is refused at the handshake", "[ws_api]") {
    RunningDialect exchange;
    CHECK_FALSE(exchange.connect("/ws-api/v3", "responseFormat=sbe&sbeSchemaId=3"));
    CHECK(exchange.last_refusal.status == 406);
    CHECK(exchange.last_refusal.body == R"({"code":-1154,"msg":"SBE is not enabled."})");
    CHECK(exchange.connect("/ws-api/v3", "responseFormat=json"));
}

TEST_CASE("a signature is accepted over plain and over percent-encoded values", "[ws_api]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    const auto send = [&](const std::string& client_id, const std::string& signed_as) {
        const std::string payload =
            "apiKey=" + exchange.alice.key_name + "&newClientOrderId=" + signed_as +
            "&price=1&quantity=10&side=BUY&symbol=DVMUSD&timestamp=" + exchange.milliseconds() +
            "&type=LIMIT_MAKER";
        const std::string message =
            R"({"id":1,"method":"order.place","params":{"symbol":"DVMUSD","side":"BUY",)"
            R"("type":"LIMIT_MAKER","quantity":"10","price":1,"newClientOrderId":")" +
            client_id + R"(","apiKey":")" + exchange.alice.key_name + R"(","timestamp":)" +
            exchange.milliseconds() + R"(,"signature":")" + sign(exchange.alice, payload) +
            R"("}})";
        return answer(exchange, *connection, message);
    };
    CHECK(send("a/b:1", "a/b:1").at("status") == 200);
    CHECK(send("a/b:2", "a%2Fb%3A2").at("status") == 200);
    CHECK(send("a/b:3", "a/b:4").at("error").at("code") == -1022);
}

TEST_CASE("a number counts in the signature as it stands in the message", "[ws_api]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    RunningDialect::Params order = kBid;
    order.emplace_back("recvWindow", "5000.000");
    CHECK(answer(exchange, *connection,
                 exchange.signed_message(exchange.alice, "1", "order.place", order))
              .at("status") == 200);
}

TEST_CASE(
    "answers come in the order of requests, and a query sees what became of the commands "
    "before it",
    "[ws_api]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    const RunningDialect::Params first{{"symbol", "\"DVMUSD\""}, {"orderId", "1"}};
    connection->say(exchange.signed_message(exchange.alice, "1", "order.place", kBid));
    connection->say(exchange.signed_message(exchange.alice, "2", "order.status", first));
    connection->say(exchange.signed_message(exchange.alice, "3", "openOrders.status", {}));
    connection->say(exchange.signed_message(exchange.alice, "4", "order.cancel", first));
    connection->say("no request");
    connection->say(exchange.signed_message(exchange.alice, "5", "openOrders.status", {}));
    connection->say(R"({"id":6,"method":"ping"})");
    CHECK(connection->socket.told.empty());
    exchange.apply();
    CHECK(connection->socket.told.empty());
    exchange.settle();
    REQUIRE(connection->socket.told.size() == 7);
    CHECK(connection->socket.take().at("id") == 1);
    CHECK(connection->socket.take().at("result").at("orderId") == 1);
    CHECK(connection->socket.take().at("id") == 3);
    CHECK(connection->socket.take().at("result").at("status") == "CANCELED");
    CHECK(connection->socket.take().at("error").at("code") == -1135);
    CHECK(connection->socket.take().at("result").as_array().empty());
    CHECK(connection->socket.take().at("id") == 6);
}

TEST_CASE("nothing is told of a record before it is released", "[ws_api]") {
    RunningDialect exchange;
    const auto placer = exchange.connect("/ws-api/v3");
    const auto watcher = exchange.connect("/ws-api/v3");
    placer->say(exchange.signed_message(exchange.alice, "1", "order.place", kBid));
    exchange.apply();
    CHECK(placer->socket.told.empty());
    watcher->say(R"({"id":1,"method":"depth","params":{"symbol":"DVMUSD"}})");
    CHECK(watcher->socket.take().at("result").at("lastUpdateId") == 0);
    exchange.release();
    CHECK(placer->socket.told.size() == 1);
    watcher->say(R"({"id":2,"method":"depth","params":{"symbol":"DVMUSD"}})");
    CHECK(watcher->socket.take().at("result").at("lastUpdateId") == 1);
}

TEST_CASE("when too much waits new orders are refused unexecuted, and the rest goes on",
          "[ws_api]") {
    RunningDialect exchange{{}, InboxLimits{.busy = 2, .full = 100}};
    const auto connection = exchange.connect("/ws-api/v3");
    for (int i = 0; i < 3; ++i)
        connection->say(
            exchange.signed_message(exchange.alice, std::to_string(i), "order.place", kBid));
    connection->say(exchange.signed_message(exchange.alice, "3", "order.cancel",
                                            {{"symbol", "\"DVMUSD\""}, {"orderId", "1"}}));
    connection->say(exchange.signed_message(exchange.alice, "4", "openOrders.status", {}));
    exchange.settle();
    CHECK(connection->socket.take().at("status") == 200);
    CHECK(connection->socket.take().at("status") == 200);
    const json::value refused = connection->socket.take();
    CHECK(refused.at("status") == 503);
    CHECK(refused.at("error").at("code") == -1008);
    CHECK(connection->socket.take().at("result").at("status") == "CANCELED");
    CHECK(connection->socket.take().at("result").as_array().size() == 1);
}

TEST_CASE("ten simultaneous requests with one client id place one order", "[ws_api]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    RunningDialect::Params order = kBid;
    order.emplace_back("newClientOrderId", "\"once\"");
    for (int i = 0; i < 10; ++i)
        connection->say(
            exchange.signed_message(exchange.alice, std::to_string(i), "order.place", order));
    exchange.settle();
    CHECK(connection->socket.take().at("status") == 200);
    for (int i = 1; i < 10; ++i)
        CHECK(connection->socket.take().at("error").at("msg") == "Duplicate order sent.");
}

TEST_CASE("a client that goes away is told nothing, and its order still happens", "[ws_api]") {
    RunningDialect exchange;
    auto connection = exchange.connect("/ws-api/v3");
    connection->say(exchange.signed_message(exchange.alice, "1", "order.place", kBid));
    connection->say(exchange.signed_message(exchange.alice, "2", "order.cancel",
                                            {{"symbol", "\"DVMUSD\""}, {"orderId", "9"}}));
    connection.reset();
    auto leaves_later = exchange.connect("/ws-api/v3");
    leaves_later->say(exchange.signed_message(exchange.bob, "1", "order.status",
                                              {{"symbol", "\"DVMUSD\""}, {"orderId", "1"}}));
    leaves_later.reset();
    exchange.settle();
    CHECK(exchange.ask(exchange.alice, "GET", "/api/v3/openOrders").body.as_array().size() == 1);
}

TEST_CASE("who asks more than may be under way is not read until answers are out", "[ws_api]") {
    RunningDialect exchange{{}, InboxLimits{.busy = 100'000, .full = 100'000}};
    const auto connection = exchange.connect("/ws-api/v3");
    const Conversation& conversation = *connection->conversation;
    const std::string cancel = exchange.signed_message(
        exchange.alice, "1", "order.cancel", {{"symbol", "\"DVMUSD\""}, {"orderId", "1"}});
    SECTION("by number") {
        for (std::size_t i = 0; i < ApiLine::kPendingMost; ++i) {
            REQUIRE(conversation.has_room());
            connection->say(cancel);
        }
    }
    SECTION("by size") {
        const std::string query = R"({"id":1,"method":"ping")" + std::string(10'000, ' ') + '}';
        connection->say(cancel);
        std::size_t bytes = 0;
        for (; conversation.has_room(); bytes += query.size()) connection->say(query);
        CHECK(bytes < ApiLine::kHeldBytesMost + query.size());
    }
    CHECK_FALSE(conversation.has_room());
    exchange.settle();
    while (conversation.owes()) connection->drain();
    CHECK(conversation.has_room());
    CHECK(connection->socket.closed_with == 0);
}

TEST_CASE("queries that waited are answered in steps, as far as the connection writes",
          "[ws_api]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    auto& told = connection->socket.told;
    connection->say(exchange.signed_message(exchange.alice, "0", "order.place", kBid));
    for (int i = 1; i < 200; ++i)
        connection->say(R"({"id":)" + std::to_string(i) + R"(,"method":"ping"})");
    SECTION("so many in one") {
        exchange.settle();
        CHECK(told.size() == ApiLine::kAnswersPerStep);
        connection->drain();
        CHECK(told.size() == 2 * ApiLine::kAnswersPerStep);
    }
    SECTION("none while much is queued") {
        connection->socket.bytes_queued = ApiLine::kQueuedBytesMost;
        exchange.settle();
        CHECK(told.empty());
        CHECK(connection->conversation->owes());
    }
    while (connection->conversation->owes()) connection->drain();
    REQUIRE(told.size() == 200);
    for (int i = 0; i < 200; ++i) CHECK(connection->socket.take().at("id") == i);
}

TEST_CASE("a line owes the answer of each command until it is sent", "[ws_api]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    const auto owes = [&] { return connection->conversation->owes(); };
    CHECK_FALSE(owes());
    connection->say(exchange.signed_message(exchange.alice, "1", "order.place", kBid));
    connection->say(exchange.signed_message(exchange.alice, "2", "order.cancel",
                                            {{"symbol", "\"DVMUSD\""}, {"orderId", "1"}}));
    exchange.apply();
    CHECK(connection->socket.told.empty());
    CHECK(owes());
    exchange.release();
    CHECK(connection->socket.told.size() == 2);
    CHECK_FALSE(owes());
}

}  // namespace divmid::gateway
