// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <type_traits>

#include "engine/event.hpp"

namespace divmid::storage {

/// Calls `take(const TradeExecuted&)` for each trade in order, those of an uncross too. Where there
/// was no uncross, which is nearly always, it is a walk over one column.
template <class Take>
void each_trade(const Events& events, Take&& take) {
    if (events.all<AuctionTraded>().empty()) {
        for (const TradeExecuted& trade : events.all<TradeExecuted>()) take(trade);
        return;
    }
    events.visit([&]<class Event>(std::size_t, const Event& event) {
        if constexpr (std::is_same_v<Event, TradeExecuted>)
            take(event);
        else if constexpr (std::is_same_v<Event, AuctionTraded>)
            take(event.trade);
    });
}

/// How many each_trade() would give.
[[nodiscard]] inline std::size_t count_of_trades(const Events& events) {
    return events.all<TradeExecuted>().size() + events.all<AuctionTraded>().size();
}

}  // namespace divmid::storage
