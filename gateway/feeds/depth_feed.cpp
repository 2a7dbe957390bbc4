// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/depth_feed.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "gateway/dialect/market_data.hpp"

namespace divmid::gateway {
namespace {

/// A level that changes a thousand times in a batch is told once: repeats are dropped when so many
/// changes have gathered.
constexpr std::size_t kCompactAt = 4096;

auto place_of(const LevelChange& change) {
    return std::pair{change.side, change.price};
}

void drop_repeats(std::vector<LevelChange>& changes) {
    std::ranges::sort(changes, {}, place_of);
    const auto repeats = std::ranges::unique(changes, {}, place_of);
    changes.erase(repeats.begin(), repeats.end());
}

}  // namespace

DepthFeed::DepthFeed(Reactor& reactor, Subscriptions& subscriptions, Sources sources, Speed speed)
    : reactor_{reactor},
      subscriptions_{subscriptions},
      sources_{std::move(sources)},
      speed_{std::move(speed)} {}

void DepthFeed::publish() {
    for (const LevelChange& change : sources_.books.changes()) {
        Batch& its = batch(change.market);
        // An open batch claims every number up to its close: whoever comes back before then is told
        // of all of them, with a snapshot taken in between.
        if (its.open || !its.topic->empty()) note(its, change);
    }
}

void DepthFeed::note(Batch& batch, const LevelChange& change) {
    if (!batch.open) open(batch, change.number);
    batch.changes.push_back(change);
    if (batch.changes.size() < batch.compact_at) return;
    drop_repeats(batch.changes);
    batch.compact_at = std::max(kCompactAt, 2 * batch.changes.size());
}

void DepthFeed::open(Batch& batch, UpdateId first) {
    batch.open = true;
    batch.first = first;
    batch.compact_at = kCompactAt;
    reactor_.later(speed_.interval).then([self = std::weak_ptr{self_}, &batch] {
        if (const auto feed = self.lock()) (*feed)->close(batch);
    });
}

void DepthFeed::close(Batch& batch) {
    drop_repeats(batch.changes);
    if (!batch.topic->empty())
        batch.topic->publish([&](std::string& to, TimeUnit unit) { encode(batch, to, unit); });
    batch.changes.clear();
    batch.open = false;
}

void DepthFeed::encode(const Batch& batch, std::string& to, TimeUnit unit) const {
    const ListedMarket& market = *batch.market;
    const AggregatedBook& book = *sources_.books.book(market.terms.market);
    JsonWriter json{to};
    json.begin_object().member("e").text("depthUpdate");
    json.member("E").number(to_wire_time(sources_.clock(), unit));
    json.member("s").text(market.symbol);
    json.member("U").number(batch.first.value()).member("u").number(book.last_update().value());
    for (const Side side : {Side::buy, Side::sell}) {
        json.member(side == Side::buy ? "b" : "a").begin_array();
        for (const LevelChange& change : batch.changes)
            if (change.side == side)
                write_level(json, market, change.price, book.lots_at(side, change.price));
        json.end_array();
    }
    json.end_object();
}

DepthFeed::Batch& DepthFeed::batch(MarketId market) {
    if (batches_.size() <= market.value()) batches_.resize(market.value() + 1U);
    std::unique_ptr<Batch>& batch = batches_[market.value()];
    if (!batch) {
        batch = std::make_unique<Batch>();
        batch->market = sources_.catalog.market(market);
        batch->topic = &subscriptions_.topic(batch->market->stream_name + speed_.suffix);
    }
    return *batch;
}

}  // namespace divmid::gateway
