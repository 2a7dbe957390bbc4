// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <expected>

#include "engine/ledger/fees.hpp"
#include "engine/market_terms.hpp"
#include "engine/symbol.hpp"
#include "engine/turn.hpp"

namespace divmid {

namespace {

constexpr std::int64_t kTicksMost = (std::int64_t{1} << 31) - 1;
constexpr std::int64_t kLotsMost = (std::int64_t{1} << 32) - 1;

std::int64_t power_of_ten(std::uint8_t exponent) {
    std::int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

/// From `min` to `max`, a step at least, whole steps, at most `steps_most` of them.
bool limits_fit(std::int64_t step, std::int64_t min, std::int64_t max, std::int64_t steps_most) {
    return step > 0 && min > 0 && min <= max && min % step == 0 && max % step == 0 &&
           max / step <= steps_most;
}

bool limits_fit(const ListMarket& command) {
    return limits_fit(command.tick_size.value(), command.price_min.value(),
                      command.price_max.value(), kTicksMost) &&
           limits_fit(command.lot_size.value(), command.quantity_min.value(),
                      command.quantity_max.value(), kLotsMost) &&
           command.notional_min >= Amount{} && command.open_orders_max > 0;
}

Ticks ticks(Price price, Price tick_size) {
    return Ticks{static_cast<std::uint32_t>(price.value() / tick_size.value())};
}

Lots lots(Quantity quantity, Quantity lot_size) {
    return Lots{static_cast<std::uint32_t>(quantity.value() / lot_size.value())};
}

/// The market in its own steps, but for its id.
std::expected<MarketTerms, Reject> terms_of(const ListMarket& command, std::uint8_t base_scale) {
    const Int128 unit = power_of_ten(base_scale);
    const Int128 product = Int128{command.tick_size.value()} * command.lot_size.value();
    if (product % unit != 0) return std::unexpected{Reject::steps_not_whole};
    if (!limits_fit(command)) return std::unexpected{Reject::limits_malformed};
    const Ticks price_max = ticks(command.price_max, command.tick_size);
    const Lots lots_max = lots(command.quantity_max, command.lot_size);
    const Int128 lot_tick_value = product / unit;
    if (!MarketTerms::notional_fits(price_max, lots_max, lot_tick_value))
        return std::unexpected{Reject::limits_malformed};
    return MarketTerms{.market = {},
                       .base = command.base,
                       .quote = command.quote,
                       .tick_size = command.tick_size,
                       .lot_size = command.lot_size,
                       .price_min = ticks(command.price_min, command.tick_size),
                       .price_max = price_max,
                       .lots_min = lots(command.quantity_min, command.lot_size),
                       .lots_max = lots_max,
                       .notional_min = command.notional_min,
                       .lot_tick_value = Amount{static_cast<std::int64_t>(lot_tick_value)},
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

    std::expected<MarketTerms, Reject> terms = terms_of(command, state_.assets[command.base].scale);
    if (!terms) return terms;
    if (std::max(command.maker_fee, command.taker_fee) > kFeeMost)
        return refused(Reject::fee_out_of_range);
    if (state_.markets.size() == Market::kMost) return refused(Reject::limit_reached);
    return terms;
}

}  // namespace divmid
