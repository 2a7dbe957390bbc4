// SPDX-License-Identifier: Apache-2.0
#include "engine/market/auction.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

#include "engine/market/order_pool.hpp"
#include "tests/random.hpp"

namespace divmid {

namespace {

using Orders = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  ///< Price, lots.

constexpr std::uint32_t kPriceMax = 1'000;

/// The auction price of bids and asks, ticks of `tick_size` units.
AuctionPrice priced(const Orders& bids, const Orders& asks, std::int64_t reference = 0,
                    std::int64_t tick_size = 1) {
    OrderPool pool;
    OrderBook book{Ticks{1}, Ticks{kPriceMax}};
    std::uint64_t id = 0;
    const auto rest = [&](Side side, const Orders& orders) {
        for (const auto& [price, lots] : orders) {
            const SlotIndex at = pool.acquire();
            pool[at] = OrderSlot{};
            pool[at].lots = Lots{lots};
            pool[at].ticks_bits = price & 0x7FFF'FFFFU;
            pool[at].side_bit = side == Side::sell;
            pool[at].id = OrderId{++id};
            book.rest(pool, at);
        }
    };
    rest(Side::buy, bids);
    rest(Side::sell, asks);
    return auction_price(book, Price{tick_size}, Price{reference});
}

AuctionPrice at(std::uint32_t price, std::uint64_t lots, std::uint64_t surplus, Side side) {
    return {Ticks{price}, lots, surplus, side};
}

std::uint64_t lots_from(const Orders& orders, std::uint32_t low, std::uint32_t high) {
    std::uint64_t sum = 0;
    for (const auto& [price, lots] : orders)
        if (price >= low && price <= high) sum += lots;
    return sum;
}

/// The rule as market.md says it, tried at every tick.
AuctionPrice plainly(const Orders& bids, const Orders& asks, std::int64_t reference) {
    std::uint64_t most = 0;
    std::uint64_t least = 0;
    std::vector<std::uint32_t> best;
    bool all_buy = true;
    bool all_sell = true;
    for (std::uint32_t price = 1; price <= kPriceMax; ++price) {
        const std::uint64_t demand = lots_from(bids, price, kPriceMax);
        const std::uint64_t supply = lots_from(asks, 1, price);
        const std::uint64_t lots = std::min(demand, supply);
        const std::uint64_t surplus = std::max(demand, supply) - lots;
        if (lots == 0 || lots < most || (lots == most && surplus > least)) continue;
        if (lots > most || surplus < least) {
            best.clear();
            all_buy = all_sell = true;
        }
        most = lots;
        least = surplus;
        best.push_back(price);
        all_buy = all_buy && demand > supply;
        all_sell = all_sell && supply > demand;
    }
    if (best.empty()) return {};
    std::uint32_t price = all_buy ? best.back() : best.front();
    if (!all_buy && !all_sell) {
        // Doubled, so that the middle of an odd range is a number too.
        const std::int64_t doubled =
            reference != 0 ? 2 * reference : std::int64_t{best.front()} + best.back();
        for (const std::uint32_t other : best)
            if (std::abs(2 * std::int64_t{other} - doubled) <=
                std::abs(2 * std::int64_t{price} - doubled))
                price = other;
    }
    const std::uint64_t demand = lots_from(bids, price, kPriceMax);
    const std::uint64_t supply = lots_from(asks, 1, price);
    return {Ticks{price}, most, least, supply > demand ? Side::sell : Side::buy};
}

}  // namespace

TEST_CASE("a book that does not cross has no auction price", "[auction]") {
    CHECK(priced({}, {}) == AuctionPrice{});
    CHECK(priced({{100, 5}}, {}) == AuctionPrice{});
    CHECK(priced({}, {{100, 5}}) == AuctionPrice{});
    CHECK(priced({{99, 5}}, {{100, 5}}) == AuctionPrice{});
}

TEST_CASE("the auction price is the one with the largest volume", "[auction]") {
    CHECK(priced({{105, 5}, {102, 10}}, {{98, 12}, {104, 20}}) == at(102, 12, 3, Side::buy));
    CHECK(priced({{105, 5}, {102, 10}}, {{98, 4}, {100, 20}}) == at(100, 15, 9, Side::sell));
}

TEST_CASE("of prices with the same volume the one with the least surplus counts", "[auction]") {
    // 10 trade anywhere from 95 to 105; up to 101 five more want to buy, from 103 on two to sell.
    CHECK(priced({{105, 10}, {101, 5}}, {{95, 10}, {103, 2}}, 90) == at(102, 10, 0, Side::buy));
    CHECK(priced({{105, 10}, {102, 5}}, {{95, 10}, {103, 2}}, 90) == at(103, 10, 2, Side::sell));
    CHECK(priced({{105, 10}, {102, 2}}, {{95, 10}, {103, 5}}, 110) == at(102, 10, 2, Side::buy));
}

TEST_CASE("with all surplus on the buy side the highest price counts", "[auction]") {
    CHECK(priced({{105, 15}}, {{95, 10}}, 90) == at(105, 10, 5, Side::buy));
}

TEST_CASE("with all surplus on the sell side the lowest price counts", "[auction]") {
    CHECK(priced({{105, 10}}, {{95, 15}}, 110) == at(95, 10, 5, Side::sell));
}

TEST_CASE("with no surplus, or one on either side, the price nearest to the reference counts",
          "[auction]") {
    const Orders bids{{105, 10}};
    const Orders asks{{95, 10}};
    CHECK(priced(bids, asks, 99).price == Ticks{99});
    CHECK(priced(bids, asks, 20).price == Ticks{95});
    CHECK(priced(bids, asks, 105).price == Ticks{105});
    CHECK(priced(bids, asks, 5'000'000'000).price == Ticks{105});

    const Orders more_bids{{105, 10}, {101, 5}};
    const Orders more_asks{{95, 10}, {102, 5}};
    CHECK(priced(more_bids, more_asks, 99) == at(99, 10, 5, Side::buy));
    CHECK(priced(more_bids, more_asks, 101) == at(101, 10, 5, Side::buy));
    CHECK(priced(more_bids, more_asks, 102) == at(102, 10, 5, Side::sell));
    CHECK(priced(more_bids, more_asks, 104) == at(104, 10, 5, Side::sell));
}

TEST_CASE("between two ticks the nearer one counts, the higher when they are as near",
          "[auction]") {
    const Orders bids{{105, 10}};
    const Orders asks{{95, 10}};
    CHECK(priced(bids, asks, 1'004, 10).price == Ticks{100});
    CHECK(priced(bids, asks, 1'005, 10).price == Ticks{101});
    CHECK(priced(bids, asks, 1'006, 10).price == Ticks{101});
    CHECK(priced(bids, asks, 301, 3).price == Ticks{100});
    CHECK(priced(bids, asks, 302, 3).price == Ticks{101});
}

TEST_CASE("without a reference the middle stands for it", "[auction]") {
    CHECK(priced({{105, 10}}, {{95, 10}}).price == Ticks{100});
    CHECK(priced({{104, 10}}, {{95, 10}}).price == Ticks{100});
    CHECK(priced({{95, 10}}, {{95, 10}}).price == Ticks{95});
}

TEST_CASE("the auction price is that of the rule tried at every tick", "[auction]") {
    Random random{20'261'123};
    for (int round = 0; round < 3'000; ++round) {
        Orders bids;
        Orders asks;
        for (auto* side : {&bids, &asks})
            for (std::uint32_t left = random.below(6); left > 0; --left)
                side->emplace_back(490 + random.below(20), 1 + random.below(4));
        const std::int64_t reference = random.below(3) == 0 ? 0 : 485 + random.below(30);
        CHECK(priced(bids, asks, reference) == plainly(bids, asks, reference));
    }
}

}  // namespace divmid
