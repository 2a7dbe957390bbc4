// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "gateway/feeds/pulse.hpp"
#include "gateway/feeds/standing_sources.hpp"
#include "gateway/feeds/subscriptions.hpp"

namespace divmid::gateway {

/// Streams <symbol>@bookTicker: the best bid and ask, each time that a record changed a price or
/// quantity of them. Whoever begins to listen is told how they stand.
class BookTickerFeed {
public:
    /// How soon one who begins to listen is told.
    static constexpr std::chrono::milliseconds kFirst{100};

    BookTickerFeed(Reactor& reactor, StandingSources sources);

    /// Somebody began to listen. False when the channel is another.
    bool listen(Topic& topic, const ListedMarket& market, std::string_view channel);
    /// A record was released. Requires: the books hold it. Costs nothing for a market that nobody
    /// listens to.
    void publish();

private:
    struct Line {
        const ListedMarket* market{};
        Topic* topic{};
        TopOfBook told;
        bool is_new{};  ///< Somebody was told nothing yet.
    };

    void tell_new();
    void tell(Line& line);

    StandingSources sources_;
    std::vector<std::unique_ptr<Line>> lines_;  ///< By market.
    Pulse pulse_;
};

}  // namespace divmid::gateway
