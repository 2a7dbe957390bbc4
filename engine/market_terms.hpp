// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/event.hpp"
#include "engine/terms.hpp"

namespace divmid {

/// The terms of a market, from the event that tells them.
[[nodiscard]] inline MarketTerms terms_of(const MarketListed& event) {
    return {.market = event.market,
            .base = event.base,
            .quote = event.quote,
            .tick_size = event.tick_size,
            .lot_size = event.lot_size,
            .price_min = event.price_min,
            .price_max = event.price_max,
            .lots_min = event.lots_min,
            .lots_max = event.lots_max,
            .notional_min = event.notional_min,
            .lot_tick_value = event.lot_tick_value,
            .open_orders_max = event.open_orders_max,
            .maker_fee = event.maker_fee,
            .taker_fee = event.taker_fee};
}

}  // namespace divmid
