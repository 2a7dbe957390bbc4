// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
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

    // The prices that it has room for.
    [[nodiscard]] Ticks low() const { return ladder(Side::sell).ticks(0); }
    [[nodiscard]] Ticks high() const { return ladder(Side::buy).ticks(0); }

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
    /// Takes over the orders of a level of another book. Requires: none rest there, it has room.
    void adopt(Side side, Ticks price, const Level& from) {
        levels(side).use(rank(side, price)) = from;
    }
    void close(Side side, Ticks price) { levels(side).close(rank(side, price)); }

private:
    using Rank = LevelIndex::Rank;

    /// One side, with what turns a price into its rank and back: for bids the rank falls with the
    /// price, and `flip` has all bits set. Without a branch, which could only be guessed.
    struct Ladder {
        LevelIndex levels;
        std::uint32_t flip;
        std::uint32_t base;  ///< The rank of price zero, modulo 2^32.

        [[nodiscard]] Rank rank(Ticks price) const { return (price.value() ^ flip) + base; }
        [[nodiscard]] Ticks ticks(Rank rank) const { return Ticks{(rank - base) ^ flip}; }
    };

    // A look ahead may ask for a side that a command has yet to be refused for.
    [[nodiscard]] Ladder& ladder(Side side) { return sides_[static_cast<std::size_t>(side) & 1U]; }
    [[nodiscard]] const Ladder& ladder(Side side) const {
        return sides_[static_cast<std::size_t>(side) & 1U];
    }
    [[nodiscard]] LevelIndex& levels(Side side) { return ladder(side).levels; }
    [[nodiscard]] const LevelIndex& levels(Side side) const { return ladder(side).levels; }
    [[nodiscard]] Rank rank(Side side, Ticks price) const { return ladder(side).rank(price); }
    [[nodiscard]] Ticks ticks(Side side, Rank rank) const {
        return rank == LevelIndex::kNone ? Ticks{} : ladder(side).ticks(rank);
    }

    std::array<Ladder, 2> sides_;  ///< By Side.
};

[[gnu::always_inline]] inline void OrderBook::rest(OrderPool& pool, SlotIndex at) {
    OrderSlot& order = pool[at];
    Ladder& side = ladder(order.side());
    Level& level = side.levels.use(side.rank(order.ticks()));
    order.next = 0;
    order.prev = level.tail;
    (level.tail == 0 ? level.head : pool[level.tail].next) = at;
    level.tail = at;
    level.lots += order.lots.value();
}

[[gnu::always_inline]] inline void OrderBook::remove(OrderPool& pool, SlotIndex at) {
    const OrderSlot& order = pool[at];
    Ladder& side = ladder(order.side());
    const Rank rank = side.rank(order.ticks());
    Level& level = side.levels[rank];
    (order.prev == 0 ? level.head : pool[order.prev].next) = order.next;
    (order.next == 0 ? level.tail : pool[order.next].prev) = order.prev;
    level.lots -= order.lots.value();
    if (level.head == 0) side.levels.close(rank);
}

/// Whether a taker with this limit may trade at `price`; limit zero: at any price.
[[nodiscard]] inline bool reaches(Side taker, Ticks limit, Ticks price) {
    if (limit == Ticks{}) return true;
    return taker == Side::buy ? price <= limit : price >= limit;
}

}  // namespace divmid
