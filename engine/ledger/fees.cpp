// SPDX-License-Identifier: Apache-2.0
#include "engine/ledger/fees.hpp"

#include "engine/check.hpp"

namespace divmid {

namespace {

constexpr std::int64_t kMillion = 1'000'000;

/// `Wide` holds rate × received without overflow.
template <class Wide>
Fee charge(Amount received, Ppm rate, FeeCredit credit) {
    const Wide owed = Wide{received.value()} * Wide{rate.value()} - Wide{credit.value()};
    if (owed <= 0) return {Amount{}, FeeCredit{static_cast<std::uint32_t>(-owed)}};
    const Wide units = (owed + (kMillion - 1)) / kMillion;
    return {Amount{static_cast<std::int64_t>(units)},
            FeeCredit{static_cast<std::uint32_t>(units * kMillion - owed)}};
}

}  // namespace

Fee fee_of_fill(Amount received, Ppm rate, FeeCredit credit) {
    constexpr std::int64_t kFitsNarrow = std::int64_t{1} << 46;
    const Fee fee = received.value() < kFitsNarrow ? charge<std::int64_t>(received, rate, credit)
                                                   : charge<Int128>(received, rate, credit);
    ENSURE(fee.amount <= received);
    return fee;
}

}  // namespace divmid
