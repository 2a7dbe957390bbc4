// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/order_limits.hpp"

#include <algorithm>

namespace divmid::gateway {

OrderCounts::Counts OrderLimits::used(AccountId account, Timestamp now) const {
    OrderCounts::Counts counts = counts_.counts(account, now);
    const auto under_way = static_cast<std::uint32_t>(asked(account) - counts_.asked(account));
    counts.in_10_seconds += under_way;
    counts.today += under_way;
    return counts;
}

std::optional<Period> OrderLimits::exhausted(AccountId account, Timestamp now) const {
    const auto reached = [](std::uint32_t count, std::uint32_t limit) {
        return limit != 0 && count >= limit;
    };
    const OrderCounts::Counts counts = used(account, now);
    // The longer wait first: after the shorter one it would be refused again.
    if (reached(counts.today, limits_.orders_per_day)) return Period::day;
    if (reached(counts.in_10_seconds, limits_.orders_per_10_seconds)) return Period::ten_seconds;
    return std::nullopt;
}

void OrderLimits::note(AccountId account, std::uint64_t orders) {
    if (asked_.size() <= account.value()) asked_.resize(account.value() + 1U);
    asked_[account.value()] = asked(account) + orders;
}

std::uint64_t OrderLimits::asked(AccountId account) const {
    const std::uint64_t noted = account.value() < asked_.size() ? asked_[account.value()] : 0;
    return std::max(noted, counts_.asked(account));
}

}  // namespace divmid::gateway
