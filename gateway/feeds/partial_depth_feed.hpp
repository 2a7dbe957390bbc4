// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/feeds/pulse.hpp"
#include "gateway/feeds/standing_sources.hpp"
#include "gateway/feeds/subscriptions.hpp"

namespace divmid::gateway {

/// Streams <symbol>@depth5, @depth10 and @depth20 of one speed: the best levels of both sides, once
/// an interval in which the book changed. Whoever begins to listen is told how it stands. While
/// nothing changes there is no timer.
class PartialDepthFeed {
public:
    struct Speed {
        std::string suffix;  ///< Behind the number of levels.
        std::chrono::microseconds interval;
    };

    PartialDepthFeed(Reactor& reactor, StandingSources sources, Speed speed);

    /// Somebody began to listen. False when the channel is none of these.
    bool listen(Topic& topic, const ListedMarket& market, std::string_view channel);
    /// A record was released. Requires: the books hold it.
    void publish();

private:
    struct Line {
        const ListedMarket* market{};
        std::size_t levels{};
        std::optional<UpdateId> told;
    };

    void beat();
    void tell(Topic& topic, Line& line) const;

    StandingSources sources_;
    Speed speed_;
    bool listened_ = false;  ///< As of the last beat.
    std::map<Topic*, Line> lines_;
    Pulse pulse_;
};

}  // namespace divmid::gateway
