// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/terms.hpp"
#include "gateway/projections/candles.hpp"

namespace divmid::gateway {

/// How the last 24 hours stand. It slides by whole minutes: the minute that began it counts whole.
struct DayWindow {
    Timestamp begin;
    Candle trades;         ///< Without any, all prices are the close before.
    Ticks previous_close;  ///< Of the last trade before `begin`; zero when there is none.
    Lots last_lots;        ///< Of the last trade ever; zero when there is none.

    friend bool operator==(const DayWindow&, const DayWindow&) = default;
};

/// Null candles: nothing was ever traded. Costs at most 200 additions.
[[nodiscard]] DayWindow day_window(const MarketCandles* candles, Timestamp now);

/// What a whole unit of the base cost on average, truncated: in the market's smallest price units.
/// Requires: some trades.
[[nodiscard]] Price average_price(const Candle& trades, const MarketTerms& terms);

inline constexpr int kAverageMinutes = 5;

/// Of the last kAverageMinutes, by whole seconds; the last price when nothing was traded in them,
/// zero when nothing ever was.
[[nodiscard]] Price average_price(const MarketCandles* candles, const MarketTerms& terms,
                                  Timestamp now);

}  // namespace divmid::gateway
