// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

using Params = RunningDialect::Params;

struct TiedDialect : RunningDialect {
    TiedDialect() : connection{connect("/ws-api/v3")} {}

    boost::json::value say(const std::string& message) {
        connection->say(message);
        settle();
        return connection->socket.take();
    }
    boost::json::value tie(bool enabled = true) {
        return say(R"({"id":1,"method":"session.cancelOnDisconnect","params":{"enabled":)" +
                   std::string{enabled ? "true" : "false"} + "}}");
    }
    void sell(const Trader& trader, Params more = {}) {
        Params params{{"symbol", "\"DVMUSD\""},   {"side", "\"SELL\""},   {"type", "\"LIMIT\""},
                      {"timeInForce", "\"GTC\""}, {"quantity", "\"10\""}, {"price", "\"2\""}};
        params.insert(params.end(), more.begin(), more.end());
        REQUIRE(say(signed_message(trader, "2", "order.place", params)).at("status") == 200);
    }
    void disconnect() {
        connection.reset();
        settle();
    }
    std::size_t open_orders(const Trader& trader) {
        return ask(trader, "GET", "/api/v3/openOrders").body.as_array().size();
    }

    std::unique_ptr<FakeConnection> connection;
};

}  // namespace

TEST_CASE("orders end with the connection that says so, and only those placed over it",
          "[session]") {
    TiedDialect exchange;
    exchange.sell(exchange.alice);
    CHECK(exchange.tie().at("result").at("cancelOnDisconnect") == true);
    exchange.sell(exchange.alice);
    exchange.sell(exchange.alice, {{"keepOnDisconnect", "true"}});
    exchange.sell(exchange.bob);
    exchange.tie(false);
    exchange.sell(exchange.bob);
    const auto other = exchange.connect("/ws-api/v3");
    exchange.disconnect();
    CHECK(exchange.open_orders(exchange.alice) == 2);
    CHECK(exchange.open_orders(exchange.bob) == 1);
}

TEST_CASE("a connection that never asked for it leaves its orders open", "[session]") {
    TiedDialect exchange;
    exchange.sell(exchange.alice);
    exchange.disconnect();
    CHECK(exchange.open_orders(exchange.alice) == 1);
}

TEST_CASE("an order that is on its way when its connection goes ends with it", "[session]") {
    TiedDialect exchange;
    exchange.tie();
    exchange.connection->say(exchange.signed_message(exchange.alice, "2", "order.place",
                                                     {{"symbol", "\"DVMUSD\""},
                                                      {"side", "\"SELL\""},
                                                      {"type", "\"LIMIT\""},
                                                      {"timeInForce", "\"GTC\""},
                                                      {"quantity", "\"10\""},
                                                      {"price", "\"2\""}}));
    exchange.disconnect();
    CHECK(exchange.open_orders(exchange.alice) == 0);
}

TEST_CASE("tied orders of an account end when the key that placed them is revoked", "[session]") {
    TiedDialect exchange;
    exchange.tie();
    exchange.sell(exchange.alice);
    exchange.sell(exchange.bob);
    exchange.command(RevokeKey{.key = exchange.bob.key});
    exchange.connection->conversation->sweep();
    exchange.settle();
    CHECK(exchange.history->open_orders(exchange.bob.account, MarketId{}).empty());
    CHECK(exchange.open_orders(exchange.alice) == 1);
}

TEST_CASE("tied orders of a process that died end when the next one starts", "[session]") {
    TiedDialect exchange;
    exchange.tie();
    exchange.sell(exchange.alice);
    exchange.command(Started{});
    CHECK(exchange.open_orders(exchange.alice) == 0);
}

}  // namespace divmid::gateway
