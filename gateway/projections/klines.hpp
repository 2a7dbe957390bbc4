// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "gateway/projections/candles.hpp"
#include "gateway/projections/interval.hpp"

namespace divmid::gateway {

/// A candle of some interval. Without trades all its prices are the close before.
struct Kline {
    Bucket bucket;
    Candle trades;

    friend bool operator==(const Kline&, const Kline&) = default;
};

struct KlineQuery {
    Interval interval{};
    Duration zone;                  ///< As for bucket_at(): whole minutes.
    std::optional<Timestamp> from;  ///< The first may begin then.
    std::optional<Timestamp> to;    ///< The last may begin then.
    std::size_t limit{};  ///< So many at most: the first ones after `from`, else the last.
    Timestamp now;        ///< None begins later, except to hold a trade.
};

/// Without holes, the oldest first: from the bucket of the first trade on, or from where all that
/// is needed is still known. Costs some binary searches a kline.
[[nodiscard]] std::vector<Kline> klines(const MarketCandles& candles, const KlineQuery& query);

/// The one of this bucket, though not all of it may still be known.
[[nodiscard]] Kline kline(const MarketCandles& candles, Bucket bucket);

}  // namespace divmid::gateway
