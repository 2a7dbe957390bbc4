// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

constexpr const char* kEvent = R"({"e":"serverShutdown","E":1767225600000})";

/// The only thing that the connection was told.
std::string told(FakeConnection& connection) {
    REQUIRE(connection.socket.told.size() == 1);
    return connection.socket.told.front();
}

}  // namespace

TEST_CASE("every stream connection hears that the exchange begins to stop", "[stop]") {
    RunningDialect exchange;
    const auto raw = exchange.connect("/ws/dvmusd@trade");
    const auto silent = exchange.connect("/ws");
    const auto combined = exchange.connect("/stream");
    const auto fine = exchange.connect("/ws", "timeUnit=MICROSECOND");
    for (const auto& connection : {&raw, &silent, &combined, &fine})
        (*connection)->conversation->stop_begins();
    CHECK(told(*raw) == kEvent);
    CHECK(told(*silent) == kEvent);
    CHECK(told(*combined) == std::string{R"({"stream":"!serverShutdown","data":)"} + kEvent + "}");
    CHECK(told(*fine) == R"({"e":"serverShutdown","E":1767225600000000})");
}

TEST_CASE("who subscribed to the stop hears it once", "[stop]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws/!serverShutdown");
    connection->conversation->stop_begins();
    CHECK(told(*connection) == kEvent);
}

TEST_CASE("on the WebSocket API a stop is told before the answers that are owed", "[stop]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    connection->say(exchange.signed_message(exchange.alice, "1", "order.place",
                                            {{"symbol", "\"DVMUSD\""},
                                             {"side", "\"SELL\""},
                                             {"type", "\"LIMIT\""},
                                             {"timeInForce", "\"GTC\""},
                                             {"quantity", "\"1\""},
                                             {"price", "\"2\""}}));
    connection->conversation->stop_begins();
    CHECK(told(*connection) == std::string{R"({"event":)"} + kEvent + "}");
    CHECK(connection->conversation->owes());
    exchange.settle();
    REQUIRE(connection->socket.told.size() == 2);
    CHECK_THAT(connection->socket.told.back(), Catch::StartsWith(R"({"id":1,"status":200)"));
    CHECK_FALSE(connection->conversation->owes());
}

}  // namespace divmid::gateway
