// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/catalog.hpp"

#include <utility>

#include "engine/market_terms.hpp"

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
    for (const MarketRulesSet& event : record.events.all<MarketRulesSet>()) {
        MarketTerms& terms = markets_.at(event.market).terms;
        terms = terms_of(terms, event.rules);
    }
    for (const MarketRulesSet& event : record.events.all<MarketRulesSet>()) set(event);
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
    const MarketTerms terms = terms_of(event);
    market = {.terms = terms,
              .rules = rules_of(terms),
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

void Catalog::set(const MarketRulesSet& event) {
    ListedMarket& market = markets_.at(event.market);
    market.terms = terms_of(market.terms, event.rules);
    market.rules = event.rules;
}

}  // namespace divmid::gateway
