// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/types.hpp"
#include "gateway/projections/candles.hpp"
#include "storage/history.hpp"
#include "storage/projection.hpp"

namespace divmid::gateway {

/// Takes busted trades out of the statistics (market.md, Trade bust). Candles hold sums, highs and
/// lows, not trades: those around a busted one are asked of the history, and the candles made again
/// a moment later. The same after every replay, as soon as all answers are there.
class Restatements final : public storage::Projection {
public:
    /// Both are applied before this, and outlive it and the reactor's steps.
    Restatements(Candles& candles, storage::History& history)
        : candles_{candles}, history_{history} {}

    void apply(const Record& record) override;

private:
    void restate(MarketId market, Timestamp traded);
    void take(MarketId market, Timestamp traded, const std::vector<storage::TradeRow>& rows);

    Candles& candles_;
    storage::History& history_;
};

}  // namespace divmid::gateway
