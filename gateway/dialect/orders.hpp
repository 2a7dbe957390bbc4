// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>

#include "gateway/access/order_limits.hpp"
#include "gateway/dialect/command_events.hpp"
#include "gateway/dialect/order_replies.hpp"
#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// The requests that become commands: a new order, a test of one, cancels, a cancel-replace.
class Orders {
public:
    /// The limits outlive it.
    Orders(Services services, OrderLimits& limits)
        : services_{std::move(services)}, limits_{limits} {}

    /// Refused as overloaded, and never executed, while too many commands wait.
    Outcome place(const Request& request);
    Outcome cancel(const Request& request);
    /// All open orders of the account in a market.
    Outcome cancel_open(const Request& request);
    /// As place().
    Outcome replace(const Request& request);

    /// What became of it.
    Outcome released(const Released& released, std::string& result);
    /// Likewise, of a record that was read back out of the log.
    Outcome released_before(const Released& released, std::string& result);

private:
    using EventSpan = std::span<const AnyEvent>;

    /// An id that an order was only shown becomes the order's own. One that is no order's names
    /// nothing, and the engine says so.
    void resolve(OrderReference& meant, MarketId market) const;

    /// An order that the released record tells of.
    [[nodiscard]] const storage::OrderRow& row_of(const Released& released, MarketId market,
                                                  OrderId order) const;
    /// Requires: an order that the released record ended.
    void write_end(JsonWriter& json, const OrderCanceled& event, const Released& released) const;
    void write_new(JsonWriter& json, const Released& released, EventSpan events);
    Outcome replaced(const Released& released, EventSpan events, std::string& result);

    /// Why the account may not have another order now; tells its counts with the answer.
    [[nodiscard]] std::optional<Error> over_limit(const Request& request) const;

    Services services_;
    OrderLimits& limits_;
    CommandEvents events_;
    PlacedOrder placed_;
};

}  // namespace divmid::gateway
