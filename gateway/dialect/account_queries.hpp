// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// What the owner of an account may ask about it: answered from projections at once, or from
/// history later.
class AccountQueries {
public:
    explicit AccountQueries(Services services) : services_{std::move(services)} {}

    Outcome account(const Request& request, std::string& result);
    Outcome open_orders(const Request& request, std::string& result);
    Outcome order(const Request& request);
    Outcome all_orders(const Request& request);
    Outcome my_trades(const Request& request);
    /// The account's fee rates in one market.
    Outcome commission(const Request& request, std::string& result);
    /// The same in one market or all of them, in the short form.
    Outcome trade_fees(const Request& request, std::string& result);

private:
    Services services_;
};

}  // namespace divmid::gateway
