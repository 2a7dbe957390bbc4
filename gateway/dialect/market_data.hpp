// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/timing.hpp"
#include "gateway/projections/book.hpp"
#include "gateway/projections/catalog.hpp"
#include "storage/trade_row.hpp"

namespace divmid::gateway {

// What is public of a market, as the dialect writes it. A null book is an empty one.

/// ["price","quantity"]. A sum of quantities past 2^63-1 is written as that.
void write_level(JsonWriter& json, const ListedMarket& market, Ticks price, std::uint64_t lots);

/// The snapshot: at most `limit` levels a side, the best first.
void write_depth(JsonWriter& json, const ListedMarket& market, const AggregatedBook* book,
                 std::size_t limit);

void write_trades(JsonWriter& json, const ListedMarket& market,
                  std::span<const storage::TradeRow> trades, TimeUnit unit);
void write_aggregates(JsonWriter& json, const ListedMarket& market,
                      std::span<const storage::AggregateRow> aggregates, TimeUnit unit);

/// What replies and events tell alike of an aggregate: the members a, p, q, f, l, T, m, M.
void write_aggregate_members(JsonWriter& json, const ListedMarket& market,
                             const storage::AggregateRow& aggregate, TimeUnit unit);

/// Price of the last trade; zero when it is null: there was none.
void write_price_ticker(JsonWriter& json, const ListedMarket& market,
                        const storage::TradeRow* last);

/// How the members of a top of the book are called.
struct TopNames {
    std::string_view bid;
    std::string_view bid_lots;
    std::string_view ask;
    std::string_view ask_lots;
};

/// Four members of an object.
void write_top(JsonWriter& json, const ListedMarket& market, const TopOfBook& top,
               const TopNames& names);

/// Best bid and offer; zeros where nobody is.
void write_book_ticker(JsonWriter& json, const ListedMarket& market, const AggregatedBook* book);

}  // namespace divmid::gateway
