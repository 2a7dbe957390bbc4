// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/engine/oracle_pair.hpp"

using namespace divmid;

namespace {

constexpr std::uint64_t kSeeds = 3;
constexpr int kTicks = 120;

}  // namespace

TEST_CASE("each two rules together do what the oracle does", "[oracle][pairs]") {
    const std::uint64_t first = environment("DIVMID_SEED", 1);
    const std::uint64_t seeds = kSeeds * environment("DIVMID_ITERATIONS", 1);
    OraclePair::Told told{};
    for (std::size_t a = 0; a < kTopicNames.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
            const Topics pair{static_cast<Topic>(a), static_cast<Topic>(b)};
            for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
                INFO(kTopicNames[a] << " and " << kTopicNames[b] << ", DIVMID_SEED=" << seed);
                const std::optional<std::string> difference = run_random(seed, kTicks, pair, told);
                if (difference) FAIL_CHECK(*difference);
            }
        }
}
