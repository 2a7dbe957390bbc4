// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "gateway/feeds/subscriptions.hpp"
#include "gateway/projections/catalog.hpp"
#include "gateway/projections/tape.hpp"

namespace divmid::gateway {

/// Streams <symbol>@trade and <symbol>@aggTrade: each trade as it is released, and each aggregate
/// after the last of its trades.
class TradeFeed {
public:
    struct Sources {
        const Catalog& catalog;
        const Tape& tape;
    };

    TradeFeed(Subscriptions& subscriptions, Sources sources)
        : subscriptions_{subscriptions}, sources_{sources} {}

    /// Tells what the last record traded. Requires: the sources hold it. `now` is when it is told.
    void publish(Timestamp now);

private:
    /// Streams of one market.
    struct Topics {
        Topic* trades{};
        Topic* aggregates{};
    };

    /// Requires: one aggregate, whole.
    void publish(std::span<const storage::TradeRow> aggregate, Timestamp now);
    Topics& topics(const ListedMarket& market);

    Subscriptions& subscriptions_;
    Sources sources_;
    std::vector<Topics> topics_;  ///< By market.
};

}  // namespace divmid::gateway
