// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/check.hpp"
#include "engine/market/level_index.hpp"
#include "engine/market/order_pool.hpp"
#include "engine/terms.hpp"
#include "engine/types.hpp"

namespace divmid {

/// Open orders by price, then time. Links slots of the market's pool; every operation but a walk
/// costs the same however deep the book is.
class OrderBook {
public:
    OrderBook(Ticks price_min, Ticks price_max);

    /// The best price of a side, zero when it is empty.
    [[nodiscard]] Ticks best(Side side) const { return ticks(side, levels(side).first()); }
    /// The next used price of a side that is worse than `price`, zero when there is none.
    [[nodiscard]] Ticks worse(Side side, Ticks price) const {
        return ticks(side, levels(side).after(rank(side, price)));
    }
    /// Requires: an order rests there.
    [[nodiscard]] const Level& level(Side side, Ticks price) const {
        return levels(side)[rank(side, price)];
    }

    /// Brings the level into the cache. Requires: within the price range, or zero.
    void prefetch(Side side, Ticks price) const {
        if (price != Ticks{}) levels(side).prefetch(rank(side, price));
    }
    /// The last order at a price, zero when there is none. Requires: as prefetch().
    [[nodiscard]] SlotIndex tail(Side side, Ticks price) const {
        const Level* level = price == Ticks{} ? nullptr : levels(side).find(rank(side, price));
        return level == nullptr ? 0 : level->tail;
    }

    /// Puts the order at the tail of its price level.
    void rest(OrderPool& pool, SlotIndex at);
    /// Takes the order out, wherever in its level it stands.
    void remove(OrderPool& pool, SlotIndex at);

    /// Puts an order that was the head of its level, and was taken from there, at its tail.
    static void queue_again(OrderPool& pool, Level& level, SlotIndex at) {
        OrderSlot& order = pool[at];
        const bool alone = level.head == 0;
        order.next = 0;
        order.prev = alone ? 0 : level.tail;
        (alone ? level.head : pool[level.tail].next) = at;
        level.tail = at;
    }

    /// The level as matching changes it; close() it when its last order is gone.
    [[nodiscard]] Level& level(Side side, Ticks price) { return levels(side)[rank(side, price)]; }
    void close(Side side, Ticks price) { levels(side).close(rank(side, price)); }

private:
    using Rank = LevelIndex::Rank;

    [[nodiscard]] LevelIndex& levels(Side side) { return side == Side::buy ? bids_ : asks_; }
    [[nodiscard]] const LevelIndex& levels(Side side) const {
        return side == Side::buy ? bids_ : asks_;
    }
    [[nodiscard]] Rank rank(Side side, Ticks price) const {
        return side == Side::buy ? max_ - price.value() : price.value() - min_;
    }
    [[nodiscard]] Ticks ticks(Side side, Rank rank) const {
        if (rank == LevelIndex::kNone) return Ticks{};
        return Ticks{side == Side::buy ? max_ - rank : min_ + rank};
    }

    std::uint32_t min_;
    std::uint32_t max_;
    LevelIndex bids_;
    LevelIndex asks_;
};

/// Whether a taker with this limit may trade at `price`; limit zero: at any price.
[[nodiscard]] inline bool reaches(Side taker, Ticks limit, Ticks price) {
    if (limit == Ticks{}) return true;
    return taker == Side::buy ? price <= limit : price >= limit;
}

}  // namespace divmid
