// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "gateway/access/order_limits.hpp"
#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// Why the account may not have another order now; tells its counts with the answer.
[[nodiscard]] inline std::optional<Error> over_limit(const Request& request,
                                                     const OrderLimits& limits) {
    const AccountId account = request.caller.account;
    request.ticket.counted = account;
    const auto exhausted = limits.exhausted(account, request.received);
    if (!exhausted) return std::nullopt;
    const Timestamp again = next(*exhausted, request.received);
    if (*exhausted == Period::day)
        return refuse::too_many_orders(limits.limits().orders_per_day, "1 DAY", again);
    return refuse::too_many_orders(limits.limits().orders_per_10_seconds, "10 SECOND", again);
}

}  // namespace divmid::gateway
