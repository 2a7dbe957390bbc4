// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <latch>
#include <string>
#include <vector>

#include "storage/history/trade_blocks.hpp"
#include "storage/recovery.hpp"
#include "tests/storage/compared_history.hpp"
#include "tests/storage/running_exchange.hpp"

namespace divmid::storage {

namespace {

using Compared = ComparedHistory<SmallMarket>;

constexpr SegmentInterval kSeldom{
    .rows = 1'000'000, .time = std::chrono::hours{1000}, .trades_kept = 10};
constexpr SegmentInterval kOften{.rows = 60, .time = std::chrono::hours{1000}, .trades_kept = 10};

}  // namespace

TEST_CASE("a budget that traded no lot expired, and one that did was filled", "[history]") {
    CHECK(status_of(EndReason::budget_spent, Lots{}) == OrderStatus::expired);
    CHECK(status_of(EndReason::budget_spent, Lots{1}) == OrderStatus::filled);
    CHECK(status_of(EndReason::insufficient_liquidity, Lots{1}) == OrderStatus::expired);
}

TEST_CASE("a history in memory answers as the naive one does", "[history]") {
    Compared compared{kSeldom};
    compared.trade(400);
    CHECK(compared.history().segments().next == 0);
    compared.check_answers(1);
}

TEST_CASE("a history in segments answers as the naive one does", "[history]") {
    Compared compared{kOften};
    compared.trade(400);
    CHECK(compared.history().segments().next > 3);
    compared.check_answers(2);
}

TEST_CASE("segments are written while queries keep every thread of theirs busy", "[history]") {
    std::latch over{1};  // The threads that wait at it end before it does.
    Compared compared{kOften};
    while (compared.queries().has_room())
        compared.queries()
            .call([&] {
                over.wait();
                return 0;
            })
            .then([](int) {});
    compared.trade(400);
    const std::uint64_t written = compared.history().segments().next;
    over.count_down();
    CHECK(written > 3);
}

TEST_CASE("a page of fills reads the segments that it lies in and no others", "[history]") {
    Compared compared{kOften};
    compared.trade(600);
    compared.reactor().until([&] { return !compared.history().writing(); });
    const std::uint64_t segments = compared.history().segments().next;
    REQUIRE(segments > 6);
    const auto answers_right = [&](const FillQuery& query) {
        return same(compared.reactor().wait(compared.history().fills(query)),
                    compared.naive().fills(query));
    };
    FillQuery query;
    query.account = kFirstUser;
    query.market = SmallMarket::kMarket;
    query.start = Timestamp{1};
    const std::vector<FillRow> all = compared.naive().fills(query);
    query.limit = 5;
    compared.spoil_fills(kFirstUser, segments - 1);
    CHECK(answers_right(query));
    compared.spoil_fills(kFirstUser, 0);
    query.start = all[all.size() / 2].time;
    CHECK(answers_right(query));
    query.start = {};
    query.from = all[all.size() / 2].trade;
    CHECK(answers_right(query));
}

TEST_CASE("after an orderly stop, and after a crash, the history answers the same", "[history]") {
    Compared compared{kOften};
    for (const bool orderly : {true, false, true, false}) {
        compared.trade(100);
        compared.restart(orderly);
        compared.check_answers(3);
    }
    compared.trade(100);
    compared.check_answers(4);
}

TEST_CASE("an erased index is made again from the log", "[history]") {
    Compared compared{kOften};
    compared.trade(300);
    compared.restart(true);
    const std::uint64_t segments = compared.history().segments().next;
    compared.erase_index();
    CHECK(compared.history().segments().next > 0);
    CHECK(compared.history().segments().next <= segments);
    compared.check_answers(5);
}

TEST_CASE("an orderly stop leaves nothing to be derived again", "[history]") {
    Compared compared{kSeldom};
    compared.trade(50);
    compared.restart(true);
    CHECK(compared.history().segments().through == Sequence{50});
}

TEST_CASE("ten seconds of trading become a segment, however little it was", "[history]") {
    Compared compared{SegmentInterval{}};
    compared.trade(60);
    CHECK(compared.history().segments().next == 0);
    compared.market().pass(Duration{10'000'000});
    compared.trade(2);
    compared.check_answers(6);
    compared.restart(false);
    CHECK(compared.history().segments().next == 1);
}

TEST_CASE("files of segments that a crash left behind are gone after a start", "[history]") {
    Compared compared{kOften};
    compared.trade(300);
    for (const char* left : {"segment-0.sst", "segment-9999.sst"})
        std::ofstream{compared.directory() / left} << "half a segment";
    compared.restart(false);
    CHECK_FALSE(std::filesystem::exists(compared.directory() / "segment-0.sst"));
    CHECK_FALSE(std::filesystem::exists(compared.directory() / "segment-9999.sst"));
    compared.check_answers(7);
}

TEST_CASE("to find an order takes no longer the more orders its account had", "[history]") {
    // A walk over the account's rows would take 10^10 steps here.
    constexpr std::uint64_t kOrders = 150'000;
    Tail tail{YoungTrades{1}};
    for (std::uint64_t id = 1; id <= kOrders; ++id) {
        OrderRow row;
        row.order = OrderId{id};
        row.account = kFirstUser;
        row.market = MarketId{1};
        row.client_id = ClientId{"order-" + std::to_string(id)};
        tail.orders.add(row);
        const OrderRow* found = tail.orders.find(OrderName{MarketId{1}, OrderId{id / 2 + 1}});
        REQUIRE(found != nullptr);
        REQUIRE(found->order == OrderId{id / 2 + 1});
        REQUIRE(tail.orders.find(ClientName{kFirstUser, MarketId{1}, ClientId{"nobody"}}) ==
                nullptr);
    }
}

TEST_CASE("an index that reaches beyond the log is a cut log", "[history]") {
    Compared compared{kSeldom};
    compared.trade(50);
    compared.restart(true);
    const auto recovered = compared.history().recovered(Sequence{49});
    REQUIRE_FALSE(recovered);
    CHECK(recovered.error().fault == Fault::cut);
}

TEST_CASE("trades that fill many blocks of one segment are found in each", "[history]") {
    Compared compared{kSeldom};
    compared.trade(2500);
    compared.restart(true);
    CHECK(compared.history().segments().next == 1);
    CHECK(compared.naive().all_trades().size() > 3 * kTradesOfBlock);
    compared.check_answers(8);
    compared.trade(20);
    compared.check_answers(9);
}

TEST_CASE("paging through a market's trades gives each of them once", "[history]") {
    Compared compared{kOften};
    compared.trade(600);
    std::vector<TradeRow> all;
    for (;;) {
        const auto page = compared.reactor().wait(compared.history().trades(
            {.market = SmallMarket::kMarket, .from = TradeId{all.size() + 1}, .limit = 7}));
        std::ranges::copy(page, std::back_inserter(all));
        if (page.size() < 7) break;
    }
    CHECK(same(all, compared.naive().all_trades()));
    CHECK(all.back().aggregate < AggregateId{all.back().trade.value()});
}

TEST_CASE("an index without trades, as older programs made it, is made again", "[history]") {
    Compared compared{kOften};
    compared.trade(300);
    compared.restart(true);
    const std::uint64_t segments = compared.history().segments().next;
    compared.forget_forms();
    CHECK(compared.history().segments().next > 0);
    CHECK(compared.history().segments().next <= segments);
    compared.check_answers(10);
}

}  // namespace divmid::storage
