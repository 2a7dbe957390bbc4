// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <string>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

using Params = RunningDialect::Params;

const std::string kSell = "side=SELL&type=LIMIT&timeInForce=GTC&quantity=10&price=1";
const Params kSellParams{{"symbol", "\"DVMUSD\""},   {"side", "\"SELL\""},   {"type", "\"LIMIT\""},
                         {"timeInForce", "\"GTC\""}, {"quantity", "\"10\""}, {"price", "\"1\""}};

struct LoggedDialect : RunningDialect {
    LoggedDialect() { keep_log(); }

    boost::json::value by_socket(const Trader& trader, std::string_view method, Params params) {
        const auto connection = connect("/ws-api/v3");
        connection->say(signed_message(trader, "1", method, std::move(params)));
        settle();
        return connection->socket.take();
    }
    std::size_t open_orders() {
        return ask(alice, "GET", "/api/v3/openOrders").body.as_array().size();
    }
};

}  // namespace

TEST_CASE("an order sent again under its request number is placed once and answered twice",
          "[numbers]") {
    LoggedDialect exchange;
    const Reply first = exchange.place(exchange.alice, kSell + "&requestNumber=1");
    REQUIRE(first.status == 200);
    const Reply again = exchange.place(exchange.alice, kSell + "&requestNumber=1");
    CHECK(again.status == 200);
    CHECK(again.body == first.body);
    CHECK(exchange.open_orders() == 1);
}

TEST_CASE("a request that was sent over HTTP is answered as then over a WebSocket", "[numbers]") {
    LoggedDialect exchange;
    const Reply first = exchange.place(exchange.alice, kSell + "&requestNumber=7&requestLane=3");
    REQUIRE(first.status == 200);
    Params params = kSellParams;
    params.emplace_back("requestNumber", "7");
    params.emplace_back("requestLane", "3");
    const auto again = exchange.by_socket(exchange.alice, "order.place", params);
    CHECK(again.at("status") == 200);
    CHECK(again.at("result") == first.body);
    CHECK(exchange.open_orders() == 1);
}

TEST_CASE("a refusal under a request number is the answer for ever", "[numbers]") {
    LoggedDialect exchange;
    const std::string dear =
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=10000&price=99&requestNumber=1";
    const Reply first = exchange.place(exchange.alice, dear);
    CHECK(first.code() == -2010);
    exchange.command(Deposit{.account = exchange.alice.account,
                             .asset = AssetId{2},
                             .amount = Amount{9'000'000'000'000},
                             .note = {}});
    const Reply again = exchange.place(exchange.alice, dear);
    CHECK(again.status == first.status);
    CHECK(again.body == first.body);
    CHECK(exchange.open_orders() == 0);
}

TEST_CASE("a number below the lane's last that nobody used says that it was skipped", "[numbers]") {
    LoggedDialect exchange;
    REQUIRE(exchange.place(exchange.alice, kSell + "&requestNumber=5").status == 200);
    const Reply skipped = exchange.place(exchange.alice, kSell + "&requestNumber=4");
    CHECK(skipped.code() == -2013);
    CHECK(skipped.message() == "Request number was skipped: never executed.");
    CHECK(exchange.open_orders() == 1);
    // Another lane, and another key, have numbers of their own.
    CHECK(exchange.place(exchange.alice, kSell + "&requestNumber=4&requestLane=1").status == 200);
    CHECK(exchange.place(exchange.bob, kSell + "&requestNumber=4").status == 200);
}

TEST_CASE("another request under a used number is refused, the last one's or an older one's",
          "[numbers]") {
    LoggedDialect exchange;
    REQUIRE(exchange.place(exchange.alice, kSell + "&requestNumber=1").status == 200);
    REQUIRE(exchange.place(exchange.alice, kSell + "&requestNumber=2").status == 200);
    const std::string other = "side=SELL&type=LIMIT&timeInForce=GTC&quantity=11&price=1";
    for (const std::string number : {"1", "2"}) {
        const Reply reply = exchange.place(exchange.alice, other + "&requestNumber=" + number);
        CHECK(reply.code() == -2010);
        CHECK(reply.message() == "Request number was used for another request.");
    }
    CHECK(exchange.open_orders() == 2);
}

TEST_CASE("a cancel sent again under its number tells of the order that it ended", "[numbers]") {
    LoggedDialect exchange;
    REQUIRE(exchange.place(exchange.alice, kSell + "&newClientOrderId=mine").status == 200);
    const std::string cancel =
        "symbol=DVMUSD&origClientOrderId=mine&newClientOrderId=stop&requestNumber=1";
    const Reply first = exchange.ask(exchange.alice, "DELETE", "/api/v3/order", cancel);
    REQUIRE(first.status == 200);
    REQUIRE(exchange.place(exchange.alice, kSell + "&newClientOrderId=mine").status == 200);
    const Reply again = exchange.ask(exchange.alice, "DELETE", "/api/v3/order", cancel);
    CHECK(again.body == first.body);
    CHECK(exchange.open_orders() == 1);
}

TEST_CASE("parameters of a request number are checked before anything is done", "[numbers]") {
    RunningDialect exchange;
    const auto code = [&](const std::string& more) {
        return exchange.place(exchange.alice, kSell + more).code();
    };
    CHECK(code("&requestNumber=0") == -1130);
    CHECK(code("&requestNumber=-1") == -1100);
    CHECK(code("&requestNumber=1&requestLane=16") == -1130);
    CHECK(code("&requestLane=1") == -1104);
    CHECK(code("&requestNumber=99999999999999999999") == -1108);
}

TEST_CASE("an order that reaches the engine after its own deadline is refused", "[numbers]") {
    RunningDialect exchange;
    const auto at = [&](std::int64_t milliseconds) {
        return "&deadline=" + std::to_string(exchange.now().value() / 1000 + milliseconds);
    };
    CHECK(exchange.place(exchange.alice, kSell + at(-1)).code() == -1021);
    CHECK(exchange.place(exchange.alice, kSell + at(1000)).status == 200);
}

}  // namespace divmid::gateway
