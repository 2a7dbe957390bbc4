// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <string>

#include "engine/market_terms.hpp"
#include "tests/engine/market_fixture.hpp"

namespace divmid::test {

namespace {

constexpr AccountId kAlice = MarketFixture::kAlice;
constexpr AccountId kBob = MarketFixture::kBob;
constexpr std::size_t kStops = 2'300;

/// A trade at 100, and then alice's stops, orders 3 to 2302.
void set_stops(MarketFixture& market) {
    MarketRules rules = rules_of(market.terms());
    rules.algo_orders_max = kStops;
    market.send(SetMarketRules{.market = MarketFixture::kMarket, .rules = rules, .note = {}});
    market.place({.account = kBob, .side = Side::sell, .price = 100});
    market.place({.account = kAlice, .price = 100});
    Conditions conditions{};
    conditions.trigger = Trigger::stop_loss;
    conditions.stop_price = Price{std::int64_t{90} * 100};
    for (std::size_t i = 0; i < kStops; ++i)
        market.tick.commands.push(PlaceConditional{
            market.command({.account = kAlice, .side = Side::sell, .price = 95}), conditions});
    market.apply();
}

/// A trade at 90.
void reach_them(MarketFixture& market) {
    market.place({.account = kBob, .price = 90});
    market.place({.account = kAlice, .side = Side::sell, .price = 90});
}

}  // namespace

TEST_CASE("a thousand orders awake in a tick, and the others open the next one", "[waiting]") {
    MarketFixture market;
    set_stops(market);
    REQUIRE(market.all<OrderWaits>().size() == kStops);
    CHECK(market.exchange.next_deadline() == kNever);
    reach_them(market);
    CHECK(market.all<OrderAwoke>().size() == 1'000);
    CHECK(market.exchange.next_deadline() == market.exchange.time());

    // The next thousand come before the tick's commands. Who is left waits still, and can be
    // cancelled.
    market.cancel(kAlice, OrderId{kStops + 2});
    CHECK(market.all<OrderAwoke>().size() == 1'000);
    CHECK(market.all<OrderAwoke>().front().order == OrderId{1'003});
    CHECK(market.all<WaitingEnded>().size() == 1);
    market.apply();
    CHECK(market.all<OrderAwoke>().size() == kStops - 2'001);
    CHECK(market.exchange.next_deadline() == kNever);
}

TEST_CASE("the queue of those that awake survives saving and loading", "[waiting][save]") {
    MarketFixture straight;
    MarketFixture interrupted;
    for (MarketFixture* market : {&straight, &interrupted}) {
        set_stops(*market);
        reach_them(*market);
    }
    std::string saved;
    interrupted.exchange.save(saved);
    interrupted.exchange = Exchange::load(saved).value();
    CHECK(interrupted.exchange.next_deadline() == interrupted.exchange.time());
    for (MarketFixture* market : {&straight, &interrupted}) {
        market->cancel(kAlice, OrderId{2'100});
        market->apply();
        market->apply();
        CHECK(market->exchange.next_deadline() == kNever);
    }
    std::string one;
    std::string other;
    straight.exchange.save(one);
    interrupted.exchange.save(other);
    CHECK(one == other);
}

}  // namespace divmid::test
