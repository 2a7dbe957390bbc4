// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "storage/trade_row.hpp"

namespace divmid::storage {

/// Trades of each market that no segment holds yet, after some of the last ones that one does: the
/// newest trades are asked for all the time.
class YoungTrades {
public:
    /// Of each market as many of the newest trades stay when a segment has them.
    explicit YoungTrades(std::size_t kept) : kept_{kept} {}

    /// Requires: trades of a market come in order.
    void add(const TradeRow& row) { market(row.market).rows.push_back(row); }
    /// One that a segment has. Requires: no other one came before.
    void add_written(const TradeRow& row);

    /// With what stays of these when they have become a segment.
    [[nodiscard]] YoungTrades kept() const;

    /// Of a market, without holes; empty when it never traded.
    [[nodiscard]] std::span<const TradeRow> rows(MarketId market) const;
    /// Those of them that no segment holds.
    [[nodiscard]] std::span<const TradeRow> unwritten(MarketId market) const;
    /// Every market that has rows is below it.
    [[nodiscard]] MarketId markets_end() const {
        return MarketId{static_cast<MarketId::rep>(markets_.size())};
    }

private:
    struct Rows {
        std::vector<TradeRow> rows;
        std::size_t written{};  ///< The first ones.
    };

    Rows& market(MarketId market) {
        if (markets_.size() <= market.value()) markets_.resize(market.value() + 1U);
        return markets_[market.value()];
    }

    std::size_t kept_;
    std::vector<Rows> markets_;  ///< By id.
};

}  // namespace divmid::storage
