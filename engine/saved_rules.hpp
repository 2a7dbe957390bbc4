// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/market_rules.hpp"

namespace divmid {

/// Calls `visitor(rule)` for each rule that MarketTerms does not hold, in the order in which
/// save() writes them. `Rules` is MarketRules, const or not.
template <class Rules, class Visitor>
void each_rule_beyond_terms(Rules& rules, Visitor&& visitor) {
    const auto all = [&](auto&... rule) { (visitor(rule), ...); };
    all(rules.market_quantity_min, rules.market_quantity_max, rules.notional_max,
        rules.notional_min_to_market, rules.notional_max_to_market, rules.algo_orders_max,
        rules.lists_max, rules.position_max, rules.iceberg_parts_max, rules.trailing_above_min,
        rules.trailing_above_max, rules.trailing_below_min, rules.trailing_below_max,
        rules.bid_percent_min, rules.bid_percent_max, rules.ask_percent_min, rules.ask_percent_max,
        rules.band_below, rules.band_above, rules.band_calls_auction, rules.reference_bucket,
        rules.reference_buckets, rules.first_reference, rules.default_prevention, rules.preventions,
        rules.cancel_only_after_start, rules.auction_call_least, rules.bust_within);
}

}  // namespace divmid
