// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/record.hpp"
#include "gateway/feeds/subscriptions.hpp"
#include "gateway/projections/catalog.hpp"

namespace divmid::gateway {

/// Streams <symbol>@bust: {"e":"tradeBusted","E":now,"T":time,"s":symbol,"t":trade,"p":price,
/// "q":quantity} for each trade that was taken back, as @trade told of it.
class BustFeed {
public:
    /// Both outlive it.
    BustFeed(Subscriptions& subscriptions, const Catalog& catalog)
        : subscriptions_{subscriptions}, catalog_{catalog} {}

    /// `now` is when it is told.
    void publish(const Record& record, Timestamp now);

private:
    Subscriptions& subscriptions_;
    const Catalog& catalog_;
};

}  // namespace divmid::gateway
