// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>

#include "gateway/access/order_limits.hpp"
#include "gateway/dialect/command_events.hpp"
#include "gateway/dialect/ended_orders.hpp"
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

    /// What became of it. Requires: it was not refused.
    Outcome released(const Released& released, std::span<const AnyEvent> events,
                     std::string& result);

private:
    using EventSpan = std::span<const AnyEvent>;

    void write_new(JsonWriter& json, const Released& released, EventSpan events);
    Outcome replaced(const Released& released, EventSpan events, std::string& result);

    Services services_;
    OrderLimits& limits_;
    CancelReplies cancels_{services_.projections.catalog, services_.history};
    PlacedOrder placed_;
};

}  // namespace divmid::gateway
