// SPDX-License-Identifier: Apache-2.0
#include "storage/log_search.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "storage/projection.hpp"
#include "tests/storage/running_exchange.hpp"
#include "tests/storage/temporary_directory.hpp"

namespace divmid::storage {
namespace {

/// What was released, remembered.
struct Remembered final : Projection {
    void apply(const Record& record) override { records.push_back(record); }
    std::vector<Record> records;
};

/// A log in which three records after each other have one time.
std::unique_ptr<RunningExchange> traded(const TemporaryDirectory& directory, Remembered& seen) {
    auto running = RunningExchange::start(directory.path(), {.projections = {&seen}});
    REQUIRE(running);
    SmallMarket market{7};
    Timestamp time;
    for (int i = 0; i < 300; ++i) {
        Tick tick = market.next();
        if (i % 3 == 0) time = tick.time;
        tick.time = time;
        REQUIRE((*running)->submit(std::move(tick)));
    }
    REQUIRE((*running)->drain());
    return std::move(*running);
}

}  // namespace

TEST_CASE("a record is read out of the log with all its events", "[log]") {
    const TemporaryDirectory directory;
    Remembered seen;
    const auto running = traded(directory, seen);
    for (const Record& record : seen.records) {
        const auto read = read_record(running->store(), record.sequence);
        REQUIRE(read);
        CHECK(read->digest == record.digest);
        CHECK(read->events.size() == record.events.size());
    }
    CHECK_FALSE(read_record(running->store(), Sequence{301}));
    CHECK_FALSE(read_record(running->store(), Sequence{0}));
}

TEST_CASE("a trade is found in the log by its time, whichever record of that time made it",
          "[log]") {
    const TemporaryDirectory directory;
    Remembered seen;
    const auto running = traded(directory, seen);
    std::size_t trades = 0;
    for (const Record& record : seen.records)
        for (const TradeExecuted& trade : record.events.all<TradeExecuted>()) {
            TradeAt wanted{trade.market, trade.trade, record.tick.time};
            const auto found = read_trade(running->store(), wanted);
            REQUIRE(found);
            CHECK(found->sequence == record.sequence);
            CHECK(found->trade.maker == trade.maker);
            CHECK(found->trade.taker_fee == trade.taker_fee);
            wanted.time = wanted.time + Duration{1};
            CHECK_FALSE(read_trade(running->store(), wanted));
            wanted.time = Timestamp{1};
            CHECK_FALSE(read_trade(running->store(), wanted));
            ++trades;
        }
    CHECK(trades > 50);
    CHECK_FALSE(read_trade(running->store(),
                           {SmallMarket::kMarket, TradeId{1}, Timestamp{9'000'000'000'000'000}}));
}

TEST_CASE("an empty log has no record and no trade", "[log]") {
    const TemporaryDirectory directory;
    const auto store = Store::open(directory.path());
    REQUIRE(store);
    CHECK_FALSE(read_record(*store, Sequence{1}));
    CHECK_FALSE(read_trade(*store, {MarketId{1}, TradeId{1}, Timestamp{1}}));
}

}  // namespace divmid::storage
