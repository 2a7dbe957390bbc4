// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <expected>

#include "engine/ledger/fees.hpp"
#include "engine/market_limits.hpp"
#include "engine/market_terms.hpp"
#include "engine/symbol.hpp"
#include "engine/turn.hpp"

namespace divmid {

namespace {

MarketLimits limits_of(const ListMarket& command) {
    return {.tick_size = command.tick_size,
            .price_min = command.price_min,
            .price_max = command.price_max,
            .lot_size = command.lot_size,
            .quantity_min = command.quantity_min,
            .quantity_max = command.quantity_max};
}

/// The market in its own steps, but for its id. Requires: its limits were checked.
MarketTerms terms_of(const ListMarket& command, std::uint8_t base_scale) {
    const auto steps = [](std::int64_t of, std::int64_t step) {
        return static_cast<std::uint32_t>(of / step);
    };
    const std::int64_t tick = command.tick_size.value();
    const std::int64_t lot = command.lot_size.value();
    return {.market = {},
            .base = command.base,
            .quote = command.quote,
            .tick_size = command.tick_size,
            .lot_size = command.lot_size,
            .price_min = Ticks{steps(command.price_min.value(), tick)},
            .price_max = Ticks{steps(command.price_max.value(), tick)},
            .lots_min = Lots{steps(command.quantity_min.value(), lot)},
            .lots_max = Lots{steps(command.quantity_max.value(), lot)},
            .notional_min = command.notional_min,
            .lot_tick_value = lot_tick_value(limits_of(command), base_scale),
            .open_orders_max = command.open_orders_max,
            .maker_fee = command.maker_fee,
            .taker_fee = command.taker_fee};
}

MarketListed listed(const MarketTerms& terms, TextRef symbol) {
    return {.market = terms.market,
            .base = terms.base,
            .quote = terms.quote,
            .symbol = symbol,
            .tick_size = terms.tick_size,
            .lot_size = terms.lot_size,
            .price_min = terms.price_min,
            .price_max = terms.price_max,
            .lots_min = terms.lots_min,
            .lots_max = terms.lots_max,
            .notional_min = terms.notional_min,
            .lot_tick_value = terms.lot_tick_value,
            .open_orders_max = terms.open_orders_max,
            .maker_fee = terms.maker_fee,
            .taker_fee = terms.taker_fee};
}

}  // namespace

void Turn::operator()(const ListMarket& command) {
    const std::expected<MarketTerms, Reject> planned = plan(command);
    if (!planned) return refuse(planned.error(), {}, {});
    MarketTerms terms = *planned;
    terms.market = MarketId{static_cast<std::uint16_t>(state_.markets.size() + 1)};
    state_.markets.add(terms, rules_of(terms), texts_.text(command.symbol));
    events_.push(listed(terms, command.symbol));
}

std::expected<MarketTerms, Reject> Turn::plan(const ListMarket& command) const {
    const auto refused = [](Reject reason) { return std::unexpected{reason}; };
    if (!state_.assets.known(command.base) || !state_.assets.known(command.quote))
        return refused(Reject::unknown_asset);
    if (command.base == command.quote) return refused(Reject::unsupported_combination);
    const std::string_view symbol = texts_.text(command.symbol);
    if (!is_symbol(symbol, Market::kSymbolMost)) return refused(Reject::symbol_malformed);
    const auto carries_it = [&](const Market& market) { return market.symbol() == symbol; };
    if (std::ranges::any_of(state_.markets, carries_it)) return refused(Reject::symbol_taken);

    const std::uint8_t scale = state_.assets[command.base].scale;
    const Reject limits = divmid::check(limits_of(command), scale);
    if (limits != Reject::none) return refused(limits);
    if (command.notional_min < Amount{} || command.open_orders_max == 0)
        return refused(Reject::limits_malformed);
    if (std::max(command.maker_fee, command.taker_fee) > kFeeMost)
        return refused(Reject::fee_out_of_range);
    if (state_.markets.size() == Market::kMost) return refused(Reject::limit_reached);
    return terms_of(command, scale);
}

}  // namespace divmid
