// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/exchange_info.hpp"

#include "gateway/dialect/limit_rows.hpp"
#include "gateway/dialect/market_filters.hpp"
#include "gateway/dialect/order_words.hpp"
#include "gateway/dialect/phase_words.hpp"

namespace divmid::gateway {
namespace {

void write_abilities(JsonWriter& json, const MarketRules& rules) {
    json.member("orderTypes").begin_array();
    for (const std::string_view type : {"LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS",
                                        "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"})
        json.text(type);
    json.end_array();
    const bool trails = rules.trailing_above_max != 0 || rules.trailing_below_max != 0;
    json.member("icebergAllowed").boolean(rules.iceberg_parts_max != 0);
    json.member("ocoAllowed").boolean(true).member("otoAllowed").boolean(true);
    json.member("opoAllowed").boolean(false);
    json.member("quoteOrderQtyMarketAllowed").boolean(true);
    json.member("allowTrailingStop").boolean(trails);
    json.member("cancelReplaceAllowed").boolean(true).member("amendAllowed").boolean(true);
    json.member("pegInstructionsAllowed").boolean(true);
    json.member("isSpotTradingAllowed").boolean(true);
    json.member("isMarginTradingAllowed").boolean(false);
}

void write_preventions(JsonWriter& json, const MarketRules& rules) {
    using enum SelfTradePrevention;
    json.member("defaultSelfTradePreventionMode").text(text_of(rules.default_prevention));
    json.member("allowedSelfTradePreventionModes").begin_array();
    for (const SelfTradePrevention mode :
         {none, expire_taker, expire_maker, expire_both, decrement})
        if (mode == none || mode == rules.default_prevention || rules.offers(mode))
            json.text(text_of(mode));
    json.end_array();
}

void write_symbol(JsonWriter& json, const ListedMarket& market, const ExchangeInfo& info) {
    const Phase phase = info.states.market(market.terms.market)->phase;
    json.begin_object()
        .member("symbol")
        .text(market.symbol)
        .member("status")
        .text(status_of(phase));
    json.member("baseAsset").text(market.base);
    json.member("baseAssetPrecision").number(market.base_scale);
    json.member("quoteAsset").text(market.quote);
    json.member("quotePrecision").number(market.quote_scale);
    json.member("quoteAssetPrecision").number(market.quote_scale);
    json.member("baseCommissionPrecision").number(market.base_scale);
    json.member("quoteCommissionPrecision").number(market.quote_scale);
    write_abilities(json, market.rules);
    json.member("filters");
    write_filters(json, market);
    json.member("permissions").begin_array().text("SPOT").end_array();
    json.member("permissionSets").begin_array();
    if (info.permission_sets) json.begin_array().text("SPOT").end_array();
    json.end_array();
    write_preventions(json, market.rules);
    json.end_object();
}

}  // namespace

void write_exchange_info(JsonWriter& json, const ExchangeInfo& info) {
    json.begin_object().member("timezone").text("UTC");
    json.member("serverTime").number(to_wire_time(info.now, info.unit));
    json.member("rateLimits").begin_array();
    write_limits(json, info.limits);
    json.end_array().member("exchangeFilters").begin_array().end_array();
    json.member("symbols").begin_array();
    for (const ListedMarket* market : info.markets) write_symbol(json, *market, info);
    json.end_array().end_object();
}

}  // namespace divmid::gateway
