// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/reactor/reactor.hpp"
#include "gateway/feeds/subscriptions.hpp"
#include "gateway/projections/book.hpp"
#include "gateway/projections/catalog.hpp"

namespace divmid::gateway {

/// Streams of one speed: batches of changed levels, contiguous over the book's counter. A batch
/// opens with the first change after the one before, and closes `interval` later; so a quiet market
/// costs nothing and no empty batch exists. What a batch tells is the levels as they are when it
/// closes, which a client may apply whenever its snapshot was taken.
class DepthFeed {
public:
    struct Speed {
        std::string suffix;  ///< Of the stream's name: @depth, @depth@100ms.
        std::chrono::microseconds interval;
    };
    struct Sources {
        const Catalog& catalog;
        const Books& books;
        std::function<Timestamp()> clock;  ///< When an event is told.
    };

    DepthFeed(Reactor& reactor, Subscriptions& subscriptions, Sources sources, Speed speed);

    /// Notes what the last record changed. Requires: the books hold it.
    void publish();

private:
    struct Batch {
        const ListedMarket* market{};
        Topic* topic{};
        UpdateId first;  ///< Of the batch under way.
        std::vector<LevelChange> changes;
        std::size_t compact_at{};
        bool open{};
    };

    Batch& batch(MarketId market);
    void note(Batch& batch, const LevelChange& change);
    void open(Batch& batch, UpdateId first);
    void close(Batch& batch);
    void encode(const Batch& batch, std::string& to, TimeUnit unit) const;

    Reactor& reactor_;
    Subscriptions& subscriptions_;
    Sources sources_;
    Speed speed_;
    std::vector<std::unique_ptr<Batch>> batches_;  ///< By market.
    /// Timers outlive what they were set for; they ask this first.
    std::shared_ptr<DepthFeed*> self_ = std::make_shared<DepthFeed*>(this);
};

}  // namespace divmid::gateway
