// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/exchange_info.hpp"

#include "gateway/dialect/limit_rows.hpp"

namespace divmid::gateway {
namespace {

/// A market order has no price to check a notional against before it trades.
constexpr bool kNotionalAppliesToMarket = false;

void write_price_filter(JsonWriter& json, const ListedMarket& market) {
    const MarketTerms& terms = market.terms;
    json.begin_object().member("filterType").text("PRICE_FILTER").member("minPrice");
    json.decimal(terms.price(terms.price_min).value(), market.quote_scale).member("maxPrice");
    json.decimal(terms.price(terms.price_max).value(), market.quote_scale).member("tickSize");
    json.decimal(terms.tick_size.value(), market.quote_scale).end_object();
}

void write_lot_filter(JsonWriter& json, const ListedMarket& market, std::string_view name) {
    const MarketTerms& terms = market.terms;
    json.begin_object().member("filterType").text(name).member("minQty");
    json.decimal(terms.quantity(terms.lots_min).value(), market.base_scale).member("maxQty");
    json.decimal(terms.quantity(terms.lots_max).value(), market.base_scale).member("stepSize");
    json.decimal(terms.lot_size.value(), market.base_scale).end_object();
}

void write_notional_filter(JsonWriter& json, const ListedMarket& market) {
    const MarketTerms& terms = market.terms;
    json.begin_object().member("filterType").text("NOTIONAL").member("minNotional");
    json.decimal(terms.notional_min.value(), market.quote_scale);
    json.member("applyMinToMarket").boolean(kNotionalAppliesToMarket).member("maxNotional");
    json.decimal(terms.notional(terms.price_max, terms.lots_max).value(), market.quote_scale);
    json.member("applyMaxToMarket").boolean(false).member("avgPriceMins").number(0).end_object();
}

void write_filters(JsonWriter& json, const ListedMarket& market) {
    json.begin_array();
    write_price_filter(json, market);
    write_lot_filter(json, market, "LOT_SIZE");
    write_lot_filter(json, market, "MARKET_LOT_SIZE");
    write_notional_filter(json, market);
    json.begin_object().member("filterType").text("MAX_NUM_ORDERS").member("maxNumOrders");
    json.number(market.terms.open_orders_max).end_object().end_array();
}

void write_abilities(JsonWriter& json) {
    json.member("orderTypes").begin_array();
    json.text("LIMIT").text("LIMIT_MAKER").text("MARKET").end_array();
    for (const std::string_view absent :
         {"icebergAllowed", "ocoAllowed", "otoAllowed", "opoAllowed"})
        json.member(absent).boolean(false);
    json.member("quoteOrderQtyMarketAllowed").boolean(true);
    json.member("allowTrailingStop").boolean(false);
    json.member("cancelReplaceAllowed").boolean(true);
    for (const std::string_view absent : {"amendAllowed", "pegInstructionsAllowed"})
        json.member(absent).boolean(false);
    json.member("isSpotTradingAllowed").boolean(true);
    json.member("isMarginTradingAllowed").boolean(false);
}

void write_symbol(JsonWriter& json, const ListedMarket& market, bool permission_sets) {
    json.begin_object().member("symbol").text(market.symbol).member("status").text("TRADING");
    json.member("baseAsset").text(market.base);
    json.member("baseAssetPrecision").number(market.base_scale);
    json.member("quoteAsset").text(market.quote);
    json.member("quotePrecision").number(market.quote_scale);
    json.member("quoteAssetPrecision").number(market.quote_scale);
    json.member("baseCommissionPrecision").number(market.base_scale);
    json.member("quoteCommissionPrecision").number(market.quote_scale);
    write_abilities(json);
    json.member("filters");
    write_filters(json, market);
    json.member("permissions").begin_array().text("SPOT").end_array();
    json.member("permissionSets").begin_array();
    if (permission_sets) json.begin_array().text("SPOT").end_array();
    json.end_array();
    json.member("defaultSelfTradePreventionMode").text("NONE");
    json.member("allowedSelfTradePreventionModes").begin_array().text("NONE").end_array();
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
    for (const ListedMarket* market : info.markets)
        write_symbol(json, *market, info.permission_sets);
    json.end_array().end_object();
}

}  // namespace divmid::gateway
