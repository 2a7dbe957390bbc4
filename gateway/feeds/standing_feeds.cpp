// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/standing_feeds.hpp"

#include <algorithm>
#include <string>

namespace divmid::gateway {
namespace {

using namespace std::chrono_literals;

/// Symbols have no lower-case letters.
std::string upper_case(std::string_view text) {
    std::string upper{text};
    for (char& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return upper;
}

}  // namespace

StandingFeeds::StandingFeeds(Reactor& reactor, Subscriptions& subscriptions,
                             const StandingSources& sources)
    : subscriptions_{subscriptions},
      catalog_{sources.projections.catalog},
      klines_{reactor, sources},
      tickers_{reactor, sources},
      averages_{reactor, sources},
      depth_{reactor, sources, {"", 1000ms}},
      fast_depth_{reactor, sources, {"@100ms", 100ms}},
      rated_depth_{reactor, sources, {"@1000ms", 1000ms}},
      book_tickers_{reactor, sources},
      statuses_{reactor, sources},
      auctions_{reactor, sources} {
    subscriptions_.on_subscribed([this](Topic& topic) { listen(topic); });
}

void StandingFeeds::publish(const Record& record) {
    for (const MarketListed& event : record.events.all<MarketListed>())
        subscriptions_.visit_of(catalog_.market(event.market)->stream_name,
                                [this](Topic& topic) { listen(topic); });
    depth_.publish();
    fast_depth_.publish();
    rated_depth_.publish();
    book_tickers_.publish();
    statuses_.publish(record);
    auctions_.publish(record);
}

void StandingFeeds::listen(Topic& topic) {
    const std::string_view name = topic.name();
    const std::size_t at = name.find('@');
    if (at == std::string_view::npos) return;
    const ListedMarket* const market = catalog_.market(upper_case(name.substr(0, at)));
    const bool is_of_market = market && market->stream_name == name.substr(0, at);
    const bool is_ours =
        is_of_market ? listen(topic, *market, name.substr(at + 1)) : tickers_.listen_to_all(topic);
    if (is_ours) static_cast<void>(subscriptions_.topic(name));
}

bool StandingFeeds::listen(Topic& topic, const ListedMarket& market, std::string_view channel) {
    return klines_.listen(topic, market, channel) || tickers_.listen(topic, market, channel) ||
           averages_.listen(topic, market, channel) || depth_.listen(topic, market, channel) ||
           fast_depth_.listen(topic, market, channel) ||
           rated_depth_.listen(topic, market, channel) ||
           book_tickers_.listen(topic, market, channel) ||
           statuses_.listen(topic, market, channel) || auctions_.listen(topic, market, channel);
}

}  // namespace divmid::gateway
