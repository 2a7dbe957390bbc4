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

/// The fee of one fill. Carrying the credit along makes an order's total fee
/// ceil(sum of rate × received / 10^6), however the order is sliced (market.md, Fees).
/// Requires: received > 0, rate <= kFeeMost.
[[nodiscard]] Fee fee_of_fill(Amount received, Ppm rate, FeeCredit credit);

}  // namespace divmid
