// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
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
    [[nodiscard]] Level& operator[](Rank rank) { return levels_[place(rank)]; }
    [[nodiscard]] const Level& operator[](Rank rank) const { return levels_[place(rank)]; }

    /// The level; null when it is not used.
    [[nodiscard]] const Level* find(Rank rank) const;

    /// Brings the level into the cache, if there may be one.
    void prefetch(Rank rank) const { __builtin_prefetch(&levels_[place(rank)]); }

    /// The level, made used and empty if it was not used. Invalidates references to levels.
    [[nodiscard]] Level& use(Rank rank) {
        const std::uint32_t leaf = leaf_of(rank);
        if (leaf == 0) [[unlikely]]
            return use_new_leaf(rank);
        leaf_used_[leaf] |= bit(rank);
        if (rank < first_) first_ = rank;
        return levels_[child_place(leaf, rank)];
    }

    /// The level has no orders any more. Requires: used, and its head, tail and lots are zero.
    void close(Rank rank) {
        if (rank == first_) first_ = after(rank);
        const std::uint32_t leaf = leaf_of(rank);
        leaf_used_[leaf] &= ~bit(rank);
        if (leaf_used_[leaf] == 0) [[unlikely]]
            drop_leaf(rank);
    }

private:
    static constexpr std::uint32_t kWays = 64;

    [[nodiscard]] static std::uint64_t bit(Rank at) { return std::uint64_t{1} << (at % kWays); }
    [[nodiscard]] static std::size_t child_place(std::uint32_t node, std::uint32_t child) {
        return std::size_t{node} * kWays + child % kWays;
    }
    [[nodiscard]] std::uint32_t leaf_of(Rank rank) const {
        return leaves_[child_place(roots_[rank / (kWays * kWays)], rank / kWays)];
    }
    [[nodiscard]] std::size_t place(Rank rank) const { return child_place(leaf_of(rank), rank); }

    [[nodiscard]] Level& use_new_leaf(Rank rank);
    void drop_leaf(Rank rank);
    [[nodiscard]] Rank after_leaf(Rank rank) const;
    [[nodiscard]] Rank first_of_root(std::uint32_t root) const;
    [[nodiscard]] std::uint32_t root_after(std::uint32_t root) const;

    // Nodes are numbered, and what one holds for its 64 children lies side by side. Number 0 stands
    // for "none": nothing in it is ever used.
    std::vector<Level> levels_;               ///< By leaf and child.
    std::vector<std::uint64_t> leaf_used_;    ///< By leaf, a bit a level.
    std::vector<std::uint32_t> leaves_;       ///< By branch and child; zero where none is used.
    std::vector<std::uint64_t> branch_used_;  ///< By branch, a bit a leaf.
    std::vector<std::uint32_t> free_leaves_;
    std::vector<std::uint32_t> free_branches_;
    std::vector<std::uint32_t> roots_;       ///< A branch for each 4,096 ranks, or none.
    std::vector<std::uint64_t> used_roots_;  ///< A bit each.
    std::vector<std::uint64_t> used_words_;  ///< A bit for each word of used_roots_.
    Rank first_ = kNone;
};

inline LevelIndex::Rank LevelIndex::after(Rank rank) const {
    // Shifting twice, because a shift by 64 is undefined.
    const std::uint64_t above = leaf_used_[leaf_of(rank)] & (~std::uint64_t{1} << (rank % kWays));
    if (above == 0) [[unlikely]]
        return after_leaf(rank);
    return rank / kWays * kWays + static_cast<Rank>(std::countr_zero(above));
}

}  // namespace divmid
