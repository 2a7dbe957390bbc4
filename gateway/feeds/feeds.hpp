// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "gateway/feeds/bust_feed.hpp"
#include "gateway/feeds/depth_feed.hpp"
#include "gateway/feeds/standing_feeds.hpp"
#include "gateway/feeds/subscriptions.hpp"
#include "gateway/feeds/trade_feed.hpp"
#include "gateway/projections/projections.hpp"

namespace divmid::gateway {

/// Every stream of market data. Told of each released record after the projections hold it, and
/// before its askers are answered.
class Feeds {
public:
    Feeds(Reactor& reactor, const StandingSources& sources);

    void publish(const Record& record);

    [[nodiscard]] Subscriptions& subscriptions() { return subscriptions_; }

private:
    std::function<Timestamp()> clock_;
    Subscriptions subscriptions_;
    TradeFeed trades_;
    BustFeed busts_;
    DepthFeed depth_;
    DepthFeed fast_depth_;
    DepthFeed rated_depth_;  ///< @depth by the name that some clients have for it: with its rate.
    StandingFeeds standing_;
};

}  // namespace divmid::gateway
