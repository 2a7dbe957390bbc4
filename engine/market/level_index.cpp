// SPDX-License-Identifier: Apache-2.0
#include "engine/market/level_index.hpp"

#include <bit>
#include <utility>

namespace divmid {

namespace {

constexpr std::uint32_t kNoBit = 64;
constexpr std::uint32_t kNoRoot = ~std::uint32_t{0};

/// The lowest set bit above `at`, kNoBit when there is none.
std::uint32_t bit_after(std::uint64_t word, std::uint32_t at) {
    // Shifting twice, because a shift by 64 is undefined.
    const std::uint64_t above = word & (~std::uint64_t{1} << (at % 64));
    return above == 0 ? kNoBit : static_cast<std::uint32_t>(std::countr_zero(above));
}

std::uint32_t lowest(std::uint64_t word) {
    return static_cast<std::uint32_t>(std::countr_zero(word));
}

/// A free node, recycled if there is one; else one more, with room for its children.
template <class Child>
std::uint32_t take_node(std::vector<Child>& children, std::vector<std::uint64_t>& used,
                        std::vector<std::uint32_t>& free) {
    if (free.empty()) {
        children.resize(children.size() + 64);
        used.push_back(0);
        return static_cast<std::uint32_t>(used.size() - 1);
    }
    const std::uint32_t node = free.back();
    free.pop_back();
    return node;
}

}  // namespace

LevelIndex::LevelIndex(Rank ranks)
    : levels_(kWays),
      leaf_used_(1),
      leaves_(kWays),
      branch_used_(1),
      roots_((std::size_t{ranks} + 4095) / 4096),
      used_roots_((roots_.size() + 63) / 64),
      used_words_((used_roots_.size() + 63) / 64) {
    ENSURE(ranks <= Rank{1} << 31);
}

Level& LevelIndex::use_new_leaf(Rank rank) {
    const std::uint32_t root = rank >> 12;
    ENSURE(root < roots_.size());
    if (roots_[root] == 0) {
        roots_[root] = take_node(leaves_, branch_used_, free_branches_);
        used_roots_[root / 64] |= bit(root);
        used_words_[root / 4096] |= bit(root / 64);
    }
    const std::uint32_t branch = roots_[root];
    leaves_[child_place(branch, rank / kWays)] = take_node(levels_, leaf_used_, free_leaves_);
    branch_used_[branch] |= bit(rank / kWays);
    return use(rank);
}

const Level* LevelIndex::find(Rank rank) const {
    const std::uint32_t leaf = leaf_of(rank);
    return (leaf_used_[leaf] & bit(rank)) == 0 ? nullptr : &levels_[child_place(leaf, rank)];
}

void LevelIndex::drop_leaf(Rank rank) {
    const std::uint32_t root = rank >> 12;
    const std::uint32_t branch = roots_[root];
    free_leaves_.push_back(std::exchange(leaves_[child_place(branch, rank / kWays)], 0));
    branch_used_[branch] &= ~bit(rank / kWays);
    if (branch_used_[branch] != 0) return;
    free_branches_.push_back(std::exchange(roots_[root], 0));
    used_roots_[root / 64] &= ~bit(root);
    if (used_roots_[root / 64] == 0) used_words_[root / 4096] &= ~bit(root / 64);
}

LevelIndex::Rank LevelIndex::after_leaf(Rank rank) const {
    const std::uint32_t root = rank >> 12;
    const std::uint32_t branch = roots_[root];
    const std::uint32_t child = bit_after(branch_used_[branch], rank / kWays % kWays);
    if (child != kNoBit)
        return (root << 12) + child * kWays +
               lowest(leaf_used_[leaves_[child_place(branch, child)]]);
    const std::uint32_t next = root_after(root);
    return next == kNoRoot ? kNone : first_of_root(next);
}

LevelIndex::Rank LevelIndex::first_of_root(std::uint32_t root) const {
    const std::uint32_t branch = roots_[root];
    const std::uint32_t child = lowest(branch_used_[branch]);
    return (root << 12) + child * kWays + lowest(leaf_used_[leaves_[child_place(branch, child)]]);
}

std::uint32_t LevelIndex::root_after(std::uint32_t root) const {
    const std::uint32_t in_word = bit_after(used_roots_[root / 64], root % 64);
    if (in_word != kNoBit) return root / 64 * 64 + in_word;
    std::uint32_t word = bit_after(used_words_[root / 4096], root / 64 % 64);
    std::size_t at = root / 4096;
    while (word == kNoBit && ++at < used_words_.size())  // At most 128 words for 2^31 ranks.
        if (used_words_[at] != 0) word = lowest(used_words_[at]);
    if (word == kNoBit) return kNoRoot;
    const std::uint32_t used = static_cast<std::uint32_t>(at) * 64 + word;
    return used * 64 + lowest(used_roots_[used]);
}

}  // namespace divmid
