// SPDX-License-Identifier: Apache-2.0
#include "engine/ledger/ledger.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <vector>

#include "engine/check.hpp"
#include "engine/ledger/fees.hpp"
#include "tests/engine/market_fixture.hpp"

namespace divmid::test {

namespace {

constexpr AccountId kAlice = MarketFixture::kAlice;
constexpr AccountId kBob = MarketFixture::kBob;
constexpr AssetId kDvm = MarketFixture::kDvm;
constexpr AssetId kUsd = MarketFixture::kUsd;
constexpr std::int64_t kPlenty = MarketFixture::kPlenty;

/// Total fee of an order whose fills bring these amounts.
Int128 total_fee(const std::vector<std::int64_t>& received, Ppm rate) {
    Int128 total = 0;
    FeeCredit credit;
    for (const std::int64_t amount : received) {
        const Fee fee = fee_of_fill(Amount{amount}, rate, credit);
        RC_ASSERT(fee.amount >= Amount{} && fee.amount <= Amount{amount});
        total += fee.amount.value();
        credit = fee.credit;
    }
    return total;
}

}  // namespace

TEST_CASE("an order's total fee is the rounded-up sum, however the order is sliced", "[fees]") {
    CHECK(rc::check([] {
        const auto rate = *rc::gen::inRange<std::uint32_t>(0, kFeeMost.value() + 1);
        const auto most = *rc::gen::element<std::int64_t>(10, 1'000'000, std::int64_t{1} << 50);
        const auto slices =
            *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, most));
        Int128 received = 0;
        for (const std::int64_t slice : slices) received += slice;
        const Int128 exact = received * rate;
        RC_ASSERT(total_fee(slices, Ppm{rate}) == (exact + 999'999) / 1'000'000);
    }));
}

TEST_CASE("many small fills pay no more than one large one", "[fees]") {
    const std::vector<std::int64_t> small(1'000, 1);
    CHECK(total_fee(small, Ppm{1'000}) == 1);
    CHECK(total_fee({1'000}, Ppm{1'000}) == 1);
}

TEST_CASE("taker and maker rates share one order's credit", "[fees]") {
    const Fee as_taker = fee_of_fill(Amount{1}, Ppm{2'000}, FeeCredit{});
    CHECK(as_taker.amount == Amount{1});
    const Fee as_maker = fee_of_fill(Amount{998}, Ppm{1'000}, as_taker.credit);
    CHECK(as_maker.amount == Amount{});
    CHECK(as_maker.credit == FeeCredit{0});
    CHECK(fee_of_fill(Amount{1}, Ppm{1}, as_maker.credit).amount == Amount{1});
}

TEST_CASE("a fee on an amount beyond 64-bit products is exact", "[fees]") {
    const Fee fee = fee_of_fill(Amount{(std::int64_t{1} << 62) + 7}, Ppm{100'000}, FeeCredit{});
    CHECK(fee.amount == Amount{((std::int64_t{1} << 62) + 7 + 9) / 10});
}

TEST_CASE("both sides pay their fee in what they receive", "[ledger]") {
    MarketFixture market{{.maker_fee = 1'000, .taker_fee = 2'000}};
    market.place({.account = kAlice, .side = Side::sell, .lots = 10, .price = 1'000});
    CHECK(market.held(kAlice, kDvm) == 100'000);
    CHECK(market.available(kAlice, kDvm) == kPlenty - 100'000);
    market.place({.account = kBob, .lots = 10, .price = 1'000});
    CHECK(market.held(kAlice, kDvm) == 0);
    CHECK(market.available(kAlice, kUsd) == kPlenty + 10'000 - 10);
    CHECK(market.available(kBob, kUsd) == kPlenty - 10'000);
    CHECK(market.available(kBob, kDvm) == kPlenty + 100'000 - 200);
    CHECK(market.available(kFees, kUsd) == 10);
    CHECK(market.available(kFees, kDvm) == 200);
}

TEST_CASE("a maker's fee does not depend on how many takers it meets", "[ledger]") {
    MarketFixture whole{{.maker_fee = 333}};
    MarketFixture sliced{{.maker_fee = 333}};
    for (MarketFixture* market : {&whole, &sliced})
        market->place({.account = kAlice, .side = Side::sell, .lots = 100, .price = 7});
    whole.place({.account = kBob, .lots = 100, .price = 7});
    for (int i = 0; i < 100; ++i) sliced.place({.account = kBob, .lots = 1, .price = 7});
    CHECK(whole.available(kFees, kUsd) == 1);
    CHECK(sliced.available(kFees, kUsd) == 1);
}

TEST_CASE("only what rests is held, and a cancel frees it in the same record", "[ledger]") {
    MarketFixture market;
    market.place({.account = kAlice, .side = Side::sell, .lots = 4, .price = 90});
    market.place({.account = kBob, .lots = 10, .price = 100});
    CHECK(market.held(kBob, kUsd) == 600);
    CHECK(market.available(kBob, kUsd) == kPlenty - 360 - 600);
    market.cancel(kBob, market.last_order());
    CHECK(market.held(kBob, kUsd) == 0);
    CHECK(market.available(kBob, kUsd) == kPlenty - 360);
}

TEST_CASE("the postings of a trade sum to zero in each asset", "[ledger]") {
    MarketFixture market{{.maker_fee = 1'000, .taker_fee = 2'000}};
    market.place({.account = kAlice, .side = Side::sell, .lots = 10, .price = 1'000});
    market.place({.account = kBob, .lots = 10, .price = 1'000});
    Amount sums[3];
    for (const Posting& posting : postings(market.trades().at(0), market.terms()).entries())
        sums[posting.asset.value()] += posting.available + posting.held;
    CHECK(sums[1] == Amount{});
    CHECK(sums[2] == Amount{});
}

TEST_CASE("balances stay when assets and accounts join", "[ledger]") {
    Ledger ledger;
    ledger.cover(kFunding);
    ledger.cover(AssetId{1});
    ledger.post(Deposited{.account = kFees, .asset = AssetId{1}, .amount = Amount{5}});
    ledger.cover(AssetId{9});
    ledger.cover(AccountId{1'000});
    CHECK(ledger.balance(kFees, AssetId{1}).available == Amount{5});
    CHECK(ledger.balance(kFunding, AssetId{1}).available == Amount{-5});
    CHECK(ledger.balance(AccountId{1'000}, AssetId{9}) == Balance{});
    ledger.check_invariants();
}

}  // namespace divmid::test
