// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/record.hpp"
#include "gateway/projections/klines.hpp"

namespace divmid::gateway {

struct TimedTrade {
    Timestamp time;
    TradeExecuted trade;
    bool busted{};
};

/// Statistics by looking at every trade there ever was.
class NaiveCandles {
public:
    void apply(const Record& record);

    [[nodiscard]] Candle sum(Bucket stretch) const;
    [[nodiscard]] std::vector<Kline> klines(const KlineQuery& query) const;
    /// Zero when there is none.
    [[nodiscard]] Ticks close_before(Timestamp time) const;

    [[nodiscard]] const std::vector<TimedTrade>& trades() const { return trades_; }

private:
    std::vector<TimedTrade> trades_;
};

/// Makes records with trades of market 1, numbered from 1.
class RecordMaker {
public:
    struct Traded {
        Ticks price;
        Lots lots;
        Side taker_side{};
    };

    [[nodiscard]] Record record(Timestamp time, const std::vector<Traded>& trades);

private:
    std::uint64_t trade_ = 0;
    std::uint64_t sequence_ = 0;
};

}  // namespace divmid::gateway
