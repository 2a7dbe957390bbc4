// SPDX-License-Identifier: Apache-2.0
#include "engine/timers.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/market_fixture.hpp"

namespace divmid::test {

namespace {

constexpr std::size_t kOrders = Timer::kMost + 500;
constexpr Timestamp kOver{5'000'000};

/// More orders that are over at one time than a tick fires timers.
void rest_many(MarketFixture& market) {
    for (std::size_t i = 0; i < kOrders; ++i)
        market.place({.account = MarketFixture::kAlice,
                      .side = Side::sell,
                      .price = 101,
                      .time_in_force = TimeInForce::good_till_date,
                      .expiry = kOver.value()});
}

}  // namespace

TEST_CASE("a thousand timers fire in a tick, the others open the next one", "[timers]") {
    MarketFixture market;
    rest_many(market);
    CHECK(market.exchange.next_deadline() == kOver);
    market.tick.time = kOver;
    market.apply();
    CHECK(market.all<OrderCanceled>().size() == Timer::kMost);
    CHECK(market.exchange.next_deadline() == kOver);
    market.apply();
    CHECK(market.all<OrderCanceled>().size() == kOrders - Timer::kMost);
    CHECK(market.exchange.next_deadline() == kNever);
}

TEST_CASE("an order that is over never trades, even with its timer still queued", "[timers]") {
    MarketFixture market;
    rest_many(market);
    market.tick.time = kOver;
    market.place({.account = MarketFixture::kBob, .lots = 10, .price = 101});
    CHECK(market.trades().empty());
    CHECK(market.all<OrderCanceled>().size() == kOrders);
    CHECK(market.all<OrderRested>().size() == 1);
}

}  // namespace divmid::test
