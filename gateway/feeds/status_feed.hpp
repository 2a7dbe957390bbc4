// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "gateway/feeds/pulse.hpp"
#include "gateway/feeds/standing_sources.hpp"
#include "gateway/feeds/subscriptions.hpp"

namespace divmid::gateway {

/// Streams <symbol>@status: {"e":"marketStatus","E":now,"s":symbol,"S":the dialect's status,
/// "p":phase,"u":when it ends or null,"n":the phase after that or null,"k":killed}, at every change
/// of it. Whoever begins to listen is told how it stands.
class StatusFeed {
public:
    /// How soon one who begins to listen is told.
    static constexpr std::chrono::milliseconds kFirst{100};

    StatusFeed(Reactor& reactor, StandingSources sources);

    /// Somebody began to listen. False when the channel is another.
    bool listen(Topic& topic, const ListedMarket& market, std::string_view channel);
    /// Requires: the market states hold the record.
    void publish(const Record& record);

private:
    struct Line {
        const ListedMarket* market{};
        Topic* topic{};
        bool is_new{};  ///< Somebody was told nothing yet.
    };

    void tell_new();
    void tell(Line& line);
    void tell(MarketId market);

    StandingSources sources_;
    std::vector<std::unique_ptr<Line>> lines_;  ///< By market.
    Pulse pulse_;
};

}  // namespace divmid::gateway
