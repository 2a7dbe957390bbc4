// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/average_price_feed.hpp"

#include <string>

#include "gateway/dialect/json_writer.hpp"
#include "gateway/projections/rolling_window.hpp"

namespace divmid::gateway {

AveragePriceFeed::AveragePriceFeed(Reactor& reactor, StandingSources sources)
    : sources_{std::move(sources)},
      pulse_{reactor, {sources_.clock, kInterval}, [this] { return beat(); }} {}

bool AveragePriceFeed::listen(Topic& topic, const ListedMarket& market, std::string_view channel) {
    if (channel != "avgPrice") return false;
    lines_[&topic] = {&market, std::nullopt};
    pulse_.start();
    return true;
}

bool AveragePriceFeed::beat() {
    bool listened = false;
    for (auto& [topic, line] : lines_) {
        if (topic->empty()) continue;
        listened = true;
        tell(*topic, line);
    }
    return listened;
}

void AveragePriceFeed::tell(Topic& topic, Line& line) const {
    const MarketTerms& terms = line.market->terms;
    const MarketCandles* const candles = sources_.projections.candles.market(terms.market);
    if (!candles) return;
    const Timestamp now = sources_.clock();
    const Average average{average_price(candles, terms, now), candles->last().time};
    if (line.told == average) return;
    line.told = average;
    topic.publish([&](std::string& to, TimeUnit unit) {
        JsonWriter json{to};
        json.begin_object().member("e").text("avgPrice");
        json.member("E").number(to_wire_time(now, unit));
        json.member("s").text(line.market->symbol);
        json.member("i").text(std::to_string(kAverageMinutes) + 'm');
        json.member("w").decimal(average.price.value(), line.market->quote_scale);
        json.member("T").number(to_wire_time(average.last, unit)).end_object();
    });
}

}  // namespace divmid::gateway
