// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <vector>

#include "engine/market/order_lists.hpp"
#include "engine/market/waiting_orders.hpp"

namespace divmid::test {

namespace {

constexpr AccountId kAlice{100};
constexpr AccountId kBob{101};

constexpr WaitingOrder kStop{OrderType::limit, TimeInForce::good_till_canceled,
                             WaitsFor::stop_price, Amount{10}};
constexpr WaitingOrder kPending{OrderType::market, TimeInForce::immediate_or_cancel,
                                WaitsFor::working_order, Amount{0}};

std::vector<std::uint64_t> queue_of(const WaitingOrders& orders) {
    std::vector<std::uint64_t> ids;
    orders.each_queued([&](OrderId id) { ids.push_back(id.value()); });
    return ids;
}

OrderList list(std::uint64_t id, ListKind kind, std::string client_id) {
    return {.id = ListId{id},
            .account = kAlice,
            .kind = kind,
            .client_id = std::move(client_id),
            .legs = {OrderId{10 * id}, OrderId{10 * id + 1}, OrderId{}},
            .open = {true, true, false}};
}

}  // namespace

TEST_CASE("orders whose time has come awake in the order in which they queued", "[waiting]") {
    WaitingOrders orders;
    for (const std::uint64_t id : {1U, 2U, 3U}) orders.add(OrderId{id}, kAlice, kStop, true);
    orders.queue(OrderId{3});
    orders.queue(OrderId{1});
    CHECK(queue_of(orders) == std::vector<std::uint64_t>{3, 1});
    CHECK(orders.next() == OrderId{3});
    CHECK(orders.queued(OrderId{3}));
    CHECK_FALSE(orders.queued(OrderId{2}));
}

TEST_CASE("a queued order that is cancelled leaves the queue", "[waiting]") {
    WaitingOrders orders;
    for (const std::uint64_t id : {1U, 2U, 3U}) orders.add(OrderId{id}, kAlice, kStop, true);
    for (const std::uint64_t id : {1U, 2U, 3U}) orders.queue(OrderId{id});
    orders.remove(OrderId{2}, kAlice, true);
    CHECK(queue_of(orders) == std::vector<std::uint64_t>{1, 3});
    orders.remove(OrderId{1}, kAlice, true);
    orders.remove(OrderId{3}, kAlice, true);
    CHECK(orders.next() == OrderId{});
    CHECK(orders.size() == 0);
}

TEST_CASE("only orders with a stop price count as such", "[waiting]") {
    WaitingOrders orders;
    orders.add(OrderId{1}, kAlice, kStop, true);
    orders.add(OrderId{2}, kAlice, kPending, false);
    orders.add(OrderId{3}, kBob, kStop, true);
    CHECK(orders.stops(kAlice) == 1);
    CHECK(orders.stops(kBob) == 1);
    orders.remove(OrderId{1}, kAlice, true);
    orders.remove(OrderId{2}, kAlice, false);
    CHECK(orders.stops(kAlice) == 0);
}

TEST_CASE("only the legs of a pair have a sibling", "[lists]") {
    const OrderList pair = list(1, ListKind::one_cancels_other, "");
    CHECK(pair.sibling(0) == 1);
    CHECK(pair.sibling(1) == 0);
    CHECK_FALSE(pair.works_first(0));
    const OrderList two = list(1, ListKind::one_triggers_other, "");
    CHECK(two.sibling(0) == OrderList::kNoLeg);
    CHECK(two.sibling(1) == OrderList::kNoLeg);
    CHECK(two.works_first(0));
    CHECK_FALSE(two.works_first(1));
    const OrderList three = list(1, ListKind::one_triggers_a_pair, "");
    CHECK(three.sibling(0) == OrderList::kNoLeg);
    CHECK(three.sibling(1) == 2);
    CHECK(three.sibling(2) == 1);
    CHECK(three.leg(OrderId{11}) == 1);
}

TEST_CASE("a list is found by id and by client id until it ends", "[lists]") {
    OrderLists lists;
    lists.add(list(1, ListKind::one_cancels_other, "mine"));
    lists.add(list(2, ListKind::one_cancels_other, ""));
    CHECK(lists.open(kAlice) == 2);
    CHECK(lists.find(kAlice, "mine") == ListId{1});
    CHECK(lists.find(kBob, "mine") == ListId{});
    CHECK(lists.find(kAlice, "") == ListId{});
    REQUIRE(lists.find(ListId{2}) != nullptr);
    lists.remove(ListId{1});
    lists.remove(ListId{2});
    CHECK(lists.find(kAlice, "mine") == ListId{});
    CHECK(lists.find(ListId{2}) == nullptr);
    CHECK(lists.open(kAlice) == 0);
}

}  // namespace divmid::test
