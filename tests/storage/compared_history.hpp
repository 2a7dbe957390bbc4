// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/write_batch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "engine/exchange.hpp"
#include "storage/canonical/little_endian.hpp"
#include "storage/rocks_history.hpp"
#include "tests/storage/naive_history.hpp"
#include "tests/storage/small_market.hpp"
#include "tests/storage/stepped_reactor.hpp"
#include "tests/storage/temporary_directory.hpp"

namespace divmid::storage {

inline auto all_of(const OrderRow& row) {
    const OrderConditions& its = row.conditions;
    return std::tuple{row.order,          row.account,
                      row.market,         row.side,
                      row.type,           row.time_in_force,
                      row.status,         row.end,
                      row.price,          row.client_id.view(),
                      row.lots,           row.executed,
                      row.executed_quote, row.budget_or_expiry,
                      row.created,        row.updated,
                      row.working_since,  row.trailing_since,
                      row.prevention,     row.prevented,
                      its.trigger,        its.peg,
                      its.peg_levels,     its.stop_price,
                      its.trailing,       its.visible,
                      its.list,           its.session,
                      its.keep,           its.strategy,
                      its.strategy_type,  row.self_trade_prevention};
}
inline auto all_of(const FillRow& row) {
    return std::tuple{row.trade, row.order, row.account, row.market, row.side,
                      row.maker, row.price, row.lots,    row.fee,    row.time};
}

inline auto all_of(const TradeRow& row) {
    return std::tuple{row.trade, row.aggregate, row.time,          row.price,
                      row.lots,  row.market,    row.buyer_is_maker};
}
inline auto all_of(const AggregateRow& row) {
    return std::tuple{row.aggregate, row.first, row.last,   row.time,
                      row.lots,      row.price, row.market, row.buyer_is_maker};
}

inline auto all_of(const PreventionRow& row) {
    return std::tuple{row.prevention, row.market,     row.maker_order, row.taker_order,
                      row.maker,      row.taker,      row.group,       row.mode,
                      row.price,      row.maker_lots, row.taker_lots,  row.time};
}
inline auto all_of(const AmendmentRow& row) {
    return std::tuple{row.execution,
                      row.order,
                      row.account,
                      row.market,
                      row.client_id_before.view(),
                      row.client_id.view(),
                      row.price_before,
                      row.price,
                      row.lots_before,
                      row.lots,
                      row.time};
}
inline auto all_of(const ListRow& row) {
    return std::tuple{row.list,
                      row.account,
                      row.market,
                      row.kind,
                      row.ended,
                      row.client_id.view(),
                      row.orders,
                      row.order_ids[0].view(),
                      row.order_ids[1].view(),
                      row.order_ids[2].view(),
                      row.created,
                      row.updated};
}
inline auto all_of(const RequestRow& row) {
    return std::tuple{row.key, row.lane, row.number, row.identity, row.sequence, row.position};
}

template <class Row>
bool same(const std::vector<Row>& a, const std::vector<Row>& b) {
    return std::ranges::equal(a, b,
                              [](const Row& x, const Row& y) { return all_of(x) == all_of(y); });
}
template <class Row>
bool same(const std::optional<Row>& a, const std::optional<Row>& b) {
    return a.has_value() == b.has_value() && (!a || all_of(*a) == all_of(*b));
}

/// An exchange whose history is compared with the naive one. Restarted, it starts as the process
/// does. `Market` gives the ticks.
template <class Market>
class ComparedHistory {
public:
    explicit ComparedHistory(SegmentInterval interval) : interval_{interval} { start(); }

    void trade(int ticks) {
        for (int i = 0; i < ticks; ++i) {
            const Record record = exchange_.apply(market_.next());
            log_.push_back(record);
            history_->apply(record);
            naive_.apply(record);
            if constexpr (requires { market_.saw(record); }) market_.saw(record);
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
    [[nodiscard]] Market& market() { return market_; }

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
    Market market_{21};
    std::mt19937_64 random_{21};
    Exchange exchange_;
    std::vector<Record> log_;
    NaiveHistory naive_;
};

}  // namespace divmid::storage
