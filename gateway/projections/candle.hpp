// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/check.hpp"
#include "engine/event.hpp"
#include "engine/types.hpp"

namespace divmid::gateway {

/// What was traded in a stretch of time, in the market's steps. Sums have 128 bits: 64 would do for
/// some thousand of the largest trades only.
struct Candle {
    Timestamp begin;  ///< Of the stretch.
    Ticks open;
    Ticks high;
    Ticks low;
    Ticks close;
    TradeId first;
    TradeId last;
    std::uint64_t count{};   ///< Without those that were taken back.
    std::uint64_t busted{};  ///< Trades that were taken back: nothing else here knows of them.
    UInt128 lots{};
    UInt128 value{};            ///< Ticks × lots: what was paid, in lot_tick_value of the market.
    UInt128 taker_buy_lots{};   ///< Of the lots, those that a taker bought.
    UInt128 taker_buy_value{};  ///< Paid for those.

    [[nodiscard]] bool empty() const { return count == 0; }
    /// Requires: the trade comes after all in here.
    void add(const TradeExecuted& trade) {
        if (empty()) {
            first = trade.trade;
            open = high = low = trade.price;
        }
        high = std::max(high, trade.price);
        low = std::min(low, trade.price);
        last = trade.trade;
        close = trade.price;
        ++count;
        const UInt128 paid = UInt128{trade.price.value()} * trade.lots.value();
        const bool taker_buys = trade.taker_side == Side::buy;
        lots += trade.lots.value();
        value += paid;
        taker_buy_lots += taker_buys ? trade.lots.value() : 0;
        taker_buy_value += taker_buys ? paid : 0;
    }

    /// Requires: what `later` holds comes after all in here.
    void add(const Candle& later) {
        busted += later.busted;
        if (later.empty()) return;
        if (empty()) {
            first = later.first;
            open = later.open;
            high = later.high;
            low = later.low;
        }
        high = std::max(high, later.high);
        low = std::min(low, later.low);
        last = later.last;
        close = later.close;
        count += later.count;
        lots += later.lots;
        value += later.value;
        taker_buy_lots += later.taker_buy_lots;
        taker_buy_value += later.taker_buy_value;
    }

    /// Nothing was traded: all prices are what they were before.
    void stand_at(Ticks price) { open = high = low = close = price; }

    friend bool operator==(const Candle&, const Candle&) = default;
};

}  // namespace divmid::gateway
