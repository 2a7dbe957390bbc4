// SPDX-License-Identifier: Apache-2.0
#include "engine/market/order_ids.hpp"

#include <catch2/catch.hpp>
#include <iterator>
#include <map>
#include <random>
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

/// Orders beside a plain list of those that are open.
struct CheckedOrders {
    void open() {
        const SlotIndex at = orders.open();
        open_at[orders.pool[at].id] = at;
    }
    void end(std::map<OrderId, SlotIndex>::iterator order) {
        orders.end(order->second);
        open_at.erase(order);
    }

    /// Every id ever given is found, or not, in `ids`.
    void check(const OrderIds& ids) const {
        REQUIRE(ids.size() == open_at.size());
        for (OrderId id{1}; id <= ids.last(); id = OrderId{id.value() + 1}) {
            const auto listed = open_at.find(id);
            if (ids.find(orders.pool, id) != (listed == open_at.end() ? 0 : listed->second))
                FAIL("order " << id.value() << " of " << ids.last().value());
        }
    }
    /// As saved and loaded: the ids of this moment, made again from what is open.
    [[nodiscard]] OrderIds restored() const {
        OrderIds ids;
        ids.restore(orders.ids.last(), open_at.size());
        for (const auto& [id, at] : open_at) ids.add(id, at);
        return ids;
    }

    Orders orders;
    std::map<OrderId, SlotIndex> open_at;
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

TEST_CASE("an order that grew old before the ring grew is found and ends after it", "[ids]") {
    CheckedOrders checked;
    for (int id = 1; id <= 2024; ++id) {
        checked.open();
        // 1524 sends 500 into the table; 2024 meets 1000 in its place, and the ring grows.
        const bool rests = id == 500 || id == 1000 || (id >= 1525 && id <= 1800);
        if (!rests) checked.end(std::prev(checked.open_at.end()));
    }
    checked.check(checked.orders.ids);
    checked.check(checked.restored());
    checked.end(checked.open_at.find(OrderId{500}));
    checked.end(checked.open_at.find(OrderId{1000}));
    checked.check(checked.orders.ids);
}

TEST_CASE("orders are found by their ids at any density, live and restored", "[ids]") {
    std::mt19937 generator{20261122};
    const auto random = [&] { return static_cast<unsigned>(generator()); };
    for (int round = 0; round < 40; ++round) {
        CheckedOrders checked;
        unsigned ends_of_8 = random() % 9;
        for (int step = 0; step < 12'000; ++step) {
            if (random() % 700 == 0) ends_of_8 = random() % 9;
            checked.open();
            if (random() % 8 >= ends_of_8) continue;
            const OrderId near{random() % 4 == 0 ? random() % checked.orders.ids.last().value() + 1
                                                 : checked.orders.ids.last().value()};
            checked.end(checked.open_at.lower_bound(near));
        }
        checked.check(checked.orders.ids);
        // Both go on from here.
        OrderIds live = checked.orders.ids;
        OrderIds again = checked.restored();
        for (int step = 0; step < 5'000; ++step) CHECK(live.issue() == again.issue());
        checked.check(live);
        checked.check(again);
        while (!checked.open_at.empty()) checked.end(checked.open_at.begin());
        REQUIRE(checked.orders.ids.size() == 0);
    }
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
