// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "tests/gateway/dialect/running_dialect.hpp"
#include "tests/random.hpp"

namespace divmid::gateway {
namespace {

using namespace std::chrono_literals;

/// How far the durable log reaches, as a client would notice it. Reads records only.
struct Durable {
    void follow(const std::vector<Record>& log) {
        for (; read < log.size(); ++read) {
            for (const OrderAccepted& accepted : log[read].events.all<OrderAccepted>())
                order = std::max(order, accepted.order.value());
            for (const TradeExecuted& trade : log[read].events.all<TradeExecuted>())
                trade_id = std::max(trade_id, trade.trade.value());
        }
    }
    std::size_t read = 0;
    std::uint64_t order = 0;
    std::uint64_t trade_id = 0;
};

/// The highest number that the JSON text gives a member of that name, wherever; 0 if none.
std::uint64_t highest(std::string_view text, std::string_view name) {
    const std::string member = '"' + std::string{name} + "\":";
    std::uint64_t most = 0;
    for (std::size_t at = text.find(member); at != std::string_view::npos;
         at = text.find(member, at + 1)) {
        std::uint64_t number = 0;
        const std::string_view value = text.substr(at + member.size());
        std::from_chars(value.data(), value.data() + value.size(), number);
        most = std::max(most, number);
    }
    return most;
}

struct Crowd {
    explicit Crowd(std::uint64_t seed) : random{seed} {}

    void place() {
        const bool sells = random.coin();
        const Trader& trader = sells ? exchange.alice : exchange.bob;
        FakeConnection& connection = sells ? *alice : *bob;
        ++asked;
        connection.say(exchange.signed_message(
            trader, std::to_string(asked), "order.place",
            {{"symbol", "\"DVMUSD\""},
             {"side", sells ? "\"SELL\"" : "\"BUY\""},
             {"type", "\"LIMIT\""},
             {"timeInForce", "\"GTC\""},
             {"quantity", "\"" + std::to_string(1 + random.below(3)) + "\""},
             {"price", "\"1." + std::to_string(random.below(4)) + "\""}}));
    }

    void ask() {
        ++asked;
        alice->say(exchange.signed_message(exchange.alice, std::to_string(asked),
                                           "openOrders.status", {{"symbol", "\"DVMUSD\""}}));
    }

    void step() {
        const std::uint32_t what = random.below(10);
        if (what < 4) return place();
        if (what < 5) return ask();
        if (what < 7) return exchange.apply();
        if (what < 9) return exchange.release();
        exchange.clock.advance(std::chrono::microseconds{random.below(50'000)});
        exchange.reactor.run_ready(1000);
    }

    /// What was told since the last call is durable.
    void check() {
        durable.follow(exchange.log);
        for (FakeConnection* connection : {alice.get(), bob.get(), streams.get()}) {
            for (const std::string& text : std::exchange(connection->socket.told, {})) {
                const std::uint64_t trade = std::max(highest(text, "tradeId"), highest(text, "t"));
                ++messages;
                last_trade_told = std::max(last_trade_told, trade);
                REQUIRE(highest(text, "orderId") <= durable.order);
                REQUIRE(trade <= durable.trade_id);
            }
        }
    }

    Random random;
    RunningDialect exchange;
    std::unique_ptr<FakeConnection> alice = exchange.connect("/ws-api/v3");
    std::unique_ptr<FakeConnection> bob = exchange.connect("/ws-api/v3");
    std::unique_ptr<FakeConnection> streams =
        exchange.connect("/stream", "streams=dvmusd@trade/dvmusd@depth@100ms");
    Durable durable;
    std::uint64_t asked = 0;
    std::uint64_t messages = 0;
    std::uint64_t last_trade_told = 0;
};

}  // namespace

TEST_CASE("nobody hears of anything before it is durable, however long that takes", "[durable]") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        INFO("seed " << seed);
        Crowd crowd{seed};
        for (int step = 0; step < 2000; ++step) {
            crowd.step();
            crowd.check();
        }
        crowd.exchange.settle();
        crowd.check();
        CHECK(crowd.messages >= crowd.asked);
        CHECK(crowd.durable.trade_id > 100);
        CHECK(crowd.last_trade_told == crowd.durable.trade_id);
    }
}

TEST_CASE("while nothing becomes durable, nothing is told of what was asked", "[durable]") {
    Crowd crowd{1};
    for (int order = 0; order < 100; ++order) {
        crowd.place();
        crowd.exchange.apply();
        crowd.exchange.clock.advance(10ms);
        crowd.exchange.reactor.run_ready(1000);
    }
    crowd.check();
    CHECK(crowd.messages == 0);
    crowd.exchange.settle();
    crowd.check();
    CHECK(crowd.messages >= 100);
}

}  // namespace divmid::gateway
