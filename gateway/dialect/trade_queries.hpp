// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// What everybody may ask about the trades of a market.
class TradeQueries {
public:
    explicit TradeQueries(Services services) : services_{std::move(services)} {}

    Outcome trades(const Request& request, std::string& result);

private:
    Services services_;
};

}  // namespace divmid::gateway
