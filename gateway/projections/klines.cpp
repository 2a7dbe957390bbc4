// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/klines.hpp"

#include <algorithm>

namespace divmid::gateway {
namespace {

/// The finest candles that the buckets are made of.
Step finest_step(const KlineQuery& query) {
    if (query.interval == Interval::second) return Step::second;
    if (query.interval < Interval::hour || query.zone.value() % kOneHour.value() != 0)
        return Step::minute;
    return query.interval < Interval::day || query.zone != Duration{} ? Step::hour : Step::day;
}

Bucket earliest(const MarketCandles& candles, const KlineQuery& query) {
    const Bucket first = bucket_at(query.interval, candles.first_time(), query.zone);
    const Timestamp from =
        std::max(candles.known_from(finest_step(query)), query.from.value_or(Timestamp{}));
    return from > first.begin ? bucket_from(query.interval, from, query.zone) : first;
}

}  // namespace

std::vector<Kline> klines(const MarketCandles& candles, const KlineQuery& query) {
    const Timestamp begun = std::max(query.now, candles.last().time);
    if (query.from > begun) return {};
    Bucket first = earliest(candles, query);
    const Timestamp to = std::min(begun, query.to.value_or(begun));
    const Bucket last = bucket_at(query.interval, to, query.zone);
    if (!query.from) {
        Bucket back = last;
        for (std::size_t i = 1; i < query.limit && back.begin > first.begin; ++i)
            back = bucket_at(query.interval, back.begin + Duration{-1}, query.zone);
        first = std::max(first, back, [](Bucket a, Bucket b) { return a.begin < b.begin; });
    }
    std::vector<Kline> all;
    Ticks close = candles.close_before(first.begin);
    for (Bucket bucket = first; bucket.begin <= last.begin && all.size() < query.limit;
         bucket = bucket_at(query.interval, bucket.end, query.zone)) {
        Kline& kline = all.emplace_back(Kline{bucket, candles.sum(bucket)});
        if (kline.trades.empty()) kline.trades.stand_at(close);
        close = kline.trades.close;
    }
    return all;
}

Kline kline(const MarketCandles& candles, Bucket bucket) {
    Kline kline{bucket, candles.sum(bucket)};
    if (kline.trades.empty()) kline.trades.stand_at(candles.close_before(bucket.begin));
    return kline;
}

}  // namespace divmid::gateway
