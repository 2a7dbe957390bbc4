// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "engine/types.hpp"

namespace divmid {

/// A waiting order that a print reached.
struct Reached {
    OrderId order;
    Ticks stop;  ///< Where it was reached: its stop price, or of a trailing one the first tick that
                 ///< fires.
    Ticks print;  ///< The price that reached it.

    friend bool operator==(const Reached&, const Reached&) = default;
};

/// The trailing stops of one side that follow the prints: sells from below the highest print since
/// they follow, buys from above the lowest. That print is the extreme of a stop.
///
/// Stops with one extreme are a group, for from there on they share it. A print beyond the extremes
/// of some groups makes one group of them, the fewer moving in with the more, so that a market that
/// runs away from its stops touches each of them O(log n) times, however many prints it takes. A
/// print that moves no extreme and fires nothing costs the same however many there are.
class TrailingStops {
public:
    /// A hundredth of a percent; kBips of them are the whole.
    static constexpr std::int64_t kBips = 10'000;
    /// The widest distance, so that its product with a price fits 64 bits.
    static constexpr std::uint32_t kBipsMost = 1'000'000;

    explicit TrailingStops(Side side) : side_{side} {}

    /// The stop follows by that many basis points from `extreme` on; zero: from the next print on.
    /// Requires: not there yet, bips above zero.
    void add(OrderId order, std::uint32_t bips, Ticks extreme);
    void remove(OrderId order);

    /// Moves the extremes to the print and takes those out that it fires: sells with
    /// print × 10000 <= extreme × (10000 − bips), buys with print × 10000 >= extreme ×
    /// (10000 + bips). Calls `on_reached(const Reached&)` for each, in no order that matters.
    template <class OnReached>
    void print(Ticks price, OnReached&& on_reached) {
        if (groups_.empty()) return;
        follow(price);
        while (!next_.empty() && fires(next_.begin()->first, price)) on_reached(take_next(price));
    }

    /// Zero: there was no print yet. Requires: the order is there.
    [[nodiscard]] Ticks extreme(OrderId order) const;
    [[nodiscard]] bool contains(OrderId order) const { return stops_.contains(order); }
    [[nodiscard]] std::size_t size() const { return stops_.size(); }

    /// Ends the process when the parts disagree.
    void check_invariants() const;

private:
    /// Prices on a scale where a higher one is better for the order: a sell's as they are, a buy's
    /// mirrored. No extreme yet is below every price.
    using Rank = std::int64_t;
    static constexpr Rank kNoExtreme = std::int64_t{-1} << 40;

    /// Nearest to the extreme first.
    using Members = std::set<std::pair<std::uint32_t, OrderId>>;
    struct Group {
        Rank extreme{};
        Members members;
    };
    using Groups = std::map<Rank, Group>;  ///< By extreme. Their addresses stay.
    struct Stop {
        std::uint32_t bips{};
        Group* group{};
    };

    [[nodiscard]] Rank rank(Ticks price) const {
        return side_ == Side::sell ? Rank{price.value()} : -Rank{price.value()};
    }
    [[nodiscard]] Ticks ticks(Rank rank) const {
        return Ticks{static_cast<std::uint32_t>(side_ == Side::sell ? rank : -rank)};
    }
    /// The highest rank at which a stop with that extreme fires: rounded to the tick away from it.
    [[nodiscard]] Rank bound(Rank extreme, std::uint32_t bips) const;
    /// Whether the group whose first stop fires at `bound` has work at that price.
    [[nodiscard]] bool fires(Rank bound, Ticks price) const { return rank(price) <= bound; }

    void follow(Ticks price);
    Reached take_next(Ticks price);
    /// Into next_ and out of it, by what its first stop now is. Requires: it has stops.
    void announce(const Group& group);
    void withdraw(const Group& group);
    void take_out(Group& group, std::pair<std::uint32_t, OrderId> member);

    Side side_;
    Groups groups_;
    std::map<OrderId, Stop> stops_;
    /// Where each group fires first, and its extreme; what fires soonest stands first.
    std::set<std::pair<Rank, Rank>, std::greater<>> next_;
};

}  // namespace divmid
