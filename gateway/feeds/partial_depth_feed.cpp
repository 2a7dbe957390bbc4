// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/partial_depth_feed.hpp"

#include <utility>

#include "gateway/dialect/market_data.hpp"

namespace divmid::gateway {
namespace {

constexpr std::string_view kPrefix = "depth";

/// Zero when it is not on offer.
std::size_t parse_levels(std::string_view text) {
    if (text == "5") return 5;
    if (text == "10") return 10;
    return text == "20" ? 20 : 0;
}

}  // namespace

PartialDepthFeed::PartialDepthFeed(Reactor& reactor, StandingSources sources, Speed speed)
    : sources_{std::move(sources)},
      speed_{std::move(speed)},
      pulse_{reactor, {sources_.clock, speed_.interval}, [this] {
                 beat();
                 return false;
             }} {}

bool PartialDepthFeed::listen(Topic& topic, const ListedMarket& market, std::string_view channel) {
    if (!channel.starts_with(kPrefix) || !channel.ends_with(speed_.suffix)) return false;
    channel.remove_prefix(kPrefix.size());
    if (channel.size() < speed_.suffix.size()) return false;
    channel.remove_suffix(speed_.suffix.size());
    const std::size_t levels = parse_levels(channel);
    if (levels == 0) return false;
    lines_[&topic] = {&market, levels, std::nullopt};
    listened_ = true;
    pulse_.start();
    return true;
}

void PartialDepthFeed::publish() {
    if (listened_ && !sources_.projections.books.changes().empty()) pulse_.start();
}

void PartialDepthFeed::beat() {
    listened_ = false;
    for (auto& [topic, line] : lines_) {
        if (topic->empty()) continue;
        listened_ = true;
        tell(*topic, line);
    }
}

void PartialDepthFeed::tell(Topic& topic, Line& line) const {
    const AggregatedBook* const book = sources_.projections.books.book(line.market->terms.market);
    const UpdateId now = book ? book->last_update() : UpdateId{};
    if (line.told == now) return;
    line.told = now;
    topic.publish([&](std::string& to, TimeUnit) {
        JsonWriter json{to};
        write_depth(json, *line.market, book, line.levels);
    });
}

}  // namespace divmid::gateway
