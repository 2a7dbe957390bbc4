// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "gateway/feeds/auction_feed.hpp"
#include "gateway/feeds/average_price_feed.hpp"
#include "gateway/feeds/book_ticker_feed.hpp"
#include "gateway/feeds/kline_feed.hpp"
#include "gateway/feeds/partial_depth_feed.hpp"
#include "gateway/feeds/standing_sources.hpp"
#include "gateway/feeds/status_feed.hpp"
#include "gateway/feeds/subscriptions.hpp"
#include "gateway/feeds/ticker_feed.hpp"

namespace divmid::gateway {

/// Streams that tell how a market stands, rather than what happened: candles, tickers, averages,
/// the top of the book, its status and its auction. Each works for streams that somebody began to
/// listen to, and for no others; a stream of a market that is not listed yet begins when it is.
class StandingFeeds {
public:
    StandingFeeds(Reactor& reactor, Subscriptions& subscriptions, const StandingSources& sources);
    StandingFeeds(const StandingFeeds&) = delete;
    StandingFeeds& operator=(const StandingFeeds&) = delete;

    /// Requires: the projections hold the record.
    void publish(const Record& record);

private:
    void listen(Topic& topic);
    bool listen(Topic& topic, const ListedMarket& market, std::string_view channel);

    Subscriptions& subscriptions_;
    const Catalog& catalog_;
    KlineFeed klines_;
    TickerFeed tickers_;
    AveragePriceFeed averages_;
    PartialDepthFeed depth_;
    PartialDepthFeed fast_depth_;
    PartialDepthFeed rated_depth_;  ///< The slow one, by the name with its rate.
    BookTickerFeed book_tickers_;
    StatusFeed statuses_;
    AuctionFeed auctions_;
};

}  // namespace divmid::gateway
