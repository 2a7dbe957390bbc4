// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/types.hpp"
#include "gateway/access/order_counts.hpp"
#include "gateway/access/periods.hpp"
#include "gateway/access/rate_limits.hpp"

namespace divmid::gateway {

/// Whether an account may ask for another order: what the log says of it, and what was submitted
/// and is not released yet, counts against it. The latter is known by the commands that come back
/// in records, so nobody has to wait for an answer. Constant time.
///
/// Belongs to the reactor's thread. Requires: each command for a new order is noted.
class OrderLimits {
public:
    /// The counts outlive it.
    OrderLimits(const OrderCounts& counts, const RateLimits& limits)
        : counts_{counts}, limits_{limits} {}

    /// With what is under way.
    [[nodiscard]] OrderCounts::Counts used(AccountId account, Timestamp now) const;

    /// The interval in which the account has asked for all it may; nothing when it may have one
    /// more.
    [[nodiscard]] std::optional<Period> exhausted(AccountId account, Timestamp now) const;

    /// A command for new orders of the account is submitted.
    void note(AccountId account, std::uint64_t orders = 1);

    [[nodiscard]] const RateLimits& limits() const { return limits_; }

private:
    [[nodiscard]] std::uint64_t asked(AccountId account) const;

    const OrderCounts& counts_;
    RateLimits limits_;
    std::vector<std::uint64_t> asked_;  ///< By account: as OrderCounts::asked() will say.
};

}  // namespace divmid::gateway
