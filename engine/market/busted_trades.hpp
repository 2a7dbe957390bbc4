// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>

#include "engine/types.hpp"

namespace divmid {

/// Which trades of a market were taken back, as long as any of that age may be: what is older is
/// forgotten, and with it all trades before it count as too old.
class BustedTrades {
public:
    static constexpr std::size_t kMost = 100'000;  ///< Within the age.

    [[nodiscard]] bool contains(TradeId trade) const { return trades_.contains(trade); }
    /// Whether nothing is known of the trade any more.
    [[nodiscard]] bool forgot(TradeId trade) const { return trade <= forgotten_; }
    [[nodiscard]] bool full() const { return trades_.size() == kMost; }

    /// Requires: !full().
    void add(TradeId trade, Timestamp traded) { trades_.emplace(trade, traded); }
    /// Those that are older than `age`: trades happen by rising id, so they are the first.
    void forget_before(Timestamp now, Duration age) {
        while (!trades_.empty() && now - trades_.begin()->second > age) {
            forgotten_ = std::max(forgotten_, trades_.begin()->first);
            trades_.erase(trades_.begin());
        }
    }
    /// All trades so far: their steps do not count any more.
    void forget_all(TradeId last) {
        trades_.clear();
        forgotten_ = std::max(forgotten_, last);
    }

    // As saved.
    [[nodiscard]] TradeId forgotten() const { return forgotten_; }
    [[nodiscard]] const std::map<TradeId, Timestamp>& trades() const { return trades_; }

private:
    std::map<TradeId, Timestamp> trades_;
    TradeId forgotten_;
};

}  // namespace divmid
