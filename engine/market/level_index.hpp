// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/check.hpp"
#include "engine/market/order_pool.hpp"

namespace divmid {

/// The open orders of one price, oldest at the head.
struct Level {
    SlotIndex head{};
    SlotIndex tail{};
    std::uint64_t lots{};  ///< Sum over its orders.
};

/// The price levels of one side, by rank: 0 is the best price the market allows, each further tick
/// one more. A tree of 64-way nodes with a bit per used child: a level is found by three indexed
/// loads and the next used one by counting zero bits, wherever in the range prices wander; there is
/// no window to leave. Nodes exist only where there are levels and are recycled, so memory is
/// bounded by the number of levels, plus 4 bytes per 4,096 ranks.
class LevelIndex {
public:
    using Rank = std::uint32_t;
    static constexpr Rank kNone = ~Rank{0};

    /// Requires: ranks <= 2^31.
    explicit LevelIndex(Rank ranks);

    /// The best level, kNone when there is none.
    [[nodiscard]] Rank first() const { return first_; }
    /// The next used level after `rank`, kNone when there is none.
    [[nodiscard]] Rank after(Rank rank) const;

    /// Requires: the level is used.
    [[nodiscard]] Level& operator[](Rank rank) {
        return leaves_[branches_[roots_[rank >> 12]].leaf[child(rank)]].level[rank % kWays];
    }
    [[nodiscard]] const Level& operator[](Rank rank) const {
        return leaves_[branches_[roots_[rank >> 12]].leaf[child(rank)]].level[rank % kWays];
    }

    /// The level; null when it is not used.
    [[nodiscard]] const Level* find(Rank rank) const;

    /// Brings the level into the cache, if there may be one.
    void prefetch(Rank rank) const;

    /// The level, made used and empty if it was not used. Invalidates references to levels.
    [[nodiscard]] Level& use(Rank rank);

    /// The level has no orders any more. Requires: used, and its head, tail and lots are zero.
    void close(Rank rank);

private:
    static constexpr std::uint32_t kWays = 64;

    struct Leaf {
        std::uint64_t used{};
        std::array<Level, kWays> level{};
    };
    struct Branch {
        std::uint64_t used{};
        std::array<std::uint32_t, kWays> leaf{};
    };

    [[nodiscard]] static std::uint32_t child(Rank rank) { return rank / kWays % kWays; }
    [[nodiscard]] Rank first_of_root(std::uint32_t root) const;
    [[nodiscard]] std::uint32_t root_after(std::uint32_t root) const;

    std::vector<Leaf> leaves_;      ///< The first one stands for "none".
    std::vector<Branch> branches_;  ///< Likewise.
    std::vector<std::uint32_t> free_leaves_;
    std::vector<std::uint32_t> free_branches_;
    std::vector<std::uint32_t> roots_;       ///< A branch for each 4,096 ranks, or none.
    std::vector<std::uint64_t> used_roots_;  ///< A bit each.
    std::vector<std::uint64_t> used_words_;  ///< A bit for each word of used_roots_.
    Rank first_ = kNone;
};

}  // namespace divmid
