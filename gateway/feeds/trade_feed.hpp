// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "gateway/feeds/subscriptions.hpp"
#include "gateway/projections/catalog.hpp"

namespace divmid::gateway {

/// Streams <symbol>@trade: each trade as it is released.
class TradeFeed {
public:
    TradeFeed(Subscriptions& subscriptions, const Catalog& catalog)
        : subscriptions_{subscriptions}, catalog_{catalog} {}

    /// Requires: the projections hold the record. `now` is when it is told.
    void publish(const Record& record, Timestamp now);

private:
    Topic& topic(const ListedMarket& market);

    Subscriptions& subscriptions_;
    const Catalog& catalog_;
    std::vector<Topic*> topics_;  ///< By market.
};

}  // namespace divmid::gateway
