// SPDX-License-Identifier: Apache-2.0
#include "tests/challenge/challenge_book.hpp"

#include <limits>
#include <vector>

namespace divmid::challenge {

namespace {

/// Memory for so many orders is there before the first comes.
constexpr std::size_t kOrdersExpected = std::size_t{1} << 18;

}  // namespace

ChallengeBook::ChallengeBook() : book_{Ticks{1}, Ticks{kPriceMost}} {
    std::vector<SlotIndex> taken;
    for (std::size_t i = 0; i < kOrdersExpected; ++i) taken.push_back(pool_.acquire());
    for (; !taken.empty(); taken.pop_back()) pool_.release(taken.back());
}

std::int64_t ChallengeBook::best_bid() const {
    const Ticks best = book_.best(Side::buy);
    return best == Ticks{} ? std::numeric_limits<std::int64_t>::min() : price_of(best);
}

std::int64_t ChallengeBook::best_ask() const {
    const Ticks best = book_.best(Side::sell);
    return best == Ticks{} ? std::numeric_limits<std::int64_t>::max() : price_of(best);
}

std::uint64_t ChallengeBook::depth(std::int64_t price, Side side) const {
    return book_.tail(side, ticks_of(price)) == 0 ? 0 : book_.level(side, ticks_of(price)).lots;
}

}  // namespace divmid::challenge
