// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/rolling_window.hpp"

#include <algorithm>

namespace divmid::gateway {
namespace {

constexpr Duration kAveraged{kAverageMinutes * kOneMinute.value()};

Timestamp before(Timestamp time, Duration length) {
    return time + Duration{-length.value()};
}

/// Up to now, and the last trade too when our clock is behind it.
Bucket until_now(const MarketCandles& candles, Timestamp begin, Timestamp now) {
    return {begin, floor_to(kOneSecond, std::max(now, candles.last().time)) + kOneSecond};
}

}  // namespace

DayWindow day_window(const MarketCandles* candles, Timestamp now) {
    DayWindow window;
    window.begin = floor_to(kOneMinute, before(now, kOneDay));
    if (!candles) return window;
    window.trades = candles->sum(until_now(*candles, window.begin, now));
    window.previous_close = candles->close_before(window.begin);
    window.last_lots = candles->last().lots;
    if (window.trades.empty()) window.trades.stand_at(window.previous_close);
    return window;
}

Price average_price(const Candle& trades, const MarketTerms& terms) {
    // Whole ticks first: the product of the sum and the tick size may not fit.
    const UInt128 tick_size = static_cast<UInt128>(terms.tick_size.value());
    const UInt128 whole = trades.value / trades.lots * tick_size;
    const UInt128 rest = trades.value % trades.lots * tick_size / trades.lots;
    return Price{static_cast<std::int64_t>(whole + rest)};
}

Price average_price(const MarketCandles* candles, const MarketTerms& terms, Timestamp now) {
    if (!candles) return {};
    const Timestamp begin = floor_to(kOneSecond, before(now, kAveraged));
    const Candle trades = candles->sum(until_now(*candles, begin, now));
    return trades.empty() ? terms.price(candles->last().price) : average_price(trades, terms);
}

}  // namespace divmid::gateway
