// SPDX-License-Identifier: Apache-2.0
#include "engine/market/phases.hpp"

#include <catch2/catch.hpp>
#include <set>

namespace divmid {

namespace {

std::set<Asking> allowed_in(Phase phase) {
    std::set<Asking> allowed;
    for (std::size_t asking = 0; asking < kAskings; ++asking)
        if (allows(phase, static_cast<Asking>(asking))) allowed.insert(static_cast<Asking>(asking));
    return allowed;
}

}  // namespace

TEST_CASE("each phase allows what the rule book says, and nothing else", "[phases]") {
    using enum Asking;
    CHECK(allowed_in(Phase::continuous) ==
          std::set{cancel, limit, limit_now, limit_maker, market, market_by_budget, waiting, list});
    CHECK(allowed_in(Phase::closed).empty());
    CHECK(allowed_in(Phase::cancel_only) == std::set{cancel});
    CHECK(allowed_in(Phase::post_only) == std::set{cancel, limit_maker});
    CHECK(allowed_in(Phase::auction_call) == std::set{cancel, limit, market, waiting});
    CHECK(allowed_in(Phase::halted) == std::set{cancel});
    CHECK(allowed_in(Phase::delisted).empty());
}

TEST_CASE("an order that waits is asked for as such, whatever it works as", "[phases]") {
    for (const OrderType type : {OrderType::limit, OrderType::limit_maker, OrderType::market})
        for (const TimeInForce time_in_force :
             {TimeInForce::good_till_canceled, TimeInForce::immediate_or_cancel,
              TimeInForce::fill_or_kill, TimeInForce::good_till_date})
            CHECK(asking_of(type, time_in_force, true) == Asking::waiting);
}

TEST_CASE("a limit order that may not rest is another thing to ask", "[phases]") {
    const auto limit = [](TimeInForce in_force) {
        return asking_of(OrderType::limit, in_force, false);
    };
    CHECK(limit(TimeInForce::good_till_canceled) == Asking::limit);
    CHECK(limit(TimeInForce::good_till_date) == Asking::limit);
    CHECK(limit(TimeInForce::immediate_or_cancel) == Asking::limit_now);
    CHECK(limit(TimeInForce::fill_or_kill) == Asking::limit_now);
}

}  // namespace divmid
