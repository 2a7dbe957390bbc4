// SPDX-License-Identifier: Apache-2.0
#include "engine/ledger/fees.hpp"

#include "engine/check.hpp"

namespace divmid {

Fee fee_of_large_fill(Amount received, Ppm rate, FeeCredit credit) {
    constexpr std::int64_t kMillion = 1'000'000;
    const Int128 owed = Int128{received.value()} * rate.value() - credit.value();
    if (owed <= 0) return {Amount{}, FeeCredit{static_cast<std::uint32_t>(-owed)}};
    const Int128 units = (owed + (kMillion - 1)) / kMillion;
    const Fee fee{Amount{static_cast<std::int64_t>(units)},
                  FeeCredit{static_cast<std::uint32_t>(units * kMillion - owed)}};
    ENSURE(fee.amount <= received);
    return fee;
}

}  // namespace divmid
