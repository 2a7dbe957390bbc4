// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/engine/oracle_pair.hpp"

using namespace divmid;

namespace {

constexpr MarketId kMarket = SmallWorld::kMarkets[0];
constexpr std::uint32_t kStops = 1'300;
constexpr std::uint32_t kWakesATick = 1'000;

PlaceOrder order(std::uint32_t user, Side side, std::int64_t ticks, std::int64_t lots) {
    return SmallWorld::place(
        {.user = user, .side = side, .ticks = ticks, .lots = lots, .time_in_force = {}});
}

void apply(OraclePair& both, Tick tick) {
    tick.time = std::max(both.fast().time(), SmallWorld::kBegin);
    const std::optional<std::string> difference = both.apply(std::move(tick));
    if (difference) FAIL(*difference);
}

std::size_t awoken(const OraclePair& both) {
    return both.last().events.all<OrderAwoke>().size();
}

/// 1,300 sells of user 0 that wait for a price of 9 ticks or less, and one at that price that the
/// next taker meets.
void prepare(OraclePair& both) {
    apply(both, SmallWorld::founding());
    Tick tick;
    MarketRules rules = SmallWorld::rules(kMarket);
    rules.open_orders_max = rules.algo_orders_max = 2 * kStops;
    tick.commands.push(SetMarketRules{kMarket, rules, {}});
    tick.commands.push(Deposit{SmallWorld::user(0), AssetId{1}, Amount{100 * kStops}, {}});
    Conditions conditions;
    conditions.trigger = Trigger::stop_loss;
    conditions.stop_price = Price{9 * SmallWorld::kTickSize.value()};
    for (std::uint32_t i = 0; i < kStops; ++i)
        tick.commands.push(PlaceConditional{order(0, Side::sell, 20 + i % 3, 4), conditions});
    tick.commands.push(order(1, Side::buy, 9, 4));
    apply(both, std::move(tick));
}

}  // namespace

TEST_CASE("a thousand orders awake in a tick, the others open the next one", "[oracle][cascade]") {
    OraclePair both;
    prepare(both);
    Tick taker;
    taker.commands.push(order(2, Side::sell, 9, 4));
    apply(both, std::move(taker));
    CHECK(awoken(both) == kWakesATick);
    CHECK(both.fast().next_deadline() == both.fast().time());

    apply(both, Tick{});
    CHECK(awoken(both) == kStops - kWakesATick);
    CHECK(both.fast().next_deadline() == kNever);
}

TEST_CASE("an order that was reached and has not awoken yet can be cancelled, over a restart too",
          "[oracle][cascade]") {
    OraclePair both;
    prepare(both);
    Tick taker;
    taker.commands.push(order(2, Side::sell, 9, 4));
    CancelOrder cancel{};
    cancel.account = SmallWorld::user(0);
    cancel.key = SmallWorld::key(0);
    cancel.market = kMarket;
    cancel.order = OrderId{kStops};
    taker.commands.push(cancel);
    apply(both, std::move(taker));
    CHECK(both.last().events.all<WaitingEnded>().size() == 1);

    REQUIRE(both.restart() == std::nullopt);
    apply(both, Tick{});
    CHECK(awoken(both) == kStops - kWakesATick - 1);
}

TEST_CASE("commands go on in a tick that has no wakes left", "[oracle][cascade]") {
    OraclePair both;
    prepare(both);
    Tick tick;
    tick.commands.push(order(2, Side::sell, 9, 4));
    tick.commands.push(order(2, Side::sell, 8, 4));
    tick.commands.push(order(1, Side::buy, 8, 4));
    apply(both, std::move(tick));
    CHECK(both.last().events.all<TradeExecuted>().size() == 2);
    CHECK(awoken(both) == kWakesATick);
    apply(both, Tick{});
    CHECK(awoken(both) == kStops - kWakesATick);
}
