// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <type_traits>

#include "tests/engine/event_text.hpp"
#include "tests/engine/oracle_pair.hpp"

using namespace divmid;

namespace {

/// DIVMID_TOPICS=stops,lists leaves it at these.
Topics topics() {
    const char* names = std::getenv("DIVMID_TOPICS");
    return names != nullptr ? Topics::named(names) : Topics::all();
}

/// Every letter of the alphabet as a tick of its own.
std::vector<Tick> alphabet() {
    using enum TimeInForce;
    std::vector<Tick> letters;
    const auto add = [&](const auto& command, Timestamp time = SmallWorld::kBegin) {
        letters.emplace_back().time = time;
        letters.back().commands.push(command);
    };
    const auto limit = [&](const SmallWorld::Limit& order) { add(SmallWorld::place(order)); };
    limit({.user = 0, .side = Side::sell, .ticks = 10, .lots = 2, .time_in_force = {}});
    limit({.user = 0, .side = Side::sell, .ticks = 11, .lots = 3, .time_in_force = {}});
    limit({.user = 1, .side = Side::sell, .ticks = 10, .lots = 3, .time_in_force = {}});
    limit({.user = 1, .side = Side::buy, .ticks = 10, .lots = 4, .time_in_force = {}});
    limit({.user = 2,
           .side = Side::buy,
           .ticks = 11,
           .lots = 5,
           .time_in_force = immediate_or_cancel});
    limit({.user = 2, .side = Side::buy, .ticks = 11, .lots = 4, .time_in_force = fill_or_kill});

    PlaceOrder order = SmallWorld::place(
        {.user = 3, .side = Side::sell, .ticks = 10, .lots = 2, .time_in_force = good_till_date});
    order.budget_or_expiry = SmallWorld::kBegin.value() + 1;
    add(order);
    order = SmallWorld::place(
        {.user = 3, .side = Side::buy, .ticks = 10, .lots = 2, .time_in_force = {}});
    order.type = OrderType::limit_maker;
    add(order);
    order.type = OrderType::market;
    order.price = Price{};
    add(order);
    order.type = OrderType::market_by_budget;
    order.quantity = Quantity{};
    order.budget_or_expiry = 47;
    order.side = Side::sell;
    add(order);

    add(CancelOrder{.account = SmallWorld::user(0),
                    .key = SmallWorld::key(0),
                    .market = SmallWorld::kMarkets[0],
                    .client_id = {},
                    .order = OrderId{1},
                    .cancel_id = {},
                    .deadline = {}});
    add(CancelOrderIf{.account = SmallWorld::user(0),
                      .key = SmallWorld::key(0),
                      .market = SmallWorld::kMarkets[0],
                      .client_id = {},
                      .order = OrderId{1},
                      .cancel_id = {},
                      .deadline = {},
                      .restriction = CancelRestriction::only_partially_filled});
    ReplaceOrder replace{};
    replace.account = SmallWorld::user(0);
    replace.key = SmallWorld::key(0);
    replace.market = SmallWorld::kMarkets[0];
    replace.side = Side::buy;
    replace.price = Price{10 * SmallWorld::kTickSize.value()};
    replace.quantity = Quantity{3 * SmallWorld::kLotSize.value()};
    replace.replaced = OrderId{1};
    add(replace);
    replace.mode = ReplaceMode::allow_failure;
    replace.restriction = CancelRestriction::only_new;
    add(replace);
    add(CancelAll{SmallWorld::user(1), SmallWorld::key(1), MarketId{}, Timestamp{}});
    add(Started{}, SmallWorld::kBegin + Duration{1});
    return letters;
}

/// A state of both, to be left and come back to.
struct Branch {
    std::string fast;
    NaiveExchange naive;
};

/// Tries every sequence of at most `depth` letters after `from`. Time never goes back: a letter
/// after a later one is told at that later time.
void walk(const Branch& from, const std::vector<Tick>& letters, int depth) {
    for (const Tick& letter : letters) {
        Exchange fast = loaded(from.fast);
        Tick tick = letter;
        tick.time = std::max(tick.time, fast.time());
        const Record record = fast.apply(std::move(tick));
        fast.check_invariants();
        NaiveExchange naive = from.naive;
        if (lines(record.events) != lines(naive.apply(record.tick)))
            FAIL_CHECK("differs: " << Catch::Detail::stringify(lines(record.events)));
        if (depth > 1) walk({saved(fast), naive}, letters, depth - 1);
    }
}

}  // namespace

TEST_CASE("the exchange does what the oracle does, through a hundred thousand random commands",
          "[oracle]") {
    const std::uint64_t first = environment("DIVMID_SEED", 1);
    const std::uint64_t runs = 10 * environment("DIVMID_ITERATIONS", 1);
    OraclePair::Told told{};
    for (std::uint64_t seed = first; seed < first + runs; ++seed) {
        INFO("DIVMID_SEED=" << seed << " begins with this run");
        const std::optional<std::string> difference = run_random(seed, 5'000, topics(), told);
        if (difference) FAIL(*difference);
    }
    if (std::getenv("DIVMID_TOPICS") != nullptr) return;
    Events{}.each_column([&](const auto& column) {
        constexpr std::uint8_t kind = std::decay_t<decltype(column)>::value_type::kNumber;
        INFO("events of kind " << int{kind});
        CHECK(told[kind] > 0);
    });
}

TEST_CASE("the exchange does what the oracle does, in every short sequence", "[oracle]") {
    Exchange fast;
    NaiveExchange naive;
    const Record founded = fast.apply(SmallWorld::founding());
    REQUIRE(lines(founded.events) == lines(naive.apply(founded.tick)));
    const int depth = environment("DIVMID_ITERATIONS", 1) > 1 ? 5 : 4;
    walk({saved(fast), naive}, alphabet(), depth);
}

TEST_CASE("a sweep fills five thousand orders in one record, oldest first", "[oracle]") {
    constexpr std::uint32_t kOrders = 5'000;
    OraclePair pair;
    Tick tick = SmallWorld::founding();
    tick.commands.push(ListMarket{.symbol = tick.commands.arena.add("SWEEP"),
                                  .base = AssetId{1},
                                  .quote = AssetId{2},
                                  .tick_size = Price{100},
                                  .lot_size = Quantity{1},
                                  .price_min = Price{100},
                                  .price_max = Price{1'000'000},
                                  .quantity_min = Quantity{1},
                                  .quantity_max = Quantity{2 * kOrders},
                                  .notional_min = Amount{1},
                                  .open_orders_max = kOrders,
                                  .maker_fee = Ppm{1'000},
                                  .taker_fee = Ppm{2'000}});
    tick.commands.push(Deposit{SmallWorld::user(0), AssetId{1}, Amount{2 * kOrders}, TextRef{}});
    tick.commands.push(Deposit{SmallWorld::user(1), AssetId{2}, Amount{100 * kOrders}, TextRef{}});
    PlaceOrder order = SmallWorld::place(
        {.user = 0, .side = Side::sell, .ticks = 0, .lots = 0, .time_in_force = {}});
    order.market = MarketId{3};
    order.quantity = Quantity{1};
    for (std::uint32_t i = 0; i < kOrders; ++i) {
        order.price = Price{100 * (1 + i % 7)};
        tick.commands.push(order);
    }
    order.account = SmallWorld::user(1);
    order.key = SmallWorld::key(1);
    order.side = Side::buy;
    order.price = Price{700};
    order.quantity = Quantity{kOrders + 1};
    tick.commands.push(order);
    CHECK(pair.apply(std::move(tick)) == std::nullopt);
    CHECK(pair.told()[TradeExecuted::kNumber] == kOrders);
}
