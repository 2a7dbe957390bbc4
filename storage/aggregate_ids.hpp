// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/record.hpp"
#include "storage/each_trade.hpp"
#include "storage/trade_row.hpp"

namespace divmid::storage {

/// Numbers the aggregates of every market. Whoever folds in all records from the first one on gets
/// the same numbers; a few nanoseconds a trade.
class AggregateIds {
public:
    /// The rows of a record's trades, in their order, to `take`. Requires: each record once, in
    /// sequence.
    template <class Take>
    void number(const Record& record, Take&& take) {
        each_trade(record.events, [&](const TradeExecuted& trade) {
            take(TradeRow{.trade = trade.trade,
                          .aggregate = id_of(trade, record.sequence),
                          .time = record.tick.time,
                          .price = trade.price,
                          .lots = trade.lots,
                          .market = trade.market,
                          .buyer_is_maker = trade.taker_side == Side::sell});
        });
    }

private:
    /// The aggregate under way.
    struct Run {
        AggregateId id;
        OrderId taker;
        Sequence record;
        Ticks price;
    };

    AggregateId id_of(const TradeExecuted& trade, Sequence record) {
        if (runs_.size() <= trade.market.value()) runs_.resize(trade.market.value() + 1U);
        Run& run = runs_[trade.market.value()];
        if (run.taker != trade.taker_order || run.price != trade.price || run.record != record)
            run = {AggregateId{run.id.value() + 1}, trade.taker_order, record, trade.price};
        return run.id;
    }

    std::vector<Run> runs_;  ///< By market.
};

}  // namespace divmid::storage
