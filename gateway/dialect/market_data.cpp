// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/market_data.hpp"

#include <limits>

namespace divmid::gateway {

using storage::AggregateRow;
using storage::TradeRow;

namespace {

std::int64_t quantity_of(const ListedMarket& market, std::uint64_t lots) {
    const UInt128 sum = UInt128{lots} * static_cast<UInt128>(market.terms.lot_size.value());
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    return sum < static_cast<UInt128>(kMost) ? static_cast<std::int64_t>(sum) : kMost;
}

template <class Levels>
void write_levels(JsonWriter& json, const ListedMarket& market, const Levels& levels,
                  std::size_t limit) {
    for (const auto& [price, lots] : levels) {
        if (limit-- == 0) return;
        write_level(json, market, price, lots);
    }
}

}  // namespace

void write_level(JsonWriter& json, const ListedMarket& market, Ticks price, std::uint64_t lots) {
    json.begin_array().decimal(market.terms.price(price).value(), market.quote_scale);
    json.decimal(quantity_of(market, lots), market.base_scale).end_array();
}

void write_depth(JsonWriter& json, const ListedMarket& market, const AggregatedBook* book,
                 std::size_t limit) {
    json.begin_object().member("lastUpdateId");
    json.number(book ? book->last_update().value() : 0).member("bids").begin_array();
    if (book) write_levels(json, market, book->bids(), limit);
    json.end_array().member("asks").begin_array();
    if (book) write_levels(json, market, book->asks(), limit);
    json.end_array().end_object();
}

void write_trades(JsonWriter& json, const ListedMarket& market, std::span<const TradeRow> trades,
                  TimeUnit unit) {
    const MarketTerms& terms = market.terms;
    json.begin_array();
    for (const TradeRow& trade : trades) {
        json.begin_object().member("id").number(trade.trade.value());
        json.member("price").decimal(terms.price(trade.price).value(), market.quote_scale);
        json.member("qty").decimal(terms.quantity(trade.lots).value(), market.base_scale);
        json.member("quoteQty");
        json.decimal(terms.notional(trade.price, trade.lots).value(), market.quote_scale);
        json.member("time").number(to_wire_time(trade.time, unit));
        json.member("isBuyerMaker").boolean(trade.buyer_is_maker);
        json.member("isBestMatch").boolean(true).end_object();
    }
    json.end_array();
}

void write_aggregates(JsonWriter& json, const ListedMarket& market,
                      std::span<const AggregateRow> aggregates, TimeUnit unit) {
    json.begin_array();
    for (const AggregateRow& aggregate : aggregates) {
        json.begin_object();
        write_aggregate_members(json, market, aggregate, unit);
        json.end_object();
    }
    json.end_array();
}

void write_aggregate_members(JsonWriter& json, const ListedMarket& market,
                             const AggregateRow& aggregate, TimeUnit unit) {
    json.member("a").number(aggregate.aggregate.value());
    json.member("p").decimal(market.terms.price(aggregate.price).value(), market.quote_scale);
    json.member("q").decimal(quantity_of(market, aggregate.lots), market.base_scale);
    json.member("f").number(aggregate.first.value());
    json.member("l").number(aggregate.last.value());
    json.member("T").number(to_wire_time(aggregate.time, unit));
    json.member("m").boolean(aggregate.buyer_is_maker);
    json.member("M").boolean(true);
}

void write_price_ticker(JsonWriter& json, const ListedMarket& market, const TradeRow* last) {
    const Ticks price = last ? last->price : Ticks{};
    json.begin_object().member("symbol").text(market.symbol).member("price");
    json.decimal(market.terms.price(price).value(), market.quote_scale).end_object();
}

void write_book_ticker(JsonWriter& json, const ListedMarket& market, const AggregatedBook* book) {
    json.begin_object().member("symbol").text(market.symbol);
    write_top(json, market, top_of(book),
              {.bid = "bidPrice", .bid_lots = "bidQty", .ask = "askPrice", .ask_lots = "askQty"});
    json.end_object();
}

void write_top(JsonWriter& json, const ListedMarket& market, const TopOfBook& top,
               const TopNames& names) {
    const MarketTerms& terms = market.terms;
    json.member(names.bid).decimal(terms.price(top.bid).value(), market.quote_scale);
    json.member(names.bid_lots).decimal(quantity_of(market, top.bid_lots), market.base_scale);
    json.member(names.ask).decimal(terms.price(top.ask).value(), market.quote_scale);
    json.member(names.ask_lots).decimal(quantity_of(market, top.ask_lots), market.base_scale);
}

}  // namespace divmid::gateway
