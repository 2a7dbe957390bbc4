// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <array>
#include <functional>
#include <string_view>

#include "tests/engine/oracle_pair.hpp"

using namespace divmid;

namespace {

constexpr MarketId kMarket = SmallWorld::kMarkets[0];

/// What somebody may do in a market, with a column for each phase in the order of their numbers:
/// continuous, closed, cancel-only, post-only, auction call, halted, delisted (market.md, Phases).
struct Row {
    std::string_view name;
    std::string_view allowed;  ///< y or n.
    std::function<void(Commands&)> ask;
};

PlaceOrder order(OrderType type, TimeInForce time) {
    PlaceOrder made = SmallWorld::place(
        {.user = 2, .side = Side::buy, .ticks = 7, .lots = 5, .time_in_force = time});
    made.type = type;
    if (type >= OrderType::market) {
        made.price = Price{};
        made.side = Side::sell;  // A buy may have to hold the highest price that there is.
    }
    return made;
}

template <class Command>
Command of_user(std::uint32_t user) {
    Command command{};
    command.account = SmallWorld::user(user);
    command.key = SmallWorld::key(user);
    command.market = kMarket;
    return command;
}

Conditions stop() {
    Conditions conditions;
    conditions.trigger = Trigger::stop_loss;
    conditions.stop_price = Price{20 * SmallWorld::kTickSize.value()};
    return conditions;
}

void pair(Commands& to) {
    PlaceList list{};
    list.kind = ListKind::one_cancels_other;
    list.first.order = order(OrderType::limit, {});
    list.second = {order(OrderType::limit, {}), stop()};
    to.push(list);
}

void replace(Commands& to) {
    ReplaceOrder replace = ReplaceOrder::by(order(OrderType::limit, {}));
    replace.account = SmallWorld::user(0);
    replace.key = SmallWorld::key(0);
    replace.replaced = OrderId{1};
    to.push(replace);
}

/// Order 1 is a limit order of user 0, order 2 a stop of user 1.
void amend(Commands& to, std::uint32_t user, std::uint64_t id) {
    auto amend = of_user<AmendOrder>(user);
    amend.order = OrderId{id};
    amend.quantity = Quantity{3 * SmallWorld::kLotSize.value()};
    to.push(amend);
}

template <class Command>
void cancel(Commands& to) {
    auto cancel = of_user<Command>(0);
    if constexpr (requires { cancel.order; }) cancel.order = OrderId{1};
    to.push(cancel);
}

std::vector<Row> matrix() {
    using enum OrderType;
    using enum TimeInForce;
    const auto place = [](OrderType type, TimeInForce time = good_till_canceled) {
        return [=](Commands& to) { to.push(order(type, time)); };
    };
    return {
        {"a limit order", "ynnnynn", place(limit)},
        {"a limit order that takes or ends", "ynnnnnn", place(limit, immediate_or_cancel)},
        {"a limit order that fills or ends", "ynnnnnn", place(limit, fill_or_kill)},
        {"a limit maker", "ynnynnn", place(limit_maker)},
        {"a market order", "ynnnynn", place(market)},
        {"a stop", "ynnnynn",
         [](Commands& to) { to.push(PlaceConditional{order(limit, good_till_canceled), stop()}); }},
        {"a pair", "ynnnnnn", pair},
        {"a replacement", "ynnnynn", replace},
        {"an amend", "ynnnynn", [](Commands& to) { amend(to, 0, 1); }},
        {"an amend of a stop", "ynnnynn", [](Commands& to) { amend(to, 1, 2); }},
        {"a cancel", "ynyyyyn", cancel<CancelOrder>},
        {"a cancel with a condition", "ynyyyyn", cancel<CancelOrderIf>},
        {"a cancel of all", "ynyyyyn", cancel<CancelAll>},
        {"a cancel of many", "ynyyyyn", cancel<CancelMany>},
    };
}

/// A market with two open orders, in that phase.
void prepare(OraclePair& both, Phase phase) {
    REQUIRE(both.apply(SmallWorld::founding()) == std::nullopt);
    Tick tick;
    tick.time = SmallWorld::kBegin;
    PlaceOrder limit = SmallWorld::place(
        {.user = 0, .side = Side::sell, .ticks = 12, .lots = 5, .time_in_force = {}});
    tick.commands.push(limit);
    limit.account = SmallWorld::user(1);
    limit.key = SmallWorld::key(1);
    Conditions below = stop();
    below.stop_price = Price{9 * SmallWorld::kTickSize.value()};
    tick.commands.push(PlaceConditional{limit, below});
    if (phase == Phase::delisted)
        tick.commands.push(Delist{kMarket, SmallWorld::kBegin + Duration{1}, {}});
    else
        tick.commands.push(SetPhase{kMarket, phase, {}, {}, {}});
    REQUIRE(both.apply(std::move(tick)) == std::nullopt);
    Tick later;
    later.time = SmallWorld::kBegin + Duration{1};
    REQUIRE(both.apply(std::move(later)) == std::nullopt);
}

}  // namespace

TEST_CASE("each phase allows what the rule book's matrix says, and refuses the rest",
          "[oracle][phases]") {
    for (const Row& row : matrix())
        for (std::uint8_t number = 0; number <= 6; ++number) {
            INFO(row.name << " in phase " << int{number});
            OraclePair both;
            prepare(both, static_cast<Phase>(number));
            Tick tick;
            tick.time = SmallWorld::kBegin + Duration{1};
            row.ask(tick.commands);
            const std::optional<std::string> difference = both.apply(std::move(tick));
            if (difference) FAIL_CHECK(*difference);
            const auto refused = both.last().events.all<CommandRefused>();
            const bool forbidden =
                !refused.empty() && (refused[0].reason == Reject::phase_forbids ||
                                     refused[0].reason == Reject::unknown_order);
            CHECK(refused.empty() == (row.allowed[number] == 'y'));
            CHECK(forbidden == (row.allowed[number] == 'n'));
        }
}
