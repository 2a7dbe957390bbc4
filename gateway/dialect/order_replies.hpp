// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "gateway/dialect/command_events.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/order_requests.hpp"
#include "gateway/projections/catalog.hpp"
#include "storage/history.hpp"

namespace divmid::gateway {

/// What became of a new order in the record that accepted it, until its own turn was over: what it
/// woke by its trades comes after that.
struct PlacedOrder {
    storage::OrderRow order;
    std::vector<const TradeExecuted*> fills;  ///< In the record.
};

/// Fills `placed`, whose memory is used again, with the order that one of the events accepts.
/// Requires: one does.
void read_placed(const Record& record, std::span<const AnyEvent> events, OrderId order,
                 const MarketTerms& terms, PlacedOrder& placed);

/// The answer to a new order, and each report of a new list.
void write_placed(JsonWriter& json, const PlacedOrder& placed, const ListedMarket& market,
                  ResponseType response, TimeUnit unit);

/// The answer to order/test: {} or the fee rates.
void write_validated(JsonWriter& json, const OrderValidated& event, bool preview_fees);

/// The answer to a query of one order, and each element of a list of them.
void write_order(JsonWriter& json, const storage::OrderRow& order, const ListedMarket& market,
                 TimeUnit unit);

/// The answer to a cancel; an empty `cancel_id` is replaced by a derived one.
void write_canceled(JsonWriter& json, const storage::OrderRow& order, const ListedMarket& market,
                    std::string_view cancel_id, TimeUnit unit);

/// The answer to an amendment: the order as it is right after.
void write_amended(JsonWriter& json, const storage::OrderRow& order, const ListedMarket& market,
                   std::string_view client_id_before, TimeUnit unit);

/// One element of myTrades.
void write_fill(JsonWriter& json, const storage::FillRow& fill, const ListedMarket& market,
                TimeUnit unit);

}  // namespace divmid::gateway
