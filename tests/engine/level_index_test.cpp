// SPDX-License-Identifier: Apache-2.0
#include "engine/market/level_index.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <set>
#include <vector>

namespace divmid {

namespace {

using Rank = LevelIndex::Rank;

constexpr Rank kRanks = Rank{1} << 31;

void use(LevelIndex& levels, Rank rank) {
    levels.use(rank).lots = rank;
}

void close(LevelIndex& levels, Rank rank) {
    levels[rank] = Level{};
    levels.close(rank);
}

std::vector<Rank> walk(const LevelIndex& levels) {
    std::vector<Rank> ranks;
    for (Rank rank = levels.first(); rank != LevelIndex::kNone; rank = levels.after(rank))
        ranks.push_back(rank);
    return ranks;
}

}  // namespace

TEST_CASE("levels are walked from the best to the worst, however far apart", "[levels]") {
    LevelIndex levels{kRanks};
    CHECK(levels.first() == LevelIndex::kNone);
    const std::vector<Rank> ranks{
        0, 1, 63, 64, 4'095, 4'096, 262'143, 262'144, 1U << 24U, (1U << 30U) + 5, kRanks - 1};
    for (auto rank = ranks.rbegin(); rank != ranks.rend(); ++rank) use(levels, *rank);
    CHECK(walk(levels) == ranks);
    for (const Rank rank : ranks) CHECK(levels[rank].lots == rank);
}

TEST_CASE("closing the best level finds the next one across the whole range", "[levels]") {
    LevelIndex levels{kRanks};
    use(levels, 7);
    use(levels, kRanks - 1);
    close(levels, 7);
    CHECK(levels.first() == kRanks - 1);
    close(levels, kRanks - 1);
    CHECK(levels.first() == LevelIndex::kNone);
}

TEST_CASE("the level index agrees with a sorted set", "[levels]") {
    CHECK(rc::check([] {
        LevelIndex levels{kRanks};
        std::set<Rank> model;
        const auto shift = *rc::gen::inRange<std::uint32_t>(0, 25);
        const auto picks = *rc::gen::container<std::vector<Rank>>(rc::gen::inRange<Rank>(0, 64));
        for (const Rank pick : picks) {
            const Rank rank = pick << shift;
            if (model.erase(rank) == 1)
                close(levels, rank);
            else if (model.insert(rank).second)
                use(levels, rank);
            RC_ASSERT(levels.first() == (model.empty() ? LevelIndex::kNone : *model.begin()));
        }
        RC_ASSERT(walk(levels) == std::vector<Rank>(model.begin(), model.end()));
    }));
}

}  // namespace divmid
