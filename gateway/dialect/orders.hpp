// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "gateway/dialect/command_events.hpp"
#include "gateway/dialect/order_replies.hpp"
#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// The requests that become commands: a new order, a test of one, a cancel.
class Orders {
public:
    explicit Orders(Services services) : services_{std::move(services)} {}

    /// Refused as overloaded, and never executed, while too many commands wait.
    Outcome place(const Request& request);
    Outcome cancel(const Request& request);

    /// What became of it. A cancel's answer waits for the history's row.
    Outcome released(const Released& released, std::string& result);

private:
    Outcome canceled(const Released& released, const OrderCanceled& event);

    Services services_;
    CommandEvents events_;
    PlacedOrder placed_;
};

}  // namespace divmid::gateway
