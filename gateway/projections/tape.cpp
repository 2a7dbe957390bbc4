// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/tape.hpp"

namespace divmid::gateway {

void Tape::apply(const Record& record) {
    for (const TradeExecuted& event : record.events.all<TradeExecuted>()) {
        if (tapes_.size() <= event.market.value()) tapes_.resize(event.market.value() + 1U);
        std::deque<TapeEntry>& tape = tapes_[event.market.value()];
        if (tape.size() == kTradesKept) tape.pop_front();
        tape.push_back({.trade = event.trade,
                        .price = event.price,
                        .lots = event.lots,
                        .time = record.tick.time,
                        .buyer_is_maker = event.taker_side == Side::sell});
    }
}

const std::deque<TapeEntry>& Tape::trades(MarketId market) const {
    static const std::deque<TapeEntry> kNone;
    return market.value() < tapes_.size() ? tapes_[market.value()] : kNone;
}

}  // namespace divmid::gateway
