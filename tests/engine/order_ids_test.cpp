// SPDX-License-Identifier: Apache-2.0
#include "engine/market/order_ids.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "engine/market/expiry.hpp"

namespace divmid {

namespace {

/// Orders that exist only by their ids.
struct Orders {
    SlotIndex open() {
        const OrderId id = ids.issue();
        const SlotIndex at = pool.acquire();
        pool[at] = OrderSlot{};
        pool[at].id = id;
        ids.add(id, at);
        return at;
    }
    void end(SlotIndex at) {
        ids.remove(pool[at].id, at);
        pool.release(at);
    }

    OrderPool pool;
    OrderIds ids;
};

}  // namespace

TEST_CASE("an old order is found long after the ids around it ended", "[ids]") {
    Orders orders;
    const SlotIndex old = orders.open();
    for (int i = 0; i < 100'000; ++i) orders.end(orders.open());
    CHECK(orders.ids.find(orders.pool, OrderId{1}) == old);
    CHECK(orders.ids.find(orders.pool, OrderId{2}) == 0);
    CHECK(orders.ids.find(orders.pool, OrderId{100'001}) == 0);
    CHECK(orders.ids.find(orders.pool, OrderId{100'002}) == 0);
    orders.end(old);
    CHECK(orders.ids.find(orders.pool, OrderId{1}) == 0);
    CHECK(orders.ids.size() == 0);
}

TEST_CASE("many open orders are found by their ids, whatever ended between them", "[ids]") {
    Orders orders;
    std::vector<SlotIndex> kept;
    for (int i = 0; i < 50'000; ++i) {
        kept.push_back(orders.open());
        for (int other = 0; other < i % 5; ++other) orders.end(orders.open());
    }
    for (const SlotIndex at : kept) REQUIRE(orders.ids.find(orders.pool, orders.pool[at].id) == at);
    for (const SlotIndex at : kept) orders.end(at);
    CHECK(orders.ids.size() == 0);
    CHECK(orders.pool.open() == 0);
}

TEST_CASE("a slot that was released last is used first", "[ids]") {
    Orders orders;
    const SlotIndex first = orders.open();
    const SlotIndex second = orders.open();
    orders.end(second);
    orders.end(first);
    CHECK(orders.open() == first);
    CHECK(orders.open() == second);
}

TEST_CASE("timers come by date, then by order, and leave with their order", "[expiry]") {
    Orders orders;
    Expiry expiry;
    std::vector<SlotIndex> slots;
    for (const std::int64_t due : {50, 20, 40, 20, 30, 10}) {
        slots.push_back(orders.open());
        expiry.add(orders.pool, slots.back(), Timestamp{due});
    }
    expiry.remove(orders.pool, slots[2]);
    CHECK(expiry.due(orders.pool, slots[0]) == Timestamp{50});
    std::vector<OrderId> fired;
    while (!expiry.empty()) {
        fired.push_back(expiry.soonest().order);
        expiry.remove(orders.pool, expiry.soonest().at);
    }
    CHECK(fired == std::vector{OrderId{6}, OrderId{2}, OrderId{4}, OrderId{5}, OrderId{1}});
}

}  // namespace divmid
