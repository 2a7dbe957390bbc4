// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/timing.hpp"
#include "gateway/projections/book.hpp"
#include "gateway/projections/catalog.hpp"
#include "gateway/projections/klines.hpp"
#include "gateway/projections/rolling_window.hpp"

namespace divmid::gateway {

// Statistics of a market as the dialect writes them. Where nothing was traded, ids are -1, sums
// zero, and prices the last one before.

/// The last moment of a bucket in that unit: a candle closes one unit before the next one opens.
[[nodiscard]] inline std::int64_t to_wire_close(Bucket bucket, TimeUnit unit) {
    return to_wire_time(bucket.end, unit) - 1;
}

/// The twelve columns of a candlestick.
void write_kline(JsonWriter& json, const ListedMarket& market, const Kline& kline, TimeUnit unit);

/// How a candlestick stands, or stood when it was closed for good.
struct KlineUpdate {
    Interval interval{};
    Kline kline;
    bool closed{};
    Timestamp now;
};

/// The event kline.
void write_kline_event(JsonWriter& json, const ListedMarket& market, const KlineUpdate& update,
                       TimeUnit unit);

/// A day's figures of a market, now.
struct DayTicker {
    DayWindow window;
    TopOfBook top;
    Timestamp now;
};

void write_day_ticker(JsonWriter& json, const ListedMarket& market, const DayTicker& ticker,
                      TimeUnit unit);
/// Without the book and what follows from other figures.
void write_mini_ticker(JsonWriter& json, const ListedMarket& market, const DayTicker& ticker,
                       TimeUnit unit);

/// The event 24hrTicker.
void write_day_ticker_event(JsonWriter& json, const ListedMarket& market, const DayTicker& ticker,
                            TimeUnit unit);
/// The event 24hrMiniTicker.
void write_mini_ticker_event(JsonWriter& json, const ListedMarket& market, const DayTicker& ticker,
                             TimeUnit unit);

}  // namespace divmid::gateway
