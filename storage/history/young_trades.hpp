// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "storage/trade_row.hpp"

namespace divmid::storage {

/// Trades of each market that no segment holds yet, after some of the last ones that one does: the
/// newest trades are asked for all the time.
class YoungTrades {
public:
    /// Of all markets together that many stay: 12 MB, copied within 5 ms. Above that they share it
    /// evenly; of each market that ever traded one stays whatever their number.
    static constexpr std::size_t kKeptOfAll = 262'144;

    /// Of each market as many of the newest trades stay when a segment has them, at most.
    explicit YoungTrades(std::size_t kept) : kept_{kept} {}

    /// Requires: trades of a market come in order.
    void add(const TradeRow& row) { rows_for(row).rows.push_back(row); }
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

    /// Where it goes.
    Rows& rows_for(const TradeRow& row) {
        const std::size_t at = row.market.value();
        if (markets_.size() <= at) markets_.resize(at + 1);
        if (markets_[at].rows.empty()) ++traded_;
        return markets_[at];
    }
    /// How many of a market stay.
    [[nodiscard]] std::size_t share() const {
        return traded_ == 0 ? kept_ : std::clamp<std::size_t>(kKeptOfAll / traded_, 1, kept_);
    }

    std::size_t kept_;
    std::size_t traded_{};       ///< Markets that have rows.
    std::vector<Rows> markets_;  ///< By id.
};

}  // namespace divmid::storage
