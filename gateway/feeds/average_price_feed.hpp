// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "gateway/feeds/pulse.hpp"
#include "gateway/feeds/standing_sources.hpp"
#include "gateway/feeds/subscriptions.hpp"

namespace divmid::gateway {

/// Streams <symbol>@avgPrice: the average of the last minutes, each whole second in which it
/// changed. Whoever begins to listen is told how it stands, once anything was traded.
class AveragePriceFeed {
public:
    static constexpr std::chrono::seconds kInterval{1};

    AveragePriceFeed(Reactor& reactor, StandingSources sources);

    /// Somebody began to listen. False when the channel is another.
    bool listen(Topic& topic, const ListedMarket& market, std::string_view channel);

private:
    struct Average {
        Price price;
        Timestamp last;  ///< Of the last trade.

        friend bool operator==(const Average&, const Average&) = default;
    };
    struct Line {
        const ListedMarket* market{};
        std::optional<Average> told;
    };

    bool beat();
    void tell(Topic& topic, Line& line) const;

    StandingSources sources_;
    std::map<Topic*, Line> lines_;
    Pulse pulse_;
};

}  // namespace divmid::gateway
