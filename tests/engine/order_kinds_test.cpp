// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "tests/engine/market_fixture.hpp"

namespace divmid::test {

namespace {

constexpr AccountId kAlice = MarketFixture::kAlice;
constexpr AccountId kBob = MarketFixture::kBob;
constexpr AccountId kCarol = MarketFixture::kCarol;
constexpr AssetId kDvm = MarketFixture::kDvm;
constexpr AssetId kUsd = MarketFixture::kUsd;

/// How the last order ended without resting.
OrderExpired expired(const MarketFixture& market) {
    REQUIRE(market.all<OrderExpired>().size() == 1);
    return market.all<OrderExpired>()[0];
}

void sell(MarketFixture& market, std::int64_t lots, std::int64_t price) {
    market.place({.account = kAlice, .side = Side::sell, .lots = lots, .price = price});
}

}  // namespace

TEST_CASE("prices run through empty ticks from one end of the range to the other", "[book]") {
    MarketFixture market;
    for (std::int64_t price = 1; price <= 1'000'000; price = price * 3 + 1) {
        sell(market, 2, price);
        market.place({.account = kBob, .lots = 1, .price = price});
        REQUIRE(market.trades().size() == 1);
        CHECK(market.trades()[0].price == Ticks{static_cast<std::uint32_t>(price)});
        market.cancel_all(kAlice);
    }
    sell(market, 1, 1'000'000);
    sell(market, 1, 1);
    market.place({.account = kBob, .lots = 2, .price = 1'000'000});
    CHECK(market.trades().size() == 2);
}

TEST_CASE("an id is never used again, and no cancel reaches a later order", "[book]") {
    MarketFixture market;
    market.place({.account = kAlice});
    market.cancel(kAlice, OrderId{1});
    market.place({.account = kAlice});
    CHECK(market.last_order() == OrderId{2});
    market.cancel(kAlice, OrderId{1});
    CHECK(market.refusal() == Reject::unknown_order);
}

TEST_CASE("a client id that is in use is refused before its order could trade", "[book]") {
    MarketFixture market;
    sell(market, 1, 100);
    market.place({.account = kBob, .price = 90, .client_id = "twice"});
    market.place({.account = kBob, .price = 100, .client_id = "twice"});
    CHECK(market.refusal() == Reject::duplicate_client_id);
    CHECK(market.trades().empty());
    market.place({.account = kCarol, .price = 80, .client_id = "twice"});
    CHECK(market.refusal() == Reject::none);
}

TEST_CASE("a client id is free again when its order is filled or cancelled", "[book]") {
    MarketFixture market;
    const std::string longest(36, 'x');
    market.place({.account = kBob, .client_id = longest});
    market.place({.account = kAlice, .side = Side::sell});
    market.place({.account = kBob, .client_id = longest});
    CHECK(market.refusal() == Reject::none);
    market.cancel(kBob, longest);
    CHECK(market.refusal() == Reject::none);
    market.place({.account = kBob, .client_id = longest});
    CHECK(market.refusal() == Reject::none);
}

TEST_CASE("an immediate-or-cancel order takes what there is and ends", "[orders]") {
    MarketFixture market;
    sell(market, 2, 100);
    market.place({.account = kBob, .lots = 5, .time_in_force = TimeInForce::immediate_or_cancel});
    CHECK(market.trades().size() == 1);
    CHECK(expired(market).lots == Lots{3});
    CHECK(expired(market).reason == EndReason::unfilled_ioc);
    CHECK(market.held(kBob, kUsd) == 0);
}

TEST_CASE("a fill-or-kill order that cannot be filled whole changes no maker", "[orders]") {
    MarketFixture market;
    sell(market, 2, 100);
    sell(market, 3, 101);
    Order order{.account = kBob, .lots = 5, .time_in_force = TimeInForce::fill_or_kill};
    market.place(order);
    CHECK(market.trades().empty());
    CHECK(expired(market).reason == EndReason::unfilled_fok);
    order.price = 101;
    market.place(order);
    CHECK(market.trades().size() == 2);
    CHECK(market.all<OrderExpired>().empty());
}

TEST_CASE("a market purchase needs the money for what it would buy", "[orders]") {
    MarketFixture market{{}, 0};
    market.deposit(kAlice, kDvm, 1'000'000);
    market.deposit(kBob, kUsd, 301);
    sell(market, 1, 100);
    sell(market, 1, 202);
    market.place({.account = kBob, .lots = 2, .type = OrderType::market});
    CHECK(market.refusal() == Reject::insufficient_balance);
    market.deposit(kBob, kUsd, 1);
    market.place({.account = kBob, .lots = 9, .type = OrderType::market});
    CHECK(market.trades().size() == 2);
    CHECK(market.available(kBob, kUsd) == 0);
    CHECK(expired(market).lots == Lots{7});
}

TEST_CASE("a market order by quantity in an empty book is accepted and expires", "[orders]") {
    MarketFixture market;
    market.place({.account = kBob, .lots = 2, .type = OrderType::market});
    CHECK(market.all<OrderAccepted>().size() == 1);
    CHECK(expired(market).reason == EndReason::insufficient_liquidity);
    CHECK(expired(market).lots == Lots{2});
}

TEST_CASE("a purchase by budget buys whole lots and never spends more", "[orders]") {
    MarketFixture market;
    sell(market, 1, 100);
    sell(market, 5, 130);
    market.place({.account = kBob, .type = OrderType::market_by_budget, .budget = 399});
    REQUIRE(market.trades().size() == 2);
    CHECK(market.trades()[1].lots == Lots{2});
    CHECK_FALSE(market.trades()[1].taker_filled);
    CHECK(expired(market).reason == EndReason::budget_spent);
    CHECK(market.available(kBob, kUsd) == MarketFixture::kPlenty - 360);
}

TEST_CASE("a purchase that uses its whole budget is filled", "[orders]") {
    MarketFixture market;
    sell(market, 5, 100);
    market.place({.account = kBob, .type = OrderType::market_by_budget, .budget = 300});
    REQUIRE(market.trades().size() == 1);
    CHECK(market.trades()[0].taker_filled);
    CHECK(market.all<OrderExpired>().empty());
}

TEST_CASE("a budget below one lot trades nothing, not even zero lots", "[orders]") {
    MarketFixture market;
    sell(market, 5, 100);
    market.place({.account = kBob, .type = OrderType::market_by_budget, .budget = 99});
    CHECK(market.trades().empty());
    CHECK(expired(market).reason == EndReason::budget_spent);
}

TEST_CASE("a sale by budget never brings more, nor passes a better bid by", "[orders]") {
    MarketFixture market;
    market.place({.account = kAlice, .lots = 1, .price = 100});
    market.place({.account = kAlice, .lots = 2, .price = 70});
    market.place({.account = kAlice, .lots = 2, .price = 10});
    market.place(
        {.account = kBob, .side = Side::sell, .type = OrderType::market_by_budget, .budget = 200});
    CHECK(market.trades().size() == 2);
    CHECK(expired(market).reason == EndReason::budget_spent);
    CHECK(market.available(kBob, kUsd) == MarketFixture::kPlenty + 170);
}

TEST_CASE("an order by budget that empties the book says so", "[orders]") {
    MarketFixture market;
    sell(market, 1, 100);
    market.place({.account = kBob, .type = OrderType::market_by_budget, .budget = 1'000});
    CHECK(expired(market).reason == EndReason::insufficient_liquidity);
}

TEST_CASE("a good-till-date order ends at its date, before any command of that tick", "[orders]") {
    MarketFixture market;
    Order order{.account = kAlice,
                .side = Side::sell,
                .time_in_force = TimeInForce::good_till_date,
                .expiry = 1'000};
    market.place(order);
    CHECK(market.exchange.next_deadline() == Timestamp{1'000});
    market.tick.time = Timestamp{1'000};
    market.place({.account = kBob});
    CHECK(market.trades().empty());
    REQUIRE(market.all<OrderCanceled>().size() == 1);
    CHECK(market.all<OrderCanceled>()[0].reason == EndReason::expired_at_date);
    CHECK(market.record.events.order()[0] == OrderCanceled::kNumber);
    CHECK(market.exchange.next_deadline() == kNever);
    CHECK(market.held(kAlice, kDvm) == 0);
}

TEST_CASE("a good-till-date order that is filled leaves no timer", "[orders]") {
    MarketFixture market;
    market.place({.account = kAlice,
                  .side = Side::sell,
                  .time_in_force = TimeInForce::good_till_date,
                  .expiry = 1'000});
    market.place({.account = kBob});
    CHECK(market.exchange.next_deadline() == kNever);
}

TEST_CASE("a validate-only order is checked and has no effect", "[orders]") {
    MarketFixture market{{.maker_fee = 10, .taker_fee = 20}};
    PlaceOrder order = market.command(Order{.account = kAlice});
    order.validate_only = true;
    market.send(order);
    REQUIRE(market.all<OrderValidated>().size() == 1);
    CHECK(market.all<OrderValidated>()[0].taker_fee == Ppm{20});
    CHECK(market.all<OrderAccepted>().empty());
    market.place({.account = kAlice});
    CHECK(market.last_order() == OrderId{1});
}

TEST_CASE("cancelling everything ends an account's orders by their ids, and no other's",
          "[orders]") {
    MarketFixture market;
    for (int i = 0; i < 300; ++i) market.place({.account = i % 3 == 0 ? kBob : kAlice});
    market.cancel(kAlice, OrderId{2});
    market.cancel_all(kAlice, MarketId{});
    const std::vector<OrderCanceled> canceled = market.all<OrderCanceled>();
    CHECK(canceled.size() == 199);
    CHECK(std::ranges::is_sorted(canceled, {}, [](const auto& c) { return c.order; }));
    CHECK(market.held(kAlice, kUsd) == 0);
    CHECK(market.held(kBob, kUsd) == 100 * 100);
}

TEST_CASE("orders done long ago cost an account nothing", "[orders]") {
    MarketFixture market{{.open_orders_max = 2}};
    for (int i = 0; i < 500; ++i) {
        market.place({.account = kAlice});
        market.cancel(kAlice, market.last_order());
    }
    market.place({.account = kAlice});
    market.place({.account = kAlice});
    CHECK(market.refusal() == Reject::none);
    market.place({.account = kAlice});
    CHECK(market.refusal() == Reject::too_many_open_orders);
    market.cancel_all(kAlice);
    CHECK(market.all<OrderCanceled>().size() == 2);
}

}  // namespace divmid::test
