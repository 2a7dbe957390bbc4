// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <memory_resource>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/event.hpp"
#include "engine/types.hpp"
#include "storage/projection.hpp"

namespace divmid::gateway {

/// Number of the last change of an aggregated level in a market: 1, 2, 3 … without a gap.
using UpdateId = Strong<struct UpdateIdMeaning, std::uint64_t>;

/// One market's book by price level. What it shows is a consistent cut: it changes by whole records
/// only. Hidden parts of icebergs and orders that wait are not in it; the sides cross only while an
/// auction call lasts.
class AggregatedBook {
public:
    /// The best first. Buys fall from the highest price, sells rise from the lowest.
    using Bids = std::pmr::map<Ticks, std::uint64_t, std::greater<>>;
    using Asks = std::pmr::map<Ticks, std::uint64_t, std::less<>>;

    explicit AggregatedBook(std::pmr::memory_resource& memory) : bids_{&memory}, asks_{&memory} {}

    [[nodiscard]] UpdateId last_update() const { return last_update_; }
    /// Visible lots of all orders at each price. Sums may exceed what one order can have.
    [[nodiscard]] const Bids& bids() const { return bids_; }
    [[nodiscard]] const Asks& asks() const { return asks_; }
    /// Lots at one price; zero when nobody is there.
    [[nodiscard]] std::uint64_t lots_at(Side side, Ticks price) const;

    void add(Side side, Ticks price, Lots lots);
    /// Requires: so much is there, or will be by the end of the record: in an uncross hidden lots
    /// trade before they are shown.
    void remove(Side side, Ticks price, Lots lots);
    /// No level has less than nothing: so it is between two records.
    [[nodiscard]] bool is_whole() const { return negative_ == 0; }

private:
    void change(Side side, Ticks price, std::uint64_t change);

    Bids bids_;
    Asks asks_;
    int negative_ = 0;  ///< Levels with less than nothing, which only a record under way has.
    UpdateId last_update_;
};

/// The best price of either side and all lots at it; zeros where nobody is.
struct TopOfBook {
    Ticks bid;
    std::uint64_t bid_lots{};
    Ticks ask;
    std::uint64_t ask_lots{};

    friend bool operator==(const TopOfBook&, const TopOfBook&) = default;
};

/// A null book is an empty one.
[[nodiscard]] TopOfBook top_of(const AggregatedBook* book);

/// A level that the last record changed.
struct LevelChange {
    UpdateId number;
    MarketId market;
    Side side{};
    Ticks price;
};

/// The books of all markets. Costs one look-up in a tree for each change.
class Books final : public storage::Projection {
public:
    void apply(const Record& record) override;

    /// Null when nothing was ever in it.
    [[nodiscard]] const AggregatedBook* book(MarketId market) const;

    /// Each change of the last record applied, in order; a level may come several times.
    [[nodiscard]] std::span<const LevelChange> changes() const { return changes_; }

private:
    class Reading;

    AggregatedBook& of(MarketId market);

    std::unique_ptr<std::pmr::unsynchronized_pool_resource> memory_ =
        std::make_unique<std::pmr::unsynchronized_pool_resource>();
    std::vector<std::unique_ptr<AggregatedBook>> books_;  ///< By market.
    std::vector<LevelChange> changes_;
};

}  // namespace divmid::gateway
