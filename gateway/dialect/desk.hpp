// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "gateway/dialect/account_controls.hpp"
#include "gateway/dialect/account_queries.hpp"
#include "gateway/dialect/amendments.hpp"
#include "gateway/dialect/command_answers.hpp"
#include "gateway/dialect/limit_queries.hpp"
#include "gateway/dialect/market_queries.hpp"
#include "gateway/dialect/order_lists.hpp"
#include "gateway/dialect/orders.hpp"
#include "gateway/dialect/prevented_matches.hpp"
#include "gateway/dialect/repeated_requests.hpp"
#include "gateway/dialect/request.hpp"
#include "gateway/dialect/statistics_queries.hpp"
#include "gateway/dialect/trade_queries.hpp"

namespace divmid::gateway {

/// Does what the routes promise, for every transport alike. It reads released state only, and
/// changes state only by commands.
class Desk {
public:
    explicit Desk(const Services& services)
        : inbox_{services.inbox},
          order_limits_{services.projections.order_counts, services.limits},
          market_{services},
          trades_{services},
          statistics_{services},
          account_{services},
          limits_{order_limits_},
          prevented_{services},
          orders_{services, order_limits_},
          lists_{services, order_limits_},
          amendments_{services},
          controls_{services},
          answers_{orders_, lists_, amendments_},
          repeated_{services, answers_} {}

    /// Appends the result, as JSON, to `result` when it is answered at once.
    [[nodiscard]] Outcome begin(const Request& request, std::string& result);

    /// Appends the result of a released command, unless that lies in storage. Never submitted.
    [[nodiscard]] Outcome released(const Released& released, std::string& result);

    [[nodiscard]] const OrderLimits& order_limits() const { return order_limits_; }

private:
    [[nodiscard]] Outcome command(const Request& request);
    [[nodiscard]] Outcome submit(const Request& request);
    [[nodiscard]] Outcome run(const Request& request, std::string& result);

    Inbox& inbox_;
    OrderLimits order_limits_;
    MarketQueries market_;
    TradeQueries trades_;
    StatisticsQueries statistics_;
    AccountQueries account_;
    LimitQueries limits_;
    PreventedMatches prevented_;
    Orders orders_;
    OrderLists lists_;
    Amendments amendments_;
    AccountControls controls_;
    CommandAnswers answers_;
    RepeatedRequests repeated_;
};

}  // namespace divmid::gateway
