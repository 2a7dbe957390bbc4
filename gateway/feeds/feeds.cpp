// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/feeds.hpp"

namespace divmid::gateway {

using namespace std::chrono_literals;

Feeds::Feeds(Reactor& reactor, const StandingSources& sources)
    : clock_{sources.clock},
      trades_{subscriptions_, {sources.projections.catalog, sources.projections.tape}},
      busts_{subscriptions_, sources.projections.catalog},
      depth_{reactor,
             subscriptions_,
             {sources.projections.catalog, sources.projections.books, clock_},
             {"@depth", 1000ms}},
      fast_depth_{reactor,
                  subscriptions_,
                  {sources.projections.catalog, sources.projections.books, clock_},
                  {"@depth@100ms", 100ms}},
      rated_depth_{reactor,
                   subscriptions_,
                   {sources.projections.catalog, sources.projections.books, clock_},
                   {"@depth@1000ms", 1000ms}},
      standing_{reactor, subscriptions_, sources} {}

void Feeds::publish(const Record& record) {
    if (!record.events.all<TradeExecuted>().empty()) trades_.publish(clock_());
    busts_.publish(record, clock_());
    depth_.publish();
    fast_depth_.publish();
    rated_depth_.publish();
    standing_.publish(record);
}

}  // namespace divmid::gateway
