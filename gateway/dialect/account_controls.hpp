// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "gateway/dialect/command_events.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// What the owner of an account may ask about all of its orders at once (api.md, Beyond the
/// dialect): a cancel of those that fit a filter, the dead-man timer, and the kill switch.
class AccountControls {
public:
    explicit AccountControls(const Services& services) : services_{services} {}

    /// Optional symbol, side, priceMin and priceMax; prices only with a symbol. Answered as a
    /// cancel of all open orders is.
    Outcome cancel_many(const Request& request);
    /// timeout in milliseconds, 0 to 24 h: unless it is asked again within that time, all orders
    /// but those placed with keepOnDisconnect are cancelled. 0 takes the timer away.
    Outcome set_dead_man(const Request& request);
    /// Cancels all orders and refuses new ones until lift().
    Outcome kill(const Request& request) { return switch_kill(request, false); }
    Outcome lift(const Request& request) { return switch_kill(request, true); }

private:
    Outcome switch_kill(const Request& request, bool lifted);

    Services services_;
};

/// The answer to set_dead_man(): {"timeout":ms,"due":time}, due null when it was taken away.
void write_dead_man(JsonWriter& json, const DeadManSet& event, const Released& released);

/// The answer to kill() and lift(): {"killed":…,"canceledOrders":…}, the latter a number.
void write_kill(JsonWriter& json, std::span<const AnyEvent> events);

}  // namespace divmid::gateway
