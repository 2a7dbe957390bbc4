// SPDX-License-Identifier: Apache-2.0
#include "storage/history/trade_blocks.hpp"

#include <rocksdb/db.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <memory>
#include <random>
#include <vector>

#include "storage/history/segments.hpp"
#include "storage/history/trade_choice.hpp"
#include "tests/storage/temporary_directory.hpp"

namespace divmid::storage {

namespace {

constexpr std::uint64_t kTrades = 3500;
constexpr MarketId kMarkets[] = {MarketId{1}, MarketId{2}, MarketId{300}};

/// Trades 1 to 4, 5 to 14, 15 to 24 … are one aggregate each: the ends of blocks cut some.
std::uint64_t aggregate_of_trade(std::uint64_t trade) {
    return 1 + (trade + 5) / 10;
}

/// Each aggregate a second after the one before.
Timestamp time_of(std::uint64_t aggregate) {
    return Timestamp{1'700'000'000'000'000 + static_cast<std::int64_t>(aggregate) * 1'000'000};
}

/// The trades of three markets, as one segment.
class OneSegment {
public:
    OneSegment() {
        Tail tail{YoungTrades{1}};
        std::mt19937_64 random{7};
        for (std::uint64_t trade = 1; trade <= kTrades; ++trade)
            for (const MarketId market : kMarkets)
                tail.trades.add({.trade = TradeId{trade},
                                 .aggregate = AggregateId{aggregate_of_trade(trade)},
                                 .time = time_of(aggregate_of_trade(trade)),
                                 .price = Ticks{static_cast<std::uint32_t>(random())},
                                 .lots = Lots{static_cast<std::uint32_t>(random())},
                                 .market = market,
                                 .buyer_is_maker = random() % 2 == 0});
        REQUIRE(write_segment(store_, 0, tail));
    }

    /// The one aggregate that is asked for. Counts the blocks that were read for it.
    AggregateRow find(TradeQuery query) {
        query.limit = 1;
        TradeChoice<AggregateRow> choice{query};
        blocks_read = 0;
        REQUIRE(
            visit_trades(store_, query, TradeId{kTrades + 1}, [&](std::span<const TradeRow> run) {
                ++blocks_read;
                choice.offer(run);
                return !choice.full();
            }));
        const std::vector<AggregateRow> found = choice.take();
        REQUIRE(found.size() == 1);
        REQUIRE(found.front().market == query.market);
        return found.front();
    }

    [[nodiscard]] std::size_t bytes() const {
        const std::unique_ptr<rocksdb::Iterator> at{
            store_.db().NewIterator({}, store_.family(Family::index))};
        std::size_t bytes = 0;
        for (at->SeekToFirst(); at->Valid(); at->Next())
            bytes += at->key().size() + at->value().size();
        return bytes;
    }

    int blocks_read = 0;

private:
    TemporaryDirectory directory_;
    Store store_{*Store::open(directory_.path() / "data")};
};

}  // namespace

TEST_CASE("an aggregate is found whole by id and by time wherever blocks end", "[history]") {
    OneSegment segment;
    for (const MarketId market : kMarkets)
        for (std::uint64_t id = 1; id <= aggregate_of_trade(kTrades); ++id) {
            const AggregateRow by_id =
                segment.find({.market = market, .from_aggregate = AggregateId{id}});
            REQUIRE(by_id.aggregate == AggregateId{id});
            REQUIRE(by_id.first == TradeId{id == 1 ? 1 : 10 * id - 15});
            REQUIRE(segment.blocks_read <= 2);
            const AggregateRow from = segment.find({.market = market, .start = time_of(id)});
            REQUIRE((from.aggregate == by_id.aggregate && from.first == by_id.first));
            REQUIRE(segment.blocks_read <= 2);
            const AggregateRow until = segment.find({.market = market, .end = time_of(id)});
            REQUIRE((until.aggregate == by_id.aggregate && until.first == by_id.first));
            REQUIRE(until.last == by_id.last);
            REQUIRE(segment.blocks_read <= 2);
        }
}

TEST_CASE("any trade is found by id in the block that holds it, and the next at most",
          "[history]") {
    OneSegment segment;
    for (std::uint64_t id = 1; id <= kTrades; id += 37) {
        const AggregateRow found = segment.find({.market = MarketId{2}, .from = TradeId{id}});
        REQUIRE(found.first == TradeId{id});
        REQUIRE(segment.blocks_read <= 2);
    }
}

TEST_CASE("a trade takes no more than 24 bytes on disk, whatever its price and quantity",
          "[history]") {
    CHECK(OneSegment{}.bytes() <= 24 * kTrades * std::size(kMarkets));
}

}  // namespace divmid::storage
