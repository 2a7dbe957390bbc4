// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string_view>

#include "gateway/dialect/market_statistics.hpp"
#include "gateway/feeds/pulse.hpp"
#include "gateway/feeds/standing_sources.hpp"
#include "gateway/feeds/subscriptions.hpp"

namespace divmid::gateway {

/// Streams <symbol>@ticker and <symbol>@miniTicker, and of all markets !ticker@arr and
/// !miniTicker@arr: the last 24 hours, each whole second in which they changed, by trades or
/// because the window slid. Whoever begins to listen is told how they stand. Costs nothing on the
/// path of an order.
class TickerFeed {
public:
    static constexpr std::chrono::seconds kInterval{1};

    TickerFeed(Reactor& reactor, StandingSources sources);

    /// Somebody began to listen. False when the channel is none of these.
    bool listen(Topic& topic, const ListedMarket& market, std::string_view channel);
    bool listen_to_all(Topic& topic);

private:
    /// What is told of a market, without when.
    struct Figures {
        Candle trades;
        Ticks previous_close;
        Lots last_lots;
        TopOfBook top;

        friend bool operator==(const Figures&, const Figures&) = default;
    };
    using Write = void (*)(JsonWriter&, const ListedMarket&, const DayTicker&, TimeUnit);

    struct Line {
        Write write{};
        const ListedMarket* market{};  ///< Null: all of them, as an array.
        std::map<MarketId, Figures> told;
    };

    void listen(Topic& topic, Line line);
    bool beat();
    void tell_one(Topic& topic, Line& line) const;
    void tell_all(Topic& topic, Line& line) const;
    [[nodiscard]] DayTicker ticker(const ListedMarket& market) const;
    /// False when it is what was told last.
    static bool note(Line& line, MarketId market, const DayTicker& ticker);

    StandingSources sources_;
    std::map<Topic*, Line> lines_;
    Pulse pulse_;
};

}  // namespace divmid::gateway
