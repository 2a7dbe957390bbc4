// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/candles.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <optional>

#include "gateway/projections/klines.hpp"
#include "tests/gateway/projections/naive_candles.hpp"
#include "tests/random.hpp"

namespace divmid::gateway {
namespace {

constexpr MarketId kMarket{1};
// 2027-12-20T00:00Z: a leap day and the end of a year are near.
constexpr Timestamp kStart{1'829'260'800'000'000};

/// Candles, and what should be in them.
struct Both {
    void trade(Timestamp time, const std::vector<RecordMaker::Traded>& trades) {
        const Record record = maker.record(time, trades);
        candles.apply(record);
        naive.apply(record);
    }
    [[nodiscard]] const MarketCandles& market() const { return *candles.market(kMarket); }

    RecordMaker maker;
    Candles candles;
    NaiveCandles naive;
};

/// A while that is sometimes a moment and sometimes weeks.
Duration some_while(Random& random) {
    constexpr std::array kMost{std::uint32_t{1'000}, std::uint32_t{3'000'000},
                               std::uint32_t{100'000'000}, std::uint32_t{4'000'000'000}};
    const std::int64_t drawn = random.below(kMost.at(random.below(4)));
    return Duration{random.below(200) == 0 ? 600 * drawn : drawn};
}

std::vector<RecordMaker::Traded> some_trades(Random& random) {
    std::vector<RecordMaker::Traded> trades(random.below(4));
    for (auto& trade : trades)
        trade = {Ticks{1 + random.below(1000)}, Lots{1 + random.below(1'000'000)}, random.side()};
    return trades;
}

Timestamp trade_at_random(Both& both, Random& random, int records) {
    Timestamp time = kStart;
    for (int i = 0; i < records; ++i) {
        both.trade(time, some_trades(random));
        time = time + some_while(random);
    }
    return time;
}

std::optional<Timestamp> some_time(Random& random, Timestamp end) {
    if (random.coin()) return std::nullopt;
    const auto span = static_cast<std::uint32_t>((end - kStart).value() / 1'000'000);
    return kStart + Duration{std::int64_t{random.below(span)} * 1'000'000 - 86'400'000'000};
}

/// So that a naive answer has some hundred klines of all there are, not millions.
void keep_near(KlineQuery& query) {
    if (query.interval >= Interval::hour) return;
    query.limit = 1 + query.limit % 20;
}

}  // namespace

TEST_CASE("every stretch of time sums up to what all its trades sum up to", "[statistics]") {
    const auto seed = GENERATE(range(0U, 8U));
    Random random{seed};
    Both both;
    const Timestamp end = trade_at_random(both, random, 400);
    const auto seconds = static_cast<std::uint32_t>((end - kStart).value() / 1'000'000);
    for (int i = 0; i < 300; ++i) {
        const std::int64_t from = random.below(seconds + 1);
        const std::int64_t length = random.coin() ? random.below(100'000) : random.below(seconds);
        const Bucket stretch{kStart + Duration{from * 1'000'000},
                             kStart + Duration{(from + length) * 1'000'000}};
        REQUIRE(both.market().sum(stretch) == both.naive.sum(stretch));
        REQUIRE(both.market().close_before(stretch.begin) ==
                both.naive.close_before(stretch.begin));
    }
}

TEST_CASE("klines of every interval are those that a fold over all trades makes", "[statistics]") {
    const auto interval = static_cast<Interval>(GENERATE(range(0, 16)));
    Random random{static_cast<std::uint64_t>(interval)};
    Both both;
    const int records = interval < Interval::hour ? 60 : 300;
    const Timestamp end = trade_at_random(both, random, records);
    for (int i = 0; i < 40; ++i) {
        KlineQuery query{.interval = interval,
                         .zone = {},
                         .from = some_time(random, end),
                         .to = some_time(random, end),
                         .limit = 1 + random.below(500),
                         .now = end + Duration{random.below(100'000'000)}};
        if (random.coin())
            query.zone = Duration{(std::int64_t{random.below(1560)} - 720) * kOneMinute.value()};
        keep_near(query);
        // Far from the trades the naive one would walk through millions of seconds.
        if (interval < Interval::minutes_15) query.now = end;
        const auto expected = both.naive.klines(query);
        const auto found = klines(both.market(), query);
        REQUIRE(found.size() == expected.size());
        for (std::size_t k = 0; k < found.size(); ++k) REQUIRE(found[k] == expected[k]);
    }
}

TEST_CASE("an empty bucket is flat at the close before, and there is none before the first trade",
          "[statistics]") {
    Both both;
    CHECK(both.candles.market(kMarket) == nullptr);
    both.trade(kStart + Duration{30'000'000}, {{Ticks{5}, Lots{2}}, {Ticks{9}, Lots{1}}});
    both.trade(kStart + Duration{200'000'000}, {{Ticks{7}, Lots{1}}});
    const auto all = klines(both.market(), {.interval = Interval::minute,
                                            .zone = {},
                                            .from = {},
                                            .to = {},
                                            .limit = 100,
                                            .now = kStart + Duration{300'000'000}});
    REQUIRE(all.size() == 6);
    CHECK(all[0].bucket.begin == kStart);
    CHECK(all[0].trades.close == Ticks{9});
    for (const std::size_t empty : {1U, 2U, 4U, 5U}) {
        const Candle& candle = all[empty].trades;
        CHECK(candle.count == 0);
        CHECK(candle.lots == 0);
        for (const Ticks price : {candle.open, candle.high, candle.low, candle.close})
            CHECK(price == (empty < 3 ? Ticks{9} : Ticks{7}));
    }
    CHECK(all[3].trades.open == Ticks{7});
}

TEST_CASE("sums of candles do not end at 64 bits", "[statistics]") {
    Both both;
    const Ticks dear{std::numeric_limits<std::int32_t>::max()};
    const Lots many{std::numeric_limits<std::uint32_t>::max()};
    for (int i = 0; i < 10; ++i) both.trade(kStart, {{dear, many, Side::buy}});
    const Candle sum = both.market().sum({kStart, kStart + kOneDay});
    CHECK((sum.value == UInt128{10} * dear.value() * many.value()));
    CHECK((sum.taker_buy_value == sum.value));
}

TEST_CASE("of the oldest candles only what is forgotten is missing", "[statistics]") {
    constexpr std::size_t kKept = 50;
    Random random{7};
    MarketCandles few{kKept, kKept};
    Both all;
    Timestamp time = kStart;
    for (int i = 0; i < 200; ++i) {
        const RecordMaker::Traded traded{Ticks{1 + random.below(9)}, Lots{1}, random.side()};
        all.trade(time, {traded});
        Candle candle;
        candle.begin = time;
        candle.add(all.naive.trades().back().trade);
        few.add(candle, {candle.last, traded.price, traded.lots, time});
        time = time + Duration{random.below(150'000'000)};
    }
    for (const Interval interval : {Interval::second, Interval::minute, Interval::hour}) {
        const KlineQuery query{interval, {}, kStart, {}, 100'000, time};
        const auto expected = klines(all.market(), query);
        const auto kept = klines(few, query);
        const bool forgets = interval != Interval::hour;
        REQUIRE(kept.size() > 2);
        REQUIRE((kept.size() < expected.size()) == forgets);
        for (std::size_t i = 1; i <= kept.size(); ++i)
            REQUIRE(kept[kept.size() - i] == expected[expected.size() - i]);
    }
}

TEST_CASE("trades of one record in several markets go to each their own", "[statistics]") {
    Record record;
    record.tick.time = kStart;
    for (const MarketId market : {MarketId{1}, MarketId{2}, MarketId{1}}) {
        TradeExecuted trade{};
        trade.trade = TradeId{record.events.all<TradeExecuted>().size() == 2 ? 2U : 1U};
        trade.market = market;
        trade.price = Ticks{10U * market.value()};
        trade.lots = Lots{1};
        record.events.push(trade);
    }
    Candles candles;
    candles.apply(record);
    CHECK(candles.time() == kStart);
    CHECK(candles.market(MarketId{1})->sum({kStart, kStart + kOneSecond}).count == 2);
    CHECK(candles.market(MarketId{2})->sum({kStart, kStart + kOneSecond}).high == Ticks{20});
    CHECK(candles.market(MarketId{3}) == nullptr);
}

}  // namespace divmid::gateway
