// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "gateway/feeds/pulse.hpp"
#include "gateway/feeds/standing_sources.hpp"
#include "gateway/feeds/subscriptions.hpp"

namespace divmid::gateway {

/// Streams <symbol>@auction. While an auction call lasts, {"e":"auctionIndicated","E":now,
/// "s":symbol,"p":price,"q":quantity,"i":imbalance,"I":its side,"u":when the call ends or null}
/// each time that it would uncross otherwise; price "0…" when nothing would trade. At its end
/// {"e":"auctionUncrossed","E":now,"T":time,"s":symbol,"p":price,"q":quantity}. Whoever begins to
/// listen during a call is told how it stands.
class AuctionFeed {
public:
    /// How soon one who begins to listen is told.
    static constexpr std::chrono::milliseconds kFirst{100};

    AuctionFeed(Reactor& reactor, StandingSources sources);

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
    void tell_indication(Line& line, const AuctionIndicated& indicated);
    void tell_uncross(const Line& line, const Uncrossed& event, Timestamp time);
    /// Null when nobody listens.
    [[nodiscard]] Line* line_of(MarketId market) const;

    StandingSources sources_;
    std::vector<std::unique_ptr<Line>> lines_;  ///< By market.
    Pulse pulse_;
};

}  // namespace divmid::gateway
