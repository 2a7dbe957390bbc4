// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/event.hpp"
#include "engine/market_rules.hpp"
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

/// The rules of a market that was just listed: its limits and fees, every mode of self-trade
/// prevention with expire_maker as the default, and room for the order kinds that need some. All
/// else is off until SetMarketRules.
[[nodiscard]] inline MarketRules rules_of(const MarketTerms& terms) {
    MarketRules rules;
    rules.tick_size = terms.tick_size;
    rules.price_min = terms.price(terms.price_min);
    rules.price_max = terms.price(terms.price_max);
    rules.lot_size = terms.lot_size;
    rules.quantity_min = terms.quantity(terms.lots_min);
    rules.quantity_max = terms.quantity(terms.lots_max);
    rules.notional_min = terms.notional_min;
    rules.open_orders_max = terms.open_orders_max;
    rules.algo_orders_max = 200;
    rules.lists_max = 20;
    rules.iceberg_parts_max = 10;
    rules.trailing_above_min = rules.trailing_below_min = 10;
    rules.trailing_above_max = rules.trailing_below_max = 2000;
    rules.default_prevention = SelfTradePrevention::expire_maker;
    rules.preventions = 0x1F;
    rules.bust_within = Duration{std::int64_t{24} * 3600 * 1'000'000};
    rules.maker_fee = terms.maker_fee;
    rules.taker_fee = terms.taker_fee;
    return rules;
}

/// A market's terms under other rules. Requires: what of the rules stands in the terms is as
/// ListMarket asks for it, for the assets of `before`.
[[nodiscard]] inline MarketTerms terms_of(const MarketTerms& before, const MarketRules& rules) {
    const auto steps = [](std::int64_t of, std::int64_t step) {
        return static_cast<std::uint32_t>(of / step);
    };
    MarketTerms terms = before;
    terms.tick_size = rules.tick_size;
    terms.lot_size = rules.lot_size;
    terms.lot_tick_value = Amount{static_cast<std::int64_t>(
        Int128{rules.tick_size.value()} * rules.lot_size.value() / before.base_unit())};
    terms.price_min = Ticks{steps(rules.price_min.value(), rules.tick_size.value())};
    terms.price_max = Ticks{steps(rules.price_max.value(), rules.tick_size.value())};
    terms.lots_min = Lots{steps(rules.quantity_min.value(), rules.lot_size.value())};
    terms.lots_max = Lots{steps(rules.quantity_max.value(), rules.lot_size.value())};
    terms.notional_min = rules.notional_min;
    terms.open_orders_max = rules.open_orders_max;
    terms.maker_fee = rules.maker_fee;
    terms.taker_fee = rules.taker_fee;
    return terms;
}

}  // namespace divmid
