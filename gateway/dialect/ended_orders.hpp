// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "gateway/dialect/command_events.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/request.hpp"
#include "gateway/projections/catalog.hpp"
#include "storage/history.hpp"

namespace divmid::gateway {

using EndedOrders = std::vector<const storage::OrderRow*>;

/// The orders that these events of the released record ended, in the book or waiting, in order.
[[nodiscard]] EndedOrders ended_orders(const Released& released, std::span<const AnyEvent> events,
                                       const storage::History& history);

/// How cancels are told. All of it outlives this.
class CancelReplies {
public:
    CancelReplies(const Catalog& catalog, const storage::History& history)
        : catalog_{catalog}, history_{history} {}

    /// The answer to a cancel: the order, or its list with a report of each order that ended, for
    /// the end of one is the end of all. Requires: ended is not empty.
    void write_one(JsonWriter& json, const Released& released, const EndedOrders& ended) const;
    /// The answer to a cancel of many: an array with each order or list once.
    void write_all(JsonWriter& json, const Released& released, const EndedOrders& ended) const;

private:
    void write_list(JsonWriter& json, const Released& released, ListId list,
                    const EndedOrders& ended) const;

    const Catalog& catalog_;
    const storage::History& history_;
};

}  // namespace divmid::gateway
