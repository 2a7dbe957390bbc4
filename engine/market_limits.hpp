// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/market_rules.hpp"
#include "engine/reject.hpp"
#include "engine/types.hpp"

namespace divmid {

/// A market's steps and what of them an order may ask for, as ListMarket and SetMarketRules give
/// them.
struct MarketLimits {
    Price tick_size;
    Price price_min;
    Price price_max;
    Quantity lot_size;
    Quantity quantity_min;
    Quantity quantity_max;
};

/// steps_not_whole unless tick_size × lot_size is a whole number of the quote's smallest units for
/// a base of that scale; limits_malformed unless all are above zero, whole steps, in order, and
/// price_max × quantity_max leaves room for 2^10 of them; else none.
[[nodiscard]] Reject check(const MarketLimits& limits, std::uint8_t base_scale);

/// The same of a market's rules, then limits_malformed unless each range is one and each setting
/// makes sense, then fee_out_of_range; else none.
[[nodiscard]] Reject check(const MarketRules& rules, std::uint8_t base_scale);

/// What a lot costs at a price of one tick, in the quote's units. Requires: check() is none.
[[nodiscard]] Amount lot_tick_value(const MarketLimits& limits, std::uint8_t base_scale);

}  // namespace divmid
