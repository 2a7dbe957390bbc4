// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/engine/market_fixture.hpp"

namespace divmid::test {

namespace {

constexpr AccountId kAlice = MarketFixture::kAlice;
constexpr AccountId kBob = MarketFixture::kBob;
constexpr AccountId kCarol = MarketFixture::kCarol;

}  // namespace

TEST_CASE("a trade prints at the maker's price", "[book]") {
    MarketFixture market;
    market.place({.account = kAlice, .side = Side::sell, .lots = 7, .price = 1600});
    market.place({.account = kBob, .side = Side::buy, .lots = 2, .price = 1700});
    REQUIRE(market.trades().size() == 1);
    const TradeExecuted trade = market.trades()[0];
    CHECK(trade.price == Ticks{1600});
    CHECK(trade.lots == Lots{2});
    CHECK(trade.maker == kAlice);
    CHECK(trade.taker == kBob);
    CHECK_FALSE(trade.maker_filled);
    CHECK(trade.taker_filled);
}

TEST_CASE("a partially filled maker keeps its place in the queue", "[book]") {
    MarketFixture market;
    market.place({.account = kAlice, .side = Side::sell, .lots = 5});
    market.place({.account = kCarol, .side = Side::sell, .lots = 5});
    market.place({.account = kBob, .side = Side::buy, .lots = 2});
    market.place({.account = kBob, .side = Side::buy, .lots = 4});
    REQUIRE(market.trades().size() == 2);
    CHECK(market.trades()[0].maker == kAlice);
    CHECK(market.trades()[0].lots == Lots{3});
    CHECK(market.trades()[1].maker == kCarol);
    CHECK(market.trades()[1].lots == Lots{1});
}

TEST_CASE("cancelling an order in the middle of a level keeps those behind it", "[book]") {
    MarketFixture market;
    market.place({.account = kAlice, .side = Side::sell, .lots = 1});
    market.place({.account = kCarol, .side = Side::sell, .lots = 2});
    const OrderId middle = market.last_order();
    market.place({.account = kAlice, .side = Side::sell, .lots = 3});
    market.cancel(kCarol, middle);
    market.place({.account = kBob, .side = Side::buy, .lots = 4});
    REQUIRE(market.trades().size() == 2);
    CHECK(market.trades()[0].maker_order == OrderId{1});
    CHECK(market.trades()[1].maker_order == OrderId{3});
}

TEST_CASE("a price whose only order was cancelled is no phantom best", "[book]") {
    MarketFixture market;
    market.place({.account = kAlice, .side = Side::sell, .price = 90});
    const OrderId best = market.last_order();
    market.place({.account = kAlice, .side = Side::sell, .price = 110});
    market.cancel(kAlice, best);
    market.place({.account = kBob, .side = Side::buy, .price = 100});
    CHECK(market.trades().empty());
    CHECK(market.all<OrderRested>().size() == 1);
}

TEST_CASE("a sweep stops at its own limit", "[book]") {
    MarketFixture market;
    for (const std::int64_t price : {100, 101, 102})
        market.place({.account = kAlice, .side = Side::sell, .price = price});
    market.place({.account = kBob, .side = Side::buy, .lots = 3, .price = 101});
    CHECK(market.trades().size() == 2);
    REQUIRE(market.all<OrderRested>().size() == 1);
    CHECK(market.all<OrderRested>()[0].lots == Lots{1});
    CHECK(market.all<OrderRested>()[0].price == Ticks{101});
}

TEST_CASE("one order sweeps five thousand", "[book]") {
    MarketFixture market;
    for (std::int64_t i = 0; i < 5000; ++i)
        market.tick.commands.push(
            market.command({.account = kAlice, .side = Side::sell, .price = 100 + i % 50}));
    market.apply();
    market.place({.account = kBob, .lots = 5001, .price = 150});
    REQUIRE(market.trades().size() == 5000);
    CHECK(market.trades()[0].maker_order == OrderId{1});
    CHECK(market.trades()[1].maker_order == OrderId{51});
    CHECK(market.trades()[4999].maker_order == OrderId{5000});
    CHECK(market.all<OrderRested>()[0].lots == Lots{1});
}

}  // namespace divmid::test
