// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "engine/types.hpp"

namespace divmid::storage {

/// Counts up from 1 within a market, without holes: the trades of one taker's order at one price,
/// made by one record, are one aggregate. Derived from the log, so the same after every replay.
using AggregateId = Strong<struct AggregateIdMeaning, std::uint64_t>;

/// One trade as everybody may see it.
struct TradeRow {
    TradeId trade;
    AggregateId aggregate;
    Timestamp time;
    Ticks price;
    Lots lots;
    MarketId market;
    bool buyer_is_maker{};
};

/// One aggregate.
struct AggregateRow {
    AggregateId aggregate;
    TradeId first;
    TradeId last;
    Timestamp time;
    std::uint64_t lots{};  ///< Of all its trades.
    Ticks price;
    MarketId market;
    bool buyer_is_maker{};
};

[[nodiscard]] inline AggregateRow aggregate_of(const TradeRow& trade) {
    return {.aggregate = trade.aggregate,
            .first = trade.trade,
            .last = trade.trade,
            .time = trade.time,
            .lots = trade.lots.value(),
            .price = trade.price,
            .market = trade.market,
            .buyer_is_maker = trade.buyer_is_maker};
}

/// Adds other trades of the same aggregate, older or younger. False when they are of another one.
inline bool join(AggregateRow& to, const AggregateRow& other) {
    if (to.aggregate != other.aggregate || to.market != other.market) return false;
    to.first = std::min(to.first, other.first);
    to.last = std::max(to.last, other.last);
    to.lots += other.lots;
    return true;
}

/// Which trades of a market, or aggregates: in order of id, at most `limit` of them; the newest
/// ones unless it is said where to start. Zero means not given; times are inclusive. What is asked
/// in aggregates starts and ends with whole ones unless `from` cuts one.
struct TradeQuery {
    MarketId market;
    TradeId from{};
    AggregateId from_aggregate{};
    Timestamp start{};
    Timestamp end{};
    std::size_t limit{500};
};

}  // namespace divmid::storage
