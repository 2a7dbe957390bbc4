// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <utility>

#include "gateway/access/order_limits.hpp"
#include "gateway/dialect/command_events.hpp"
#include "gateway/dialect/ended_orders.hpp"
#include "gateway/dialect/list_requests.hpp"
#include "gateway/dialect/order_replies.hpp"
#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// Orders that depend on each other: new lists, their cancels, and questions about them.
class OrderLists {
public:
    /// The limits outlive it.
    OrderLists(Services services, OrderLimits& limits)
        : services_{std::move(services)}, limits_{limits} {}

    /// Any of the four forms, by the request's operation. Refused as overloaded, and never
    /// executed, while too many commands wait.
    Outcome place(const Request& request);
    Outcome cancel(const Request& request);

    Outcome one(const Request& request);
    Outcome all(const Request& request);
    Outcome open(const Request& request, std::string& result);

    /// The answer to place(). Requires: it was accepted.
    void write_placed(JsonWriter& json, const Released& released, std::span<const AnyEvent> events);

private:
    Services services_;
    OrderLimits& limits_;
    PlacedOrder placed_;
};

}  // namespace divmid::gateway
