// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

using namespace std::chrono_literals;
namespace json = boost::json;

const RunningDialect::Params kAsk{{"symbol", "\"DVMUSD\""},
                                  {"side", "\"SELL\""},
                                  {"type", "\"LIMIT_MAKER\""},
                                  {"quantity", "\"10\""},
                                  {"price", "\"2\""}};

Reply bid(RunningDialect& exchange, const Trader& trader) {
    return exchange.place(trader, "side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1");
}

}  // namespace

TEST_CASE("exchangeInfo lists the limits that apply, and none that does not", "[limits]") {
    const auto listed = [](const RateLimits& limits) {
        RunningDialect exchange{limits};
        return json::serialize(exchange.get("/api/v3/exchangeInfo").body.at("rateLimits"));
    };
    CHECK(listed(RateLimits{}) ==
          R"([{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000},)"
          R"({"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":100},)"
          R"({"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":200000},)"
          R"({"rateLimitType":"RAW_REQUESTS","interval":"MINUTE","intervalNum":5,"limit":61000},)"
          R"({"rateLimitType":"CONNECTIONS","interval":"MINUTE","intervalNum":5,"limit":300}])");
    CHECK(listed({.weight_per_minute = 0,
                  .requests_per_5_minutes = 0,
                  .handshakes_per_5_minutes = 0,
                  .orders_per_10_seconds = 7,
                  .orders_per_day = 0}) ==
          R"([{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":7}])");
}

TEST_CASE("who goes on asking after 429 is banned on every transport, and told until when",
          "[limits]") {
    RateLimits limits;
    limits.weight_per_minute = 2;
    limits.refusals_before_ban = 3;
    RunningDialect exchange{limits};
    for (int time = 0; time < 5; ++time)
        CHECK(exchange.get("/api/v3/ping").status == (time < 2 ? 200U : 429U));
    const auto connection = exchange.connect("/ws-api/v3");
    const Reply banned = exchange.get("/api/v3/ping");
    CHECK(banned.status == 418);
    CHECK(banned.code() == -1003);
    CHECK(banned.message() ==
          "Way too much request weight used; IP banned until 1767225720000. Please use WebSocket "
          "Streams for live updates to avoid bans.");
    CHECK(banned.header("Retry-After") == "120");
    connection->say(R"({"id":1,"method":"ping"})");
    const json::value told = connection->socket.take();
    CHECK(told.at("status") == 418);
    CHECK(json::serialize(told.at("error").at("data")) ==
          R"({"serverTime":1767225600000,"retryAfter":1767225720000})");
    exchange.advance(119'999ms);
    CHECK(exchange.get("/api/v3/ping").header("Retry-After") == "1");
    exchange.advance(1ms);
    CHECK(exchange.get("/api/v3/ping").status == 200);
}

TEST_CASE("what cannot be read and what there is not counts as a request", "[limits]") {
    RateLimits limits;
    limits.weight_per_minute = 4;
    RunningDialect exchange{limits};
    CHECK(exchange.get("/nowhere").status == 404);
    const auto connection = exchange.connect("/ws-api/v3");
    const auto status = [&](std::string_view message) {
        connection->say(message);
        return connection->socket.take().at("status").as_int64();
    };
    CHECK(status("{") == 400);
    CHECK(status(R"({"id":1,"method":"nothing"})") == 400);
    CHECK(status(R"({"id":1,"method":"ping"})") == 200);
    CHECK(status("{") == 429);
    CHECK(exchange.get("/nowhere").status == 429);
}

TEST_CASE("handshakes over the limit are refused with a response that says when", "[limits]") {
    RateLimits limits;
    limits.handshakes_per_5_minutes = 2;
    RunningDialect exchange{limits};
    const auto one = exchange.connect("/ws");
    CHECK(exchange.connect("/nowhere") == nullptr);
    CHECK(exchange.last_refusal.status == 200);  // None: there is nothing there.
    CHECK(exchange.connect("/ws-api/v3") == nullptr);
    CHECK(exchange.last_refusal.status == 429);
    CHECK(exchange.last_refusal.body ==
          R"({"code":-1034,"msg":"Too many connection attempts from IP; current limit is 2 per )"
          R"('5 MINUTE'."})");
    CHECK(exchange.last_refusal.headers.at(0) ==
          std::pair<std::string, std::string>{"Retry-After", "300"});
    exchange.advance(5min);
    CHECK(exchange.connect("/ws-api/v3") != nullptr);
}

TEST_CASE("an answer that is overdue is given up with its outcome unknown, and swallowed later",
          "[limits]") {
    RunningDialect exchange;
    const std::string order =
        "symbol=DVMUSD&side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1&recvWindow=60000&"
        "timestamp=" +
        exchange.milliseconds();
    const std::string query = order + "&signature=" + sign(exchange.alice, order);
    HttpRequest placing;
    placing.method = "POST";
    placing.path = "/api/v3/order";
    placing.query = query;
    placing.api_key = exchange.alice.key_name;
    placing.peer = "192.0.2.1";
    const auto responder = std::make_shared<KeptResponse>();
    exchange.send(placing, responder);
    const auto connection = exchange.connect("/ws-api/v3");
    RunningDialect::Params patient = kAsk;
    patient.emplace_back("recvWindow", "60000");
    connection->say(exchange.signed_message(exchange.bob, "1", "order.place", patient));
    connection->say(R"({"id":2,"method":"ping"})");

    exchange.clock.advance(9999ms);
    exchange.dialect.sweep();
    connection->conversation->sweep();
    CHECK_FALSE(responder->kept);
    CHECK(connection->socket.told.empty());

    exchange.clock.advance(1ms);
    exchange.dialect.sweep();
    connection->conversation->sweep();
    REQUIRE(responder->kept);
    CHECK(responder->kept->status == 504);
    CHECK(responder->kept->body ==
          R"({"code":-1007,"msg":"Timeout waiting for response from backend server. Send status )"
          R"(unknown; execution status unknown."})");
    const json::value told = connection->socket.take();
    CHECK(told.at("id") == 1);
    CHECK(told.at("status") == 504);
    CHECK(told.at("error").at("code") == -1007);
    CHECK(connection->socket.take().at("id") == 2);

    // They were executed all the same, and nobody hears of it twice.
    responder->kept.reset();
    exchange.settle();
    CHECK_FALSE(responder->kept);
    CHECK(connection->socket.told.empty());
    CHECK(exchange.log.back().events.all<OrderAccepted>().size() == 2);
    connection->say(R"({"id":3,"method":"ping"})");
    CHECK(connection->socket.take().at("id") == 3);
}

TEST_CASE("what arrives while the exchange stops is refused, and what was taken is answered",
          "[limits]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    connection->say(exchange.signed_message(exchange.bob, "1", "order.place", kAsk));
    exchange.dialect.close();
    connection->say(exchange.signed_message(exchange.bob, "2", "order.place", kAsk));
    const Reply refused = bid(exchange, exchange.alice);
    CHECK(refused.status == 503);
    CHECK(refused.code() == -1016);
    CHECK(refused.message() == "This service is no longer available.");
    CHECK(connection->socket.take().at("status") == 200);
    const json::value told = connection->socket.take();
    CHECK(told.at("status") == 503);
    CHECK(told.at("error").at("code") == -1016);
    CHECK(exchange.connect("/ws") == nullptr);
    CHECK(exchange.last_refusal.status == 503);
}

TEST_CASE("too many waiting commands refuse new orders on every transport, and nothing else",
          "[limits]") {
    constexpr std::string_view kText =
        "Server is currently overloaded with other requests. Please try again in a few minutes.";
    RunningDialect exchange{kNoLimits, {.busy = 1, .full = 2}};
    const auto connection = exchange.connect("/ws-api/v3");
    connection->say(exchange.signed_message(exchange.bob, "1", "order.place", kAsk));
    const Reply refused = bid(exchange, exchange.alice);
    CHECK(refused.status == 503);
    CHECK(refused.code() == -1008);
    CHECK(refused.message() == kText);
    connection->socket.told.clear();
    connection->say(exchange.signed_message(exchange.bob, "2", "order.place", kAsk));
    connection->say(exchange.signed_message(exchange.bob, "3", "order.place", kAsk));
    exchange.settle();
    CHECK(connection->socket.take().at("status") == 200);
    const json::value told = connection->socket.take();
    CHECK(told.at("status") == 503);
    CHECK(told.at("error").at("code") == -1008);
    CHECK(json::value_to<std::string>(told.at("error").at("msg")) == kText);
    CHECK(exchange.get("/api/v3/ping").status == 200);
}

TEST_CASE("what waited for its turn counts when its turn comes", "[limits]") {
    RateLimits limits;
    RunningDialect exchange{limits};
    const auto connection = exchange.connect("/ws-api/v3");
    exchange.clock.advance(59s);
    connection->say(exchange.signed_message(exchange.bob, "1", "order.place", kAsk));
    for (int id = 2; id < 5; ++id) connection->say(R"({"id":2,"method":"ping"})");
    exchange.clock.advance(1s);
    const auto used = [](const json::value& told) {
        return told.at("rateLimits").as_array().back().at("count").as_int64();
    };
    const auto other = exchange.connect("/ws-api/v3");
    other->say(R"({"id":1,"method":"ping"})");
    CHECK(used(other->socket.take()) == 1);
    exchange.settle();
    CHECK(connection->socket.take().at("id") == 1);
    for (int id = 2; id < 5; ++id) CHECK(used(connection->socket.take()) == id);
}

TEST_CASE("a command refused while it is held is one request and one refusal", "[limits]") {
    RateLimits limits;
    limits.weight_per_minute = 2;
    limits.refusals_before_ban = 3;
    RunningDialect exchange{limits};
    const Trader key = exchange.add_public_key(exchange.alice, "ed25519alice0000000000");
    const auto connection = exchange.connect("/ws-api/v3");
    for (int id = 0; id < 5; ++id)
        connection->say(exchange.signed_message(key, std::to_string(id), "order.place", kAsk));
    exchange.settle();
    for (int id = 0; id < 5; ++id) {
        const json::value told = connection->socket.take();
        CHECK(told.at("id") == id);
        CHECK(told.at("status") == (id < 2 ? 200 : 429));
    }
    CHECK(exchange.get("/api/v3/ping").status == 418);
}

TEST_CASE("requests have a limit of their own, with its own words", "[limits]") {
    RateLimits limits;
    limits.requests_per_5_minutes = 1;
    RunningDialect exchange{limits};
    exchange.get("/api/v3/ping");
    const Reply refused = exchange.get("/api/v3/ping");
    CHECK(refused.status == 429);
    CHECK(refused.message() ==
          "Too many requests; current limit is 1 requests per 5 MINUTE. Please use WebSocket "
          "Streams for live updates to avoid polling the API.");
    CHECK(refused.header("Retry-After") == "300");
    CHECK(refused.header("X-MBX-USED-WEIGHT-1M") == "1");
}

}  // namespace divmid::gateway
