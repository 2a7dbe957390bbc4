// SPDX-License-Identifier: Apache-2.0
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <latch>
#include <memory>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "storage/canonical/little_endian.hpp"
#include "storage/history/trade_blocks.hpp"
#include "storage/recovery.hpp"
#include "storage/rocks_history.hpp"
#include "tests/storage/naive_history.hpp"
#include "tests/storage/running_exchange.hpp"
#include "tests/storage/small_market.hpp"
#include "tests/storage/stepped_reactor.hpp"
#include "tests/storage/temporary_directory.hpp"

namespace divmid::storage {

namespace {

auto all_of(const OrderRow& row) {
    return std::tuple{row.order,          row.account,          row.market,  row.side,
                      row.type,           row.time_in_force,    row.status,  row.end,
                      row.price,          row.client_id.view(), row.lots,    row.executed,
                      row.executed_quote, row.budget_or_expiry, row.created, row.updated};
}
auto all_of(const FillRow& row) {
    return std::tuple{row.trade, row.order, row.account, row.market, row.side,
                      row.maker, row.price, row.lots,    row.fee,    row.time};
}

auto all_of(const TradeRow& row) {
    return std::tuple{row.trade, row.aggregate, row.time,          row.price,
                      row.lots,  row.market,    row.buyer_is_maker};
}
auto all_of(const AggregateRow& row) {
    return std::tuple{row.aggregate, row.first, row.last,   row.time,
                      row.lots,      row.price, row.market, row.buyer_is_maker};
}

template <class Row>
bool same(const std::vector<Row>& a, const std::vector<Row>& b) {
    return std::ranges::equal(a, b,
                              [](const Row& x, const Row& y) { return all_of(x) == all_of(y); });
}
bool same(const std::optional<OrderRow>& a, const std::optional<OrderRow>& b) {
    return a.has_value() == b.has_value() && (!a || all_of(*a) == all_of(*b));
}

/// An exchange whose history is compared with the naive one. Restarted, it starts as the process
/// does.
class Compared {
public:
    explicit Compared(SegmentInterval interval) : interval_{interval} { start(); }

    void trade(int ticks) {
        for (int i = 0; i < ticks; ++i) {
            const Record record = exchange_.apply(market_.next());
            log_.push_back(record);
            history_->apply(record);
            naive_.apply(record);
            if (random_() % 2 == 0) reactor_.until([&] { return !history_->writing(); });
            reactor_.reactor().run_ready(10);
        }
    }

    /// The process goes, in order or not, and comes again: what the segments lack is made again.
    void restart(bool orderly) {
        if (orderly) REQUIRE(history_->finish());
        stage_.reset();
        history_.reset();
        store_.reset();
        start();
    }

    void erase_index() {
        REQUIRE(store_->erase_index());
        restart(false);
    }

    /// Writes how far the last segment reaches as it was written before forms had numbers.
    void forget_forms() {
        std::string key{'\x01'};
        put_big(history_->segments().next - 1, key);
        std::string value = store_->get(Family::index, key).value().value();
        value.pop_back();
        rocksdb::WriteBatch batch = new_batch();
        REQUIRE(batch.Put(store_->family(Family::index), key, value).ok());
        REQUIRE(store_->write(batch));
        restart(false);
    }

    /// Makes what the account's fills in one segment are unreadable: whoever reads them fails.
    void spoil_fills(AccountId account, std::uint64_t segment) {
        std::string key{'\x03'};
        put_big(account.value(), key);
        put_big(segment, key);
        rocksdb::WriteBatch batch = new_batch();
        REQUIRE(batch.Put(store_->family(Family::index), key, "spoilt").ok());
        REQUIRE(store_->write(batch));
    }

    [[nodiscard]] CallStage& queries() { return *stage_; }
    [[nodiscard]] RocksHistory& history() { return *history_; }
    [[nodiscard]] const std::filesystem::path& directory() const { return directory_.path(); }
    [[nodiscard]] SmallMarket& market() { return market_; }

    /// Asks at random, and about everything that is there.
    void check_answers(std::uint64_t seed) {
        std::mt19937_64 random{seed};
        for (std::uint32_t i = 0; i < SmallMarket::kAccounts; ++i) {
            const AccountId account{kFirstUser.value() + i};
            check_by_name(account, random);
            check_lists(account, random);
        }
        check_trades(random);
    }

    [[nodiscard]] const NaiveHistory& naive() const { return naive_; }
    [[nodiscard]] SteppedReactor& reactor() { return reactor_; }

private:
    void start() {
        auto store = Store::open(directory_.path());
        REQUIRE(store);
        store_.emplace(std::move(*store));
        stage_.emplace(reactor_.reactor(), 100, 2);
        auto history = RocksHistory::open(*store_, reactor_.reactor(), *stage_, interval_);
        REQUIRE(history);
        history_ = std::move(*history);
        for (const Record& record : log_) history_->apply(record);
        REQUIRE(history_->recovered(Sequence{log_.size()}));
    }

    void check_by_name(AccountId account, std::mt19937_64& random) {
        for (int i = 0; i < 40; ++i) {
            const OrderId order{random() % 1500};
            REQUIRE(same(reactor_.wait(history_->order(account, SmallMarket::kMarket, order)),
                         naive_.order(account, order)));
            const std::string name = "order-" + std::to_string(random() % 1500);
            REQUIRE(same(reactor_.wait(history_->order(account, SmallMarket::kMarket, name)),
                         naive_.order(account, name)));
        }
        REQUIRE(same(history_->open_orders(account, MarketId{}), naive_.open_orders(account)));
    }

    Timestamp some_time(std::mt19937_64& random) const {
        const std::uint64_t at = random() % (log_.size() + 1);
        return random() % 2 == 0 || at == log_.size() ? Timestamp{} : log_[at].tick.time;
    }

    void check_trades(std::mt19937_64& random) {
        const std::uint64_t ids = naive_.all_trades().size() + 3;
        for (int i = 0; i < 200; ++i) {
            TradeQuery query;
            query.market = SmallMarket::kMarket;
            query.start = some_time(random);
            query.end = some_time(random);
            query.limit = random() % 3 == 0 ? ids : random() % 40;
            if (random() % 3 == 0) query.from_aggregate = AggregateId{random() % ids};
            REQUIRE(same(reactor_.wait(history_->aggregates(query)), naive_.aggregates(query)));
            if (random() % 3 == 0) query.from = TradeId{random() % ids};
            REQUIRE(same(reactor_.wait(history_->trades(query)), naive_.trades(query)));
        }
        REQUIRE(reactor_.wait(history_->trades({.market = MarketId{2}})).empty());
    }

    void check_lists(AccountId account, std::mt19937_64& random) {
        const auto time = [&] { return some_time(random); };
        for (int i = 0; i < 40; ++i) {
            OrderQuery orders;
            orders.account = account;
            orders.market = SmallMarket::kMarket;
            orders.start = time();
            orders.end = time();
            orders.limit = 1 + random() % 40;
            if (random() % 3 == 0) orders.from = OrderId{random() % 1500};
            REQUIRE(same(reactor_.wait(history_->orders(orders)), naive_.orders(orders)));
            FillQuery fills;
            fills.account = account;
            fills.market = SmallMarket::kMarket;
            fills.start = time();
            fills.end = time();
            fills.limit = 1 + random() % 40;
            if (random() % 3 == 0) fills.from = TradeId{random() % 800};
            if (random() % 3 == 0) fills.order = OrderId{random() % 1500};
            REQUIRE(same(reactor_.wait(history_->fills(fills)), naive_.fills(fills)));
        }
    }

    TemporaryDirectory directory_;
    SegmentInterval interval_;
    SteppedReactor reactor_;
    std::optional<Store> store_;
    std::optional<CallStage> stage_;
    std::unique_ptr<RocksHistory> history_;
    SmallMarket market_{21};
    std::mt19937_64 random_{21};
    Exchange exchange_;
    std::vector<Record> log_;
    NaiveHistory naive_;
};

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
