// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/ticker_feed.hpp"

#include <utility>
#include <vector>

namespace divmid::gateway {

TickerFeed::TickerFeed(Reactor& reactor, StandingSources sources)
    : sources_{std::move(sources)},
      pulse_{reactor, {sources_.clock, kInterval}, [this] { return beat(); }} {}

bool TickerFeed::listen(Topic& topic, const ListedMarket& market, std::string_view channel) {
    if (channel == "ticker")
        listen(topic, {write_day_ticker_event, &market, {}});
    else if (channel == "miniTicker")
        listen(topic, {write_mini_ticker_event, &market, {}});
    else
        return false;
    return true;
}

bool TickerFeed::listen_to_all(Topic& topic) {
    if (topic.name() == "!ticker@arr")
        listen(topic, {write_day_ticker_event, nullptr, {}});
    else if (topic.name() == "!miniTicker@arr")
        listen(topic, {write_mini_ticker_event, nullptr, {}});
    else
        return false;
    return true;
}

void TickerFeed::listen(Topic& topic, Line line) {
    lines_.insert_or_assign(&topic, std::move(line));
    pulse_.start();
}

bool TickerFeed::beat() {
    bool listened = false;
    for (auto& [topic, line] : lines_) {
        if (topic->empty()) continue;
        listened = true;
        if (line.market)
            tell_one(*topic, line);
        else
            tell_all(*topic, line);
    }
    return listened;
}

void TickerFeed::tell_one(Topic& topic, Line& line) const {
    const DayTicker now = ticker(*line.market);
    if (!note(line, line.market->terms.market, now)) return;
    topic.publish([&](std::string& to, TimeUnit unit) {
        JsonWriter json{to};
        line.write(json, *line.market, now, unit);
    });
}

void TickerFeed::tell_all(Topic& topic, Line& line) const {
    std::vector<std::pair<const ListedMarket*, DayTicker>> changed;
    for (const auto& [id, market] : sources_.projections.catalog.markets()) {
        const DayTicker now = ticker(market);
        if (note(line, id, now)) changed.emplace_back(&market, now);
    }
    if (changed.empty()) return;
    topic.publish([&](std::string& to, TimeUnit unit) {
        JsonWriter json{to};
        json.begin_array();
        for (const auto& [market, now] : changed) line.write(json, *market, now, unit);
        json.end_array();
    });
}

DayTicker TickerFeed::ticker(const ListedMarket& market) const {
    const MarketId id = market.terms.market;
    const Timestamp now = sources_.clock();
    return {.window = day_window(sources_.projections.candles.market(id), now),
            .top = top_of(sources_.projections.books.book(id)),
            .now = now};
}

bool TickerFeed::note(Line& line, MarketId market, const DayTicker& ticker) {
    const bool shows_book = line.write == write_day_ticker_event;
    Figures figures{.trades = ticker.window.trades,
                    .previous_close = ticker.window.previous_close,
                    .last_lots = ticker.window.last_lots,
                    .top = shows_book ? ticker.top : TopOfBook{}};
    figures.trades.begin = {};
    const auto [place, is_new] = line.told.try_emplace(market, figures);
    if (!is_new && place->second == figures) return false;
    place->second = figures;
    return true;
}

}  // namespace divmid::gateway
