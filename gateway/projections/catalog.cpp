// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/catalog.hpp"

#include <utility>

namespace divmid::gateway {
namespace {

std::string lower_case(std::string_view text) {
    std::string lower{text};
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

}  // namespace

void Catalog::apply(const Record& record) {
    const Arena& arena = record.tick.commands.arena;
    for (const AssetListed& event : record.events.all<AssetListed>())
        assets_[event.asset] = {event.asset, std::string{arena.text(event.symbol)}, event.scale};
    // An asset always comes into being before a market of it.
    for (const MarketListed& event : record.events.all<MarketListed>())
        list(event, arena.text(event.symbol));
}

const ListedMarket* Catalog::market(MarketId market) const {
    return market.value() < by_id_.size() ? by_id_[market.value()] : nullptr;
}

const ListedMarket* Catalog::market(std::string_view symbol) const {
    const auto found = by_symbol_.find(symbol);
    return found == by_symbol_.end() ? nullptr : found->second;
}

const ListedAsset* Catalog::asset(AssetId asset) const {
    const auto found = assets_.find(asset);
    return found == assets_.end() ? nullptr : &found->second;
}

void Catalog::list(const MarketListed& event, std::string_view symbol) {
    const ListedAsset& base = assets_.at(event.base);
    const ListedAsset& quote = assets_.at(event.quote);
    ListedMarket& market = markets_[event.market];
    market = {.terms = {.market = event.market,
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
                        .taker_fee = event.taker_fee},
              .symbol = std::string{symbol},
              .stream_name = lower_case(symbol),
              .base = base.symbol,
              .quote = quote.symbol,
              .base_scale = base.scale,
              .quote_scale = quote.scale};
    by_symbol_[market.symbol] = &market;
    if (by_id_.size() <= event.market.value()) by_id_.resize(event.market.value() + 1U);
    by_id_[event.market.value()] = &market;
}

}  // namespace divmid::gateway
