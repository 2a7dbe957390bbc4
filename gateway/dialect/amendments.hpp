// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>

#include "gateway/dialect/command_events.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/order_requests.hpp"
#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// Changes of open orders in place, and what became of them.
class Amendments {
public:
    explicit Amendments(Services services) : services_{std::move(services)} {}

    /// order.amend.keepPriority: less quantity, and nothing else. The order gets a new client id
    /// unless the request names its old one.
    Outcome keep_priority(const Request& request);
    /// Another price or quantity; the order keeps its client id unless the request names another.
    Outcome in_place(const Request& request);

    /// Those of one order.
    Outcome list(const Request& request);

    /// The answer to either. Requires: it was done.
    void write_amended(JsonWriter& json, const Released& released,
                       std::span<const AnyEvent> events) const;

private:
    /// What both ask: which order, and what it is called from now on.
    AmendOrder read_common(const Request& request, OrderReference& meant,
                           std::string_view& new_client_id) const;
    Outcome submit(const Request& request, AmendOrder command, const OrderReference& meant,
                   std::string_view new_client_id);
    /// The order as it is now; null when it is not open, or not the caller's.
    [[nodiscard]] const storage::OrderRow* open_order(const OrderReference& meant,
                                                      AccountId account) const;

    Services services_;
};

}  // namespace divmid::gateway
