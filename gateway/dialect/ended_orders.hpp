// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "gateway/dialect/command_events.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/timing.hpp"
#include "gateway/projections/catalog.hpp"
#include "storage/history.hpp"

namespace divmid::gateway {

using EndedOrders = std::vector<const storage::OrderRow*>;

/// The orders that these events ended, in the book or waiting, in order. Requires: the record of
/// the events is the last that the history holds.
[[nodiscard]] EndedOrders ended_orders(std::span<const AnyEvent> events,
                                       const storage::History& history);

/// How cancels are told. All of it outlives this.
class CancelReplies {
public:
    CancelReplies(const Catalog& catalog, const storage::History& history)
        : catalog_{catalog}, history_{history} {}

    /// The answer to a cancel: the order, or its list with a report of each order that ended, for
    /// the end of one is the end of all. Requires: ended is not empty.
    void write_one(JsonWriter& json, const EndedOrders& ended, std::string_view cancel_id,
                   TimeUnit unit) const;
    /// The answer to a cancel of many: an array with each order or list once.
    void write_all(JsonWriter& json, const EndedOrders& ended, TimeUnit unit) const;

private:
    void write_list(JsonWriter& json, ListId list, const EndedOrders& ended,
                    std::string_view cancel_id, TimeUnit unit) const;

    const Catalog& catalog_;
    const storage::History& history_;
};

}  // namespace divmid::gateway
