// SPDX-License-Identifier: Apache-2.0
#include "storage/history/young_trades.hpp"

#include <algorithm>

namespace divmid::storage {

void YoungTrades::add_written(const TradeRow& row) {
    Rows& its = rows_for(row);
    const std::size_t stay = share();
    if (its.rows.size() >= 2 * stay + 1)
        its.rows.erase(its.rows.begin(), its.rows.end() - static_cast<std::ptrdiff_t>(stay));
    its.rows.push_back(row);
    its.written = its.rows.size();
}

YoungTrades YoungTrades::kept() const {
    YoungTrades kept{kept_};
    kept.traded_ = traded_;
    kept.markets_.resize(markets_.size());
    const std::size_t stay = share();
    for (std::size_t at = 0; at < markets_.size(); ++at) {
        const std::vector<TradeRow>& from = markets_[at].rows;
        Rows& to = kept.markets_[at];
        // As many will come again: growing would copy them all.
        to.rows.reserve(from.size());
        to.written = std::min(from.size(), stay);
        to.rows.assign(from.end() - static_cast<std::ptrdiff_t>(to.written), from.end());
    }
    return kept;
}

std::span<const TradeRow> YoungTrades::rows(MarketId market) const {
    if (market.value() >= markets_.size()) return {};
    return markets_[market.value()].rows;
}

std::span<const TradeRow> YoungTrades::unwritten(MarketId market) const {
    if (market.value() >= markets_.size()) return {};
    const Rows& its = markets_[market.value()];
    return std::span{its.rows}.subspan(its.written);
}

}  // namespace divmid::storage
