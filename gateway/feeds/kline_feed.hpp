// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

#include "gateway/feeds/pulse.hpp"
#include "gateway/feeds/standing_sources.hpp"
#include "gateway/feeds/subscriptions.hpp"
#include "gateway/projections/klines.hpp"

namespace divmid::gateway {

/// Streams <symbol>@kline_<interval>, and the same with @+08:00 behind for days of that zone: the
/// open candle whenever it changed, four times a second at most, and each candle once more when it
/// closes. Whoever begins to listen is told how it stands.
///
/// A candle closes when a record of the next one was released: record times never go back, so no
/// trade can follow. Without one it closes kGrace after its end by the gateway's clock, but not
/// while a command waits for a tick or a record for the disk: trades of the candle may be in it,
/// however long that takes. So no trade is missing from a closed candle. Costs nothing on the path
/// of an order.
class KlineFeed {
public:
    static constexpr std::chrono::milliseconds kInterval{250};
    /// The machine's clock may be set back a little, and the next record be of the candle.
    static constexpr Duration kGrace{500'000};
    /// After a jump of the clock the rest of the closes follow with the next beats.
    static constexpr int kClosesPerBeat = 100;

    KlineFeed(Reactor& reactor, StandingSources sources);

    /// Somebody began to listen. False when the channel is none of these.
    bool listen(Topic& topic, const ListedMarket& market, std::string_view channel);

private:
    struct Line {
        const ListedMarket* market{};
        Interval interval{};
        Duration zone;
        std::optional<Bucket> open;         ///< None while nobody listens.
        std::optional<std::uint64_t> told;  ///< Trades in it when it was told last.
    };

    bool beat();
    void follow(Topic& topic, Line& line) const;
    /// Candles that end by then hold all that they ever will.
    [[nodiscard]] Timestamp complete() const;
    void tell(Topic& topic, const Line& line, const Kline& kline, bool closed) const;

    StandingSources sources_;
    std::map<Topic*, Line> lines_;
    Pulse pulse_;
};

}  // namespace divmid::gateway
