// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/kline_feed.hpp"

#include <algorithm>
#include <utility>

#include "gateway/dialect/market_statistics.hpp"

namespace divmid::gateway {
namespace {

constexpr std::string_view kPrefix = "kline_";
constexpr std::string_view kShanghai = "@+08:00";

}  // namespace

KlineFeed::KlineFeed(Reactor& reactor, StandingSources sources)
    : sources_{std::move(sources)},
      pulse_{reactor, {sources_.clock, kInterval}, [this] { return beat(); }} {}

bool KlineFeed::listen(Topic& topic, const ListedMarket& market, std::string_view channel) {
    if (!channel.starts_with(kPrefix)) return false;
    channel.remove_prefix(kPrefix.size());
    const bool in_shanghai = channel.ends_with(kShanghai);
    if (in_shanghai) channel.remove_suffix(kShanghai.size());
    const auto interval = parse_interval(channel);
    if (!interval) return false;
    Line& line = lines_[&topic];
    line.market = &market;
    line.interval = *interval;
    line.zone = in_shanghai ? Duration{8 * kOneHour.value()} : Duration{};
    line.told.reset();
    // Not at the first beat: a trade until then may be the last one of its candle.
    const Timestamp now = std::max(sources_.clock(), sources_.projections.candles.time());
    if (!line.open) line.open = bucket_at(line.interval, now, line.zone);
    pulse_.start();
    return true;
}

bool KlineFeed::beat() {
    bool listened = false;
    for (auto& [topic, line] : lines_) {
        if (topic->empty()) {
            line.open.reset();
        } else {
            listened = true;
            follow(*topic, line);
        }
    }
    return listened;
}

void KlineFeed::follow(Topic& topic, Line& line) const {
    const MarketCandles* const candles =
        sources_.projections.candles.market(line.market->terms.market);
    const Timestamp complete = this->complete();
    if (!candles) {
        if (line.open->end <= complete) line.open = bucket_at(line.interval, complete, line.zone);
        return;
    }
    for (int i = 0; i < kClosesPerBeat && line.open->end <= complete; ++i) {
        tell(topic, line, kline(*candles, *line.open), true);
        line.open = bucket_at(line.interval, line.open->end, line.zone);
        line.told = 0;
    }
    const Kline open = kline(*candles, *line.open);
    if (line.told == open.trades.count) return;
    line.told = open.trades.count;
    tell(topic, line, open, false);
}

Timestamp KlineFeed::complete() const {
    const Timestamp released = sources_.projections.candles.time();
    if (!sources_.nothing_owed()) return released;
    return std::max(released, sources_.clock() + Duration{-kGrace.value()});
}

void KlineFeed::tell(Topic& topic, const Line& line, const Kline& kline, bool closed) const {
    if (kline.trades.close == Ticks{}) return;  // Before the first trade there is no candle.
    const KlineUpdate update{line.interval, kline, closed, sources_.clock()};
    topic.publish([&](std::string& to, TimeUnit unit) {
        JsonWriter json{to};
        write_kline_event(json, *line.market, update, unit);
    });
}

}  // namespace divmid::gateway
