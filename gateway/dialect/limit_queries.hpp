// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "gateway/access/order_limits.hpp"
#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// What the owner of an account may ask about how much it may ask.
class LimitQueries {
public:
    /// The limits outlive it.
    explicit LimitQueries(const OrderLimits& limits) : limits_{limits} {}

    /// The order counts of the account.
    Outcome orders(const Request& request, std::string& result);

private:
    const OrderLimits& limits_;
};

}  // namespace divmid::gateway
