// SPDX-License-Identifier: Apache-2.0
#include "engine/market/level_index.hpp"

#include <algorithm>
#include <bit>

namespace divmid {

namespace {

constexpr std::uint32_t kNoBit = 64;
constexpr std::uint32_t kNoRoot = ~std::uint32_t{0};

constexpr std::uint64_t bit(std::uint32_t at) {
    return std::uint64_t{1} << (at % 64);
}

/// The lowest set bit above `at`, kNoBit when there is none.
std::uint32_t bit_after(std::uint64_t word, std::uint32_t at) {
    // Shifting twice, because a shift by 64 is undefined.
    const std::uint64_t above = word & (~std::uint64_t{1} << (at % 64));
    return above == 0 ? kNoBit : static_cast<std::uint32_t>(std::countr_zero(above));
}

std::uint32_t lowest(std::uint64_t word) {
    return static_cast<std::uint32_t>(std::countr_zero(word));
}

/// A free node, recycled if there is one.
template <class Node>
std::uint32_t take_node(std::vector<Node>& nodes, std::vector<std::uint32_t>& free) {
    if (free.empty()) {
        nodes.emplace_back();
        return static_cast<std::uint32_t>(nodes.size() - 1);
    }
    const std::uint32_t node = free.back();
    free.pop_back();
    return node;
}

}  // namespace

LevelIndex::LevelIndex(Rank ranks)
    : leaves_(1),
      branches_(1),
      roots_((std::size_t{ranks} + 4095) / 4096),
      used_roots_((roots_.size() + 63) / 64),
      used_words_((used_roots_.size() + 63) / 64) {
    ENSURE(ranks <= Rank{1} << 31);
}

Level& LevelIndex::use(Rank rank) {
    const std::uint32_t root = rank >> 12;
    ENSURE(root < roots_.size());
    if (roots_[root] == 0) {
        roots_[root] = take_node(branches_, free_branches_);
        used_roots_[root / 64] |= bit(root);
        used_words_[root / 4096] |= bit(root / 64);
    }
    Branch& branch = branches_[roots_[root]];
    std::uint32_t& leaf = branch.leaf[child(rank)];
    if ((branch.used & bit(child(rank))) == 0) {
        leaf = take_node(leaves_, free_leaves_);
        branch.used |= bit(child(rank));
    }
    leaves_[leaf].used |= bit(rank);
    first_ = std::min(first_, rank);
    return leaves_[leaf].level[rank % kWays];
}

const Level* LevelIndex::find(Rank rank) const {
    const Branch& branch = branches_[roots_[rank >> 12]];
    if ((branch.used & bit(child(rank))) == 0) return nullptr;
    const Leaf& leaf = leaves_[branch.leaf[child(rank)]];
    return (leaf.used & bit(rank)) == 0 ? nullptr : &leaf.level[rank % kWays];
}

void LevelIndex::prefetch(Rank rank) const {
    __builtin_prefetch(
        &leaves_[branches_[roots_[rank >> 12]].leaf[child(rank)]].level[rank % kWays]);
}

void LevelIndex::close(Rank rank) {
    if (rank == first_) first_ = after(rank);
    const std::uint32_t root = rank >> 12;
    Branch& branch = branches_[roots_[root]];
    Leaf& leaf = leaves_[branch.leaf[child(rank)]];
    leaf.used &= ~bit(rank);
    if (leaf.used != 0) return;
    free_leaves_.push_back(branch.leaf[child(rank)]);
    branch.used &= ~bit(child(rank));
    if (branch.used != 0) return;
    free_branches_.push_back(roots_[root]);
    roots_[root] = 0;
    used_roots_[root / 64] &= ~bit(root);
    if (used_roots_[root / 64] == 0) used_words_[root / 4096] &= ~bit(root / 64);
}

LevelIndex::Rank LevelIndex::after(Rank rank) const {
    const Branch& branch = branches_[roots_[rank >> 12]];
    const std::uint32_t in_leaf = bit_after(leaves_[branch.leaf[child(rank)]].used, rank % kWays);
    if (in_leaf != kNoBit) return rank / kWays * kWays + in_leaf;
    const std::uint32_t in_branch = bit_after(branch.used, child(rank));
    if (in_branch != kNoBit)
        return (rank >> 12 << 12) + in_branch * kWays +
               lowest(leaves_[branch.leaf[in_branch]].used);
    const std::uint32_t root = root_after(rank >> 12);
    return root == kNoRoot ? kNone : first_of_root(root);
}

LevelIndex::Rank LevelIndex::first_of_root(std::uint32_t root) const {
    const Branch& branch = branches_[roots_[root]];
    const std::uint32_t in_branch = lowest(branch.used);
    return (root << 12) + in_branch * kWays + lowest(leaves_[branch.leaf[in_branch]].used);
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
