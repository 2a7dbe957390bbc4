// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/feeds.hpp"

#include <utility>

namespace divmid::gateway {

using namespace std::chrono_literals;

Feeds::Feeds(Reactor& reactor, const Projections& projections, std::function<Timestamp()> clock)
    : clock_{std::move(clock)},
      trades_{subscriptions_, {projections.catalog, projections.tape}},
      depth_{reactor,
             subscriptions_,
             {projections.catalog, projections.books, clock_},
             {"@depth", 1000ms}},
      fast_depth_{reactor,
                  subscriptions_,
                  {projections.catalog, projections.books, clock_},
                  {"@depth@100ms", 100ms}},
      rated_depth_{reactor,
                   subscriptions_,
                   {projections.catalog, projections.books, clock_},
                   {"@depth@1000ms", 1000ms}},
      standing_{reactor, subscriptions_, {projections, clock_}} {}

void Feeds::publish(const Record& record) {
    if (!record.events.all<TradeExecuted>().empty()) trades_.publish(clock_());
    depth_.publish();
    fast_depth_.publish();
    rated_depth_.publish();
    standing_.publish(record);
}

}  // namespace divmid::gateway
