// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <string>

#include "engine/market_terms.hpp"
#include "tests/engine/market_fixture.hpp"

namespace divmid::test {

namespace {

constexpr AccountId kAlice = MarketFixture::kAlice;
constexpr AccountId kBob = MarketFixture::kBob;
constexpr AccountId kCarol = MarketFixture::kCarol;

std::string saved(const Exchange& exchange) {
    std::string bytes;
    exchange.save(bytes);
    return bytes;
}

/// Orders beyond plain ones, profiles, and rules other than the first ones.
void make_special(MarketFixture& market) {
    MarketRules rules = rules_of(market.terms());
    rules.price_max = Price{200'000'000};
    rules.band_above = rules.band_below = 900'000;
    rules.reference_bucket = Duration{1'000'000};
    rules.reference_buckets = 6;
    market.send(SetMarketRules{.market = MarketFixture::kMarket, .rules = rules, .note = {}});
    market.send(SetTradeGroup{.account = kAlice, .group = TradeGroupId{7}});
    market.send(SetFeeTier{
        .account = kBob, .lifted = false, .maker_fee = Ppm{11}, .taker_fee = Ppm{1'100}});

    PlaceConditional iceberg{};
    iceberg.order = market.command({.account = kBob, .side = Side::sell, .lots = 9, .price = 120});
    iceberg.order.self_trade_prevention = SelfTradePrevention::decrement;
    iceberg.conditions.visible = Quantity{20'000};
    iceberg.conditions.session = SessionId{5};
    iceberg.conditions.keep = true;
    market.send(iceberg);
    iceberg.order = market.command({.account = kBob, .side = Side::sell, .lots = 2});
    iceberg.conditions = Conditions{};
    iceberg.conditions.peg = Peg::primary;
    iceberg.order.price = Price{};
    market.send(iceberg);
    PlaceOrder own = market.command({.account = kBob, .lots = 3, .price = 120});
    own.self_trade_prevention = SelfTradePrevention::decrement;
    market.send(own);
}

/// Something of everything that a state holds.
void make_busy(MarketFixture& market) {
    make_special(market);
    market.place({.account = kAlice, .side = Side::sell, .lots = 5, .price = 101});
    market.place({.account = kCarol,
                  .side = Side::sell,
                  .lots = 5,
                  .price = 101,
                  .client_id = "second-in-the-queue"});
    market.place({.account = kAlice, .side = Side::sell, .lots = 3, .price = 250'000});
    market.place({.account = kCarol,
                  .lots = 9,
                  .price = 99,
                  .time_in_force = TimeInForce::good_till_date,
                  .expiry = 5'000'000});
    market.place({.account = kBob, .lots = 2, .price = 101});
    market.send(RevokeKey{.key = MarketFixture::key_of(kCarol)});
    market.send(StorageLow{});
    market.send(StorageOk{});
}

/// Two exchanges that must do the same.
void check_same_future(MarketFixture& one, MarketFixture& other) {
    for (MarketFixture* market : {&one, &other}) {
        market->place({.account = kBob, .lots = 4, .price = 101});
        market->cancel(kCarol, "second-in-the-queue");
        market->tick.time = Timestamp{6'000'000};
        market->place({.account = kBob, .side = Side::sell, .lots = 20, .price = 90});
        market->place({.account = kAlice, .type = OrderType::market});
        market->cancel_all(kBob);
        market->list({.symbol = "ANOTHER"});
        market->send(OpenAccount{});
    }
    CHECK(saved(one.exchange) == saved(other.exchange));
}

}  // namespace

TEST_CASE("a saved and loaded exchange has the same state", "[save]") {
    MarketFixture market{{.maker_fee = 137, .taker_fee = 333}};
    make_busy(market);
    const std::string bytes = saved(market.exchange);
    const std::optional<Exchange> loaded = Exchange::load(bytes);
    REQUIRE(loaded);
    loaded->check_invariants();
    CHECK(saved(*loaded) == bytes);
    CHECK(loaded->sequence() == market.exchange.sequence());
    CHECK(loaded->time() == market.exchange.time());
    CHECK(loaded->next_deadline() == Timestamp{5'000'000});
}

TEST_CASE("saving and loading in the middle changes nothing that follows", "[save]") {
    MarketFixture straight{{.maker_fee = 137, .taker_fee = 333}};
    MarketFixture interrupted{{.maker_fee = 137, .taker_fee = 333}};
    make_busy(straight);
    make_busy(interrupted);
    std::optional<Exchange> loaded = Exchange::load(saved(interrupted.exchange));
    REQUIRE(loaded);
    interrupted.exchange = std::move(*loaded);
    check_same_future(straight, interrupted);
}

TEST_CASE("which orders were partly filled survives saving and loading", "[save]") {
    MarketFixture market;
    make_busy(market);
    market.exchange = Exchange::load(saved(market.exchange)).value();
    const auto refusal = [&](OrderId order, CancelRestriction restriction) {
        market.send(CancelOrderIf{.account = kAlice,
                                  .key = MarketFixture::key_of(kAlice),
                                  .market = MarketFixture::kMarket,
                                  .client_id = {},
                                  .order = order,
                                  .cancel_id = {},
                                  .deadline = {},
                                  .restriction = restriction});
        return market.refusal();
    };
    CHECK(refusal(OrderId{4}, CancelRestriction::only_new) == Reject::cancel_restricted);
    CHECK(refusal(OrderId{6}, CancelRestriction::only_partially_filled) ==
          Reject::cancel_restricted);
    CHECK(refusal(OrderId{4}, CancelRestriction::only_partially_filled) == Reject::none);
    CHECK(refusal(OrderId{6}, CancelRestriction::only_new) == Reject::none);
}

TEST_CASE("the queue order survives saving and loading", "[save]") {
    MarketFixture market;
    make_busy(market);
    market.exchange = Exchange::load(saved(market.exchange)).value();
    market.place({.account = kBob, .lots = 8, .price = 101});
    REQUIRE(market.trades().size() == 2);
    CHECK(market.trades()[0].maker == kAlice);
    CHECK(market.trades()[0].lots == Lots{3});
    CHECK(market.trades()[1].maker == kCarol);
}

TEST_CASE("an exchange that runs low of storage is loaded so", "[save]") {
    MarketFixture market;
    market.send(StorageLow{});
    market.exchange = Exchange::load(saved(market.exchange)).value();
    market.place(Order{});
    CHECK(market.refusal() == Reject::storage_low);
}

TEST_CASE("no cut or flipped byte of a saved state ends the process", "[save]") {
    MarketFixture market;
    make_busy(market);
    const std::string bytes = saved(market.exchange);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(Exchange::load(bytes.substr(0, size)));
    CHECK_FALSE(Exchange::load(bytes + '\0'));
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string flipped = bytes;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x41);
        if (const std::optional<Exchange> loaded = Exchange::load(flipped))
            CHECK(saved(*loaded) == flipped);
    }
}

TEST_CASE("a state with a market that could never have been listed is not loaded", "[save]") {
    MarketFixture market;
    const std::string bytes = saved(market.exchange);
    const std::size_t terms = bytes.rfind("DVMUSD") + 6;  // Base, quote, tick size, lot size, ...
    const auto with = [&](std::size_t at, std::size_t size, char byte) {
        std::string changed = bytes;
        changed.replace(terms + at, size, size, byte);
        return changed;
    };
    REQUIRE(Exchange::load(bytes));
    std::string same_assets = bytes;
    same_assets[terms + 2] = same_assets[terms];
    CHECK_FALSE(Exchange::load(same_assets));
    CHECK_FALSE(Exchange::load(with(4 + 6, 1, '\x7F')));   // The tick size, times price_max.
    CHECK_FALSE(Exchange::load(with(12 + 6, 1, '\x7F')));  // The lot size, times lots_max.
    CHECK_FALSE(Exchange::load(with(36, 8, '\xFF')));      // A negative least value.
    CHECK_FALSE(Exchange::load(with(44 + 6, 1, '\x7F')));  // The value of a lot at a tick.
}

}  // namespace divmid::test
