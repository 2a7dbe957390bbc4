// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/restatements.hpp"

#include <catch2/catch.hpp>
#include <optional>

#include "engine/exchange.hpp"
#include "gateway/projections/klines.hpp"
#include "gateway/projections/rolling_window.hpp"
#include "storage/rocks_history.hpp"
#include "tests/gateway/projections/naive_candles.hpp"
#include "tests/storage/special_market.hpp"
#include "tests/storage/stepped_reactor.hpp"
#include "tests/storage/temporary_directory.hpp"

namespace divmid::gateway {
namespace {

constexpr MarketId kMarket = storage::SmallMarket::kMarket;

/// Candles of a market where trades are busted, and what should be in them.
class Busting {
public:
    Busting() {
        auto store = storage::Store::open(directory_.path());
        REQUIRE(store);
        store_.emplace(std::move(*store));
        stage_.emplace(reactor_.reactor(), 100, 1);
        auto history =
            storage::RocksHistory::open(*store_, reactor_.reactor(), *stage_, {.rows = 60});
        REQUIRE(history);
        history_ = std::move(*history);
        restatements_.emplace(candles_, *history_);
    }

    void trade(int ticks) {
        for (int i = 0; i < ticks; ++i) {
            market_.pass(Duration{static_cast<std::int64_t>(i % 7) * 400'000});
            const Record record = exchange_.apply(market_.next());
            market_.saw(record);
            busted_ += record.events.all<TradeBusted>().size();
            now_ = record.tick.time;
            history_->apply(record);
            candles_.apply(record);
            restatements_->apply(record);
            naive_.apply(record);
        }
    }
    /// Until nothing is to be asked any more.
    void settle() {
        while (stage_->depth() > 0 || reactor_.reactor().run_ready(100) > 0) {
        }
    }

    [[nodiscard]] const MarketCandles& candles() const { return *candles_.market(kMarket); }
    [[nodiscard]] const NaiveCandles& naive() const { return naive_; }
    [[nodiscard]] std::size_t busted() const { return busted_; }
    [[nodiscard]] Timestamp now() const { return now_; }

private:
    storage::TemporaryDirectory directory_;
    storage::SteppedReactor reactor_;
    std::optional<storage::Store> store_;
    std::optional<CallStage> stage_;
    std::unique_ptr<storage::RocksHistory> history_;
    Candles candles_;
    std::optional<Restatements> restatements_;
    storage::SpecialMarket market_{33};
    Exchange exchange_;
    NaiveCandles naive_;
    std::size_t busted_ = 0;
    Timestamp now_;
};

}  // namespace

TEST_CASE("statistics are those of the trades that were not taken back, and say how many were",
          "[candles]") {
    Busting busting;
    for (int round = 0; round < 4; ++round) {
        busting.trade(150);
        busting.settle();
        for (const Interval interval : {Interval::second, Interval::minute, Interval::day}) {
            KlineQuery query;
            query.interval = interval;
            query.limit = 5000;
            query.now = busting.now();
            REQUIRE(klines(busting.candles(), query) == busting.naive().klines(query));
        }
    }
    CHECK(busting.busted() > 10);
    const DayWindow day = day_window(&busting.candles(), busting.now());
    CHECK(day.trades.busted == busting.busted());
}

}  // namespace divmid::gateway
