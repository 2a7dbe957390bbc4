// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <string>
#include <type_traits>

#include "tests/storage/compared_history.hpp"
#include "tests/storage/special_market.hpp"

namespace divmid::storage {

namespace {

constexpr SegmentInterval kSeldom{
    .rows = 1'000'000, .time = std::chrono::hours{1000}, .trades_kept = 10};
constexpr SegmentInterval kOften{.rows = 60, .time = std::chrono::hours{1000}, .trades_kept = 10};

/// Asks what only special orders have.
class Special : public ComparedHistory<SpecialMarket> {
public:
    using ComparedHistory::ComparedHistory;

    void check_special(std::uint64_t seed) {
        std::mt19937_64 random{seed};
        for (std::uint32_t i = 0; i < SmallMarket::kAccounts; ++i)
            check_of(AccountId{kFirstUser.value() + i}, random);
        check_requests();
    }

private:
    template <class Row>
    void check(Deferred<Row> asked, const Row& expected) {
        REQUIRE(same(reactor().wait(std::move(asked)), expected));
    }

    void check_of(AccountId account, std::mt19937_64& random) {
        REQUIRE(same(history().open_lists(account), naive().open_lists(account)));
        for (int i = 0; i < 60; ++i) {
            const OrderId order{random() % 1500};
            const PreventionId prevention{random() % 300};
            for (const PreventionQuery& query :
                 {PreventionQuery{account, SmallMarket::kMarket, prevention, {}, {}, 500},
                  PreventionQuery{account, SmallMarket::kMarket, {}, order, {}, 500},
                  PreventionQuery{account, SmallMarket::kMarket, {}, {}, prevention, 7}})
                check(history().preventions(query), naive().preventions(query));
            const AmendmentQuery amendments{account, SmallMarket::kMarket, order, {}, 2};
            check(history().amendments(amendments), naive().amendments(amendments));
            const ListId list{random() % 300};
            check(history().list(account, list), naive().list(account, list));
            const std::string name = "list-" + std::to_string(random() % 300);
            check(history().list(account, name), naive().list(account, name));
            const ListQuery lists{
                account, ListId{random() % 2 == 0 ? 0 : random() % 300}, {}, {}, 1 + random() % 20};
            check(history().lists(lists), naive().lists(lists));
        }
    }

    void check_requests() {
        for (std::uint32_t key = 1; key <= SmallMarket::kAccounts; ++key)
            for (std::uint64_t number = 0; number < 120; ++number)
                check(history().request(KeyId{key}, 3, number),
                      naive().request(KeyId{key}, 3, number));
        check(history().request(KeyId{1}, 2, 1), naive().request(KeyId{1}, 2, 1));
        for (const TradeRow& row : naive().all_trades())
            REQUIRE(history().is_busted(row.market, row.trade) == naive().is_busted(row.trade));
    }
};

}  // namespace

TEST_CASE("what special orders did is answered out of memory as the naive history does",
          "[history]") {
    Special compared{kSeldom};
    compared.trade(500);
    CHECK(compared.history().segments().next == 0);
    compared.check_answers(1);
    compared.check_special(1);
}

TEST_CASE("what special orders did is found in segments, after a stop and after a crash",
          "[history]") {
    Special compared{kOften};
    for (const bool orderly : {true, false, true}) {
        compared.trade(170);
        compared.check_special(2);
        compared.restart(orderly);
        compared.check_answers(2);
        compared.check_special(3);
    }
    CHECK(compared.history().segments().next > 3);
    compared.erase_index();
    compared.check_answers(4);
    compared.check_special(4);
}

TEST_CASE("the small market with special orders shows each of their events", "[history]") {
    SpecialMarket market{21};
    Exchange exchange;
    std::size_t waits = 0;
    std::size_t awoke = 0;
    std::size_t prevented = 0;
    std::size_t lists = 0;
    std::size_t repeated = 0;
    for (int i = 0; i < 500; ++i) {
        const Record record = exchange.apply(market.next());
        market.saw(record);
        waits += record.events.all<OrderWaits>().size();
        awoke += record.events.all<OrderAwoke>().size();
        prevented += record.events.all<TradePrevented>().size();
        lists += record.events.all<ListEnded>().size();
        repeated += record.events.all<Repeated>().size();
    }
    for (const std::size_t count : {waits, awoke, prevented, lists, repeated}) CHECK(count > 5);
}

}  // namespace divmid::storage
