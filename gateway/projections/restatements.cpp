// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/restatements.hpp"

#include <algorithm>
#include <vector>

namespace divmid::gateway {
namespace {

/// Trades of the bucket, taken back or not.
std::size_t trades_in(const MarketCandles& candles, Bucket bucket) {
    const Candle sum = candles.sum(bucket);
    return sum.count + sum.busted;
}

}  // namespace

void Restatements::apply(const Record& record) {
    // The command says when the trade was.
    for (const TradeBusted& event : record.events.all<TradeBusted>())
        for (const BustTrade& command : record.tick.commands.all<BustTrade>())
            if (command.market == event.market && command.trade == event.trade)
                restate(event.market, command.traded);
}

void Restatements::restate(MarketId market, Timestamp traded) {
    const MarketCandles& candles = candles_.traded_market(market);
    const Bucket bucket = candles.restated_by(traded);
    storage::TradeQuery query{.market = market};
    query.end = bucket.end + Duration{-1};
    query.limit = trades_in(candles, bucket) + 1;
    history_.trades(query).then([this, market, traded](const std::vector<storage::TradeRow>& rows) {
        take(market, traded, rows);
    });
}

void Restatements::take(MarketId market, Timestamp traded,
                        const std::vector<storage::TradeRow>& rows) {
    MarketCandles& candles = candles_.traded_market(market);
    const Bucket bucket = candles.restated_by(traded);
    const auto known = static_cast<std::size_t>(std::ranges::count_if(
        rows, [&](const storage::TradeRow& row) { return row.time >= bucket.begin; }));
    // More were made meanwhile: what was asked is not all.
    if (known < trades_in(candles, bucket)) return restate(market, traded);
    candles.restate(traded, rows, [&](TradeId trade) { return history_.is_busted(market, trade); });
}

}  // namespace divmid::gateway
