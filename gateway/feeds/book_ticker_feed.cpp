// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/book_ticker_feed.hpp"

#include <string>
#include <utility>

#include "gateway/dialect/market_data.hpp"

namespace divmid::gateway {

BookTickerFeed::BookTickerFeed(Reactor& reactor, StandingSources sources)
    : sources_{std::move(sources)}, pulse_{reactor, {sources_.clock, kFirst}, [this] {
                                               tell_new();
                                               return false;
                                           }} {}

bool BookTickerFeed::listen(Topic& topic, const ListedMarket& market, std::string_view channel) {
    if (channel != "bookTicker") return false;
    const std::size_t index = market.terms.market.value();
    if (lines_.size() <= index) lines_.resize(index + 1);
    lines_[index] = std::make_unique<Line>(Line{&market, &topic, {}, true});
    pulse_.start();
    return true;
}

void BookTickerFeed::publish() {
    if (lines_.empty()) return;
    MarketId done;
    for (const LevelChange& change : sources_.projections.books.changes()) {
        const std::size_t index = change.market.value();
        if (change.market == done || index >= lines_.size() || !lines_[index]) continue;
        done = change.market;
        Line& line = *lines_[index];
        if (!line.topic->empty()) tell(line);
    }
}

void BookTickerFeed::tell_new() {
    for (const std::unique_ptr<Line>& line : lines_)
        if (line && line->is_new && !line->topic->empty()) tell(*line);
}

void BookTickerFeed::tell(Line& line) {
    const AggregatedBook* const book = sources_.projections.books.book(line.market->terms.market);
    const TopOfBook top = top_of(book);
    if (top == line.told && !line.is_new) return;
    line.told = top;
    line.is_new = false;
    line.topic->publish([&](std::string& to, TimeUnit) {
        JsonWriter json{to};
        json.begin_object().member("u").number(book ? book->last_update().value() : 0);
        json.member("s").text(line.market->symbol);
        write_top(json, *line.market, top,
                  {.bid = "b", .bid_lots = "B", .ask = "a", .ask_lots = "A"});
        json.end_object();
    });
}

}  // namespace divmid::gateway
