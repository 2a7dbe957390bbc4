// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "gateway/dialect/timing.hpp"
#include "gateway/feeds/account_change.hpp"
#include "gateway/projections/catalog.hpp"

namespace divmid::gateway {

/// What an event needs besides what happened.
struct EventContext {
    const Catalog& catalog;
    Timestamp told;      ///< When the event is told.
    Timestamp happened;  ///< Time of the record.
    TimeUnit unit{};
};

// The user's events as the dialect writes them. Each call appends one JSON object. What
// an order did not ask for is left out where the dialect wants that (trailing, strategy, peg).

/// Requires: not a KeyEnd, which is no event of its own.
void append_event(std::string& to, const AccountChange& change, const EventContext& context);

/// The last event of a subscription.
void append_stream_terminated(std::string& to, Timestamp now, TimeUnit unit);

}  // namespace divmid::gateway
