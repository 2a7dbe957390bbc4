// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// What everybody may ask about the trades of a market: any of them, however old. Answered from
/// history later.
class TradeQueries {
public:
    explicit TradeQueries(Services services) : services_{std::move(services)} {}

    Outcome recent(const Request& request);
    Outcome historical(const Request& request);
    Outcome aggregates(const Request& request);

private:
    Outcome answer_trades(const Request& request, const ListedMarket& market,
                          const storage::TradeQuery& query);

    Services services_;
};

}  // namespace divmid::gateway
