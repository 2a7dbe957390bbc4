// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/market_filters.hpp"

#include <cstdint>
#include <limits>
#include <string_view>

namespace divmid::gateway {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr Scale kMillionths = 6;

/// Filters about a mean price use the reference price, not the mean of so many minutes.
constexpr int kNoMinutes = 0;

JsonWriter& begin_filter(JsonWriter& json, std::string_view type) {
    return json.begin_object().member("filterType").text(type);
}

void write_count(JsonWriter& json, std::string_view type, std::string_view name,
                 std::uint32_t count) {
    if (count != 0) begin_filter(json, type).member(name).number(count).end_object();
}

void write_price_filter(JsonWriter& json, const ListedMarket& market) {
    const MarketTerms& terms = market.terms;
    begin_filter(json, "PRICE_FILTER").member("minPrice");
    json.decimal(terms.price(terms.price_min).value(), market.quote_scale).member("maxPrice");
    json.decimal(terms.price(terms.price_max).value(), market.quote_scale).member("tickSize");
    json.decimal(terms.tick_size.value(), market.quote_scale).end_object();
}

void write_lot_filter(JsonWriter& json, std::string_view type, Quantity least, Quantity most,
                      const ListedMarket& market) {
    begin_filter(json, type).member("minQty").decimal(least.value(), market.base_scale);
    json.member("maxQty").decimal(most.value(), market.base_scale);
    json.member("stepSize").decimal(market.terms.lot_size.value(), market.base_scale).end_object();
}

void write_lot_filters(JsonWriter& json, const ListedMarket& market) {
    const MarketRules& rules = market.rules;
    const Quantity least = market.terms.quantity(market.terms.lots_min);
    const Quantity most = market.terms.quantity(market.terms.lots_max);
    const auto own = [](Quantity limit, Quantity otherwise) {
        return limit == Quantity{} ? otherwise : limit;
    };
    write_lot_filter(json, "LOT_SIZE", least, most, market);
    write_lot_filter(json, "MARKET_LOT_SIZE", own(rules.market_quantity_min, least),
                     own(rules.market_quantity_max, most), market);
}

void write_notional_filter(JsonWriter& json, const ListedMarket& market) {
    const MarketTerms& terms = market.terms;
    const MarketRules& rules = market.rules;
    const Amount most = rules.notional_max == Amount{}
                            ? terms.notional(terms.price_max, terms.lots_max)
                            : rules.notional_max;
    begin_filter(json, "NOTIONAL").member("minNotional");
    json.decimal(terms.notional_min.value(), market.quote_scale);
    json.member("applyMinToMarket").boolean(rules.notional_min_to_market).member("maxNotional");
    json.decimal(most.value(), market.quote_scale);
    json.member("applyMaxToMarket").boolean(rules.notional_max_to_market);
    json.member("avgPriceMins").number(kNoMinutes).end_object();
}

void write_percent_filter(JsonWriter& json, const MarketRules& rules) {
    if ((rules.bid_percent_min | rules.bid_percent_max | rules.ask_percent_min |
         rules.ask_percent_max) == 0)
        return;
    // A limit that is off is told as one that no price reaches.
    const auto above = [](std::uint32_t limit) {
        return limit == 0 ? std::numeric_limits<std::uint32_t>::max() : limit;
    };
    begin_filter(json, "PERCENT_PRICE_BY_SIDE");
    json.member("bidMultiplierUp").decimal(above(rules.bid_percent_max), kMillionths);
    json.member("bidMultiplierDown").decimal(rules.bid_percent_min, kMillionths);
    json.member("askMultiplierUp").decimal(above(rules.ask_percent_max), kMillionths);
    json.member("askMultiplierDown").decimal(rules.ask_percent_min, kMillionths);
    json.member("avgPriceMins").number(kNoMinutes).end_object();
}

void write_trailing_filter(JsonWriter& json, const MarketRules& rules) {
    if (rules.trailing_above_max == 0 && rules.trailing_below_max == 0) return;
    begin_filter(json, "TRAILING_DELTA");
    json.member("minTrailingAboveDelta").number(rules.trailing_above_min);
    json.member("maxTrailingAboveDelta").number(rules.trailing_above_max);
    json.member("minTrailingBelowDelta").number(rules.trailing_below_min);
    json.member("maxTrailingBelowDelta").number(rules.trailing_below_max).end_object();
}

}  // namespace

void write_filters(JsonWriter& json, const ListedMarket& market) {
    const MarketRules& rules = market.rules;
    json.begin_array();
    write_price_filter(json, market);
    write_lot_filters(json, market);
    write_notional_filter(json, market);
    write_percent_filter(json, rules);
    write_count(json, "ICEBERG_PARTS", "limit", rules.iceberg_parts_max);
    write_trailing_filter(json, rules);
    write_count(json, "MAX_NUM_ORDERS", "maxNumOrders", rules.open_orders_max);
    write_count(json, "MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders", rules.algo_orders_max);
    write_count(json, "MAX_NUM_ORDER_LISTS", "maxNumOrderLists", rules.lists_max);
    if (rules.position_max != Quantity{}) {
        begin_filter(json, "MAX_POSITION").member("maxPosition");
        json.decimal(rules.position_max.value(), market.base_scale).end_object();
    }
    json.end_array();
}

void write_execution_rules(JsonWriter& json, const ListedMarket& market) {
    const MarketRules& rules = market.rules;
    json.begin_object().member("symbol").text(market.symbol).member("rules").begin_array();
    const auto write = [&](std::string_view name, std::uint32_t width, std::int64_t sign) {
        if (width != 0) json.member(name).decimal(kMillion + sign * width, kMillionths);
    };
    if (rules.band_below != 0 || rules.band_above != 0) {
        json.begin_object().member("ruleType").text("PRICE_RANGE");
        write("bidLimitMultUp", rules.band_above, 1);
        write("bidLimitMultDown", rules.band_below, -1);
        write("askLimitMultUp", rules.band_above, 1);
        write("askLimitMultDown", rules.band_below, -1);
        json.end_object();
    }
    json.end_array().end_object();
}

}  // namespace divmid::gateway
