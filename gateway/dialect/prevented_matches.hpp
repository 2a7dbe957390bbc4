// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// Matches that self-trade prevention took away from the caller's orders.
class PreventedMatches {
public:
    explicit PreventedMatches(Services services) : services_{std::move(services)} {}

    /// One by its id, or those of an order.
    Outcome list(const Request& request);

private:
    Services services_;
};

}  // namespace divmid::gateway
