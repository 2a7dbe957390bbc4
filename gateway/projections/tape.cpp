// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/tape.hpp"

namespace divmid::gateway {

using storage::TradeRow;

void Tape::apply(const Record& record) {
    printed_.clear();
    aggregate_ids_.number(record, [this](const TradeRow& row) {
        printed_.push_back(row);
        if (last_.size() <= row.market.value()) last_.resize(row.market.value() + 1U);
        last_[row.market.value()] = row;
    });
}

const TradeRow* Tape::last(MarketId market) const {
    if (market.value() >= last_.size()) return nullptr;
    const TradeRow& last = last_[market.value()];
    return last.trade == TradeId{} ? nullptr : &last;
}

}  // namespace divmid::gateway
