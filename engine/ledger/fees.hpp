// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/types.hpp"

namespace divmid {

/// The highest rate a market may charge.
inline constexpr Ppm kFeeMost{100'000};

/// What an order has paid above the exact fee of its fills, in millionths of a smallest unit.
/// 0 to 999,999: rounding up never takes a whole unit too much.
using FeeCredit = Strong<struct FeeCreditMeaning, std::uint32_t>;

struct Fee {
    Amount amount;     ///< Whole units, never more than what was received.
    FeeCredit credit;  ///< To be given to the order's next fill.
};

/// As fee_of_fill(), for any amount.
[[nodiscard]] Fee fee_of_large_fill(Amount received, Ppm rate, FeeCredit credit);

/// The fee of one fill. Carrying the credit along makes an order's total fee
/// ceil(sum of rate × received / 10^6), however the order is sliced (market.md, Fees).
/// Requires: received > 0, rate <= kFeeMost.
[[nodiscard]] inline Fee fee_of_fill(Amount received, Ppm rate, FeeCredit credit) {
    constexpr std::uint64_t kMillion = 1'000'000;
    constexpr std::int64_t kFitsNarrow = std::int64_t{1} << 46;
    if (received.value() >= kFitsNarrow) [[unlikely]]
        return fee_of_large_fill(received, rate, credit);
    // What is owed, plus all but one millionth of a unit so that the division rounds up. That is
    // never negative: where the credit covers the fee, its rest is what stays below a million.
    const std::uint64_t owed = static_cast<std::uint64_t>(received.value()) * rate.value() +
                               (kMillion - 1 - credit.value());
    const std::uint64_t units = owed / kMillion;
    return {
        Amount{static_cast<std::int64_t>(units)},
        FeeCredit{static_cast<std::uint32_t>(kMillion - 1 - (owed - units * kMillion))},
    };
}

}  // namespace divmid
