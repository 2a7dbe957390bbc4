// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/rolling_window.hpp"

#include <catch2/catch.hpp>

#include "tests/gateway/projections/naive_candles.hpp"
#include "tests/random.hpp"

namespace divmid::gateway {
namespace {

constexpr Timestamp kStart{1'829'260'800'000'000};

MarketTerms terms() {
    MarketTerms terms;
    terms.tick_size = Price{100};
    terms.lot_size = Quantity{10'000};
    terms.lot_tick_value = Amount{1};
    return terms;
}

Timestamp before(Timestamp time, Duration length) {
    return time + Duration{-length.value()};
}

}  // namespace

TEST_CASE("the day's figures are those of all trades since a whole minute a day ago",
          "[statistics]") {
    Random random{11};
    RecordMaker maker;
    Candles candles;
    NaiveCandles naive;
    Timestamp now = kStart;
    for (int i = 0; i < 3000; ++i) {
        const Record record = maker.record(
            now, {{Ticks{1 + random.below(500)}, Lots{1 + random.below(99)}, random.side()}});
        candles.apply(record);
        naive.apply(record);
        const MarketCandles& market = *candles.market(MarketId{1});
        const DayWindow window = day_window(&market, now);
        if (i % 10 != 0) {
            now = now + Duration{random.below(200'000'000)};
            continue;
        }
        const Timestamp begin = floor_to(kOneMinute, before(now, kOneDay));
        REQUIRE(window.begin == begin);
        REQUIRE(window.trades == naive.sum({begin, now + Duration{1}}));
        REQUIRE(window.previous_close == naive.close_before(begin));
        REQUIRE(window.last_lots == naive.trades().back().trade.lots);
    }
}

TEST_CASE("a day without trades stands at the last price, a market without any at zero",
          "[statistics]") {
    CHECK(day_window(nullptr, kStart).trades == Candle{});
    RecordMaker maker;
    Candles candles;
    candles.apply(maker.record(kStart, {{Ticks{7}, Lots{3}}}));
    const MarketCandles& market = *candles.market(MarketId{1});
    // The minute that the window begins in counts whole.
    CHECK(day_window(&market, kStart + kOneDay + kOneMinute + Duration{-1}).trades.count == 1);
    const DayWindow later = day_window(&market, kStart + kOneDay + kOneMinute);
    CHECK(later.trades.empty());
    CHECK(later.trades.open == Ticks{7});
    CHECK(later.trades.close == Ticks{7});
    CHECK(later.previous_close == Ticks{7});
    CHECK(later.last_lots == Lots{3});
}

TEST_CASE("a clock behind the last record still counts its trades", "[statistics]") {
    RecordMaker maker;
    Candles candles;
    candles.apply(maker.record(kStart, {{Ticks{7}, Lots{3}}}));
    const MarketCandles* const market = candles.market(MarketId{1});
    CHECK(day_window(market, before(kStart, kOneHour)).trades.count == 1);
    CHECK(average_price(market, terms(), before(kStart, kOneHour)) == Price{700});
}

TEST_CASE("the average price is what was paid for what was bought in five minutes, truncated",
          "[statistics]") {
    RecordMaker maker;
    Candles candles;
    CHECK(average_price(nullptr, terms(), kStart) == Price{});
    candles.apply(maker.record(kStart, {{Ticks{10}, Lots{1}}, {Ticks{11}, Lots{2}}}));
    const MarketCandles* const market = candles.market(MarketId{1});
    // 32 ticks for three lots: 10.666… of a hundred units each.
    CHECK(average_price(market, terms(), kStart) == Price{1066});
    CHECK(average_price(market, terms(), kStart + Duration{5 * kOneMinute.value()}) == Price{1066});
    // Later the last price stands.
    CHECK(average_price(market, terms(), kStart + Duration{5 * kOneMinute.value()} + kOneSecond) ==
          Price{1100});
}

}  // namespace divmid::gateway
