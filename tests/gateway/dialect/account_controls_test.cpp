// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

struct ControlledDialect : RunningDialect {
    Reply order(const std::string& side, const std::string& price, const std::string& more = {}) {
        return place(alice, "side=" + side +
                                "&type=LIMIT&timeInForce=GTC&quantity=10&price=" + price + more);
    }
    std::size_t open_orders() {
        return ask(alice, "GET", "/api/v3/openOrders").body.as_array().size();
    }
    Reply control(std::string_view verb, std::string_view path, std::string parameters = {}) {
        return ask(alice, verb, "/divmid/v1/" + std::string{path}, std::move(parameters));
    }
};

}  // namespace

TEST_CASE("a cancel by side and price ends the orders that fit, and no others", "[controls]") {
    ControlledDialect exchange;
    for (const std::string price : {"1", "1.1", "1.2"})
        REQUIRE(exchange.order("BUY", price).status == 200);
    for (const std::string price : {"2", "2.1"})
        REQUIRE(exchange.order("SELL", price).status == 200);
    const Reply some =
        exchange.control("DELETE", "orders", "symbol=DVMUSD&side=BUY&priceMin=1.1&priceMax=1.2");
    REQUIRE(some.status == 200);
    REQUIRE(some.body.as_array().size() == 2);
    CHECK(some.body.at(0).at("price") == "1.100000");
    CHECK(some.body.at(0).at("status") == "CANCELED");
    CHECK(exchange.control("DELETE", "orders", "side=SELL").body.as_array().size() == 2);
    CHECK(exchange.open_orders() == 1);
    CHECK(exchange.control("DELETE", "orders").body.as_array().size() == 1);
    CHECK(exchange.control("DELETE", "orders").code() == -2011);
    CHECK(exchange.control("DELETE", "orders", "priceMin=1").code() == -1102);
    CHECK(exchange.control("DELETE", "orders", "side=BOTH").code() == -1117);
}

TEST_CASE("the dead-man timer ends all orders but kept ones unless it is wound up", "[controls]") {
    ControlledDialect exchange;
    REQUIRE(exchange.order("SELL", "2").status == 200);
    REQUIRE(exchange.order("SELL", "2", "&keepOnDisconnect=true").status == 200);
    const Reply set = exchange.control("POST", "deadman", "timeout=1000");
    REQUIRE(set.status == 200);
    CHECK(set.body.at("timeout") == 1000);
    CHECK(set.body.at("due") == exchange.now().value() / 1000 + 1000);
    exchange.advance(std::chrono::milliseconds{999});
    exchange.control("POST", "deadman", "timeout=1000");
    exchange.advance(std::chrono::milliseconds{999});
    CHECK(exchange.open_orders() == 2);
    exchange.advance(std::chrono::milliseconds{1});
    exchange.command(OpenAccount{});  // A tick for the timer.
    CHECK(exchange.open_orders() == 1);
    const Reply off = exchange.control("POST", "deadman", "timeout=0");
    CHECK(off.body.at("due").is_null());
    CHECK(exchange.control("POST", "deadman", "timeout=86400001").code() == -1130);
    CHECK(exchange.control("POST", "deadman").code() == -1102);
}

TEST_CASE("the owner's kill switch ends all orders and refuses new ones until it is lifted",
          "[controls]") {
    ControlledDialect exchange;
    REQUIRE(exchange.order("SELL", "2").status == 200);
    REQUIRE(exchange.order("SELL", "3").status == 200);
    const Reply killed = exchange.control("POST", "kill");
    REQUIRE(killed.status == 200);
    CHECK(killed.body == boost::json::parse(R"({"killed":true,"canceledOrders":2})"));
    CHECK(exchange.order("SELL", "2").code() == -2010);
    CHECK(exchange.place(exchange.bob, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=2")
              .status == 200);
    CHECK(exchange.control("DELETE", "kill").body.at("killed") == false);
    CHECK(exchange.order("SELL", "2").status == 200);
}

TEST_CASE("orders.cancel, deadman.set, kill.set and kill.lift do the same over a WebSocket",
          "[controls]") {
    ControlledDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    const auto ask = [&](std::string_view method, RunningDialect::Params params = {}) {
        connection->say(exchange.signed_message(exchange.alice, "1", method, std::move(params)));
        exchange.settle();
        return connection->socket.take();
    };
    REQUIRE(exchange.order("SELL", "2").status == 200);
    CHECK(ask("orders.cancel", {{"symbol", "\"DVMUSD\""}}).at("result").as_array().size() == 1);
    CHECK(ask("deadman.set", {{"timeout", "5000"}}).at("result").at("timeout") == 5000);
    CHECK(ask("kill.set").at("result").at("killed") == true);
    CHECK(ask("kill.lift").at("result").at("killed") == false);
}

}  // namespace divmid::gateway
