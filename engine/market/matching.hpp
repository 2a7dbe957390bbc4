// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/market/order_book.hpp"
#include "engine/market/order_pool.hpp"
#include "engine/terms.hpp"
#include "engine/types.hpp"

namespace divmid {

/// What a taker would trade now, found without changing anything.
struct Reach {
    std::uint64_t lots{};
    Amount notional;       ///< At the makers' prices.
    bool book_runs_out{};  ///< It would take all that it may trade with, and wants more.
};

/// A dry walk by quantity, within the limit (zero: any price). Costs one step a price level.
[[nodiscard]] Reach reach(const OrderBook& book, const MarketTerms& terms, Side taker, Ticks limit,
                          std::uint64_t lots);

/// A dry walk by quote budget: as many whole lots a level as the rest of the budget covers, until
/// a level is not taken whole. The notional is never above the budget.
[[nodiscard]] Reach reach(const OrderBook& book, const MarketTerms& terms, Side taker,
                          Amount budget);

/// What a taker asks of the book.
struct Wanted {
    Side taker{};
    Ticks limit;  ///< Zero: any price.
    std::uint64_t lots{};
};

/// One step of a match: `lots` of the maker traded at its price.
struct Fill {
    SlotIndex at{};
    Lots lots;
    bool maker_filled{};
    bool taker_filled{};  ///< The taker wants no more.
};

/// Trades what is wanted, as far as the book has it, best price first, oldest order first. A maker
/// that is not used up keeps its place. Calls `on_fill(const Fill&)` for each, after the
/// maker's lots went down and before `on_done(SlotIndex)`, which is called for a maker that is used
/// up and no longer linked. Returns the lots that are left.
template <class OnFill, class OnDone>
std::uint64_t match(OrderBook& book, OrderPool& pool, const Wanted& wanted, OnFill&& on_fill,
                    OnDone&& on_done) {
    const Side side = opposite(wanted.taker);
    std::uint64_t lots = wanted.lots;
    while (lots > 0) {
        const Ticks price = book.best(side);
        if (price == Ticks{} || !reaches(wanted.taker, wanted.limit, price)) break;
        Level& level = book.level(side, price);
        while (lots > 0 && level.head != 0) {
            const SlotIndex at = level.head;
            OrderSlot& maker = pool[at];
            const SlotIndex next = maker.next;
            pool.prefetch(next);
            const Lots traded{
                static_cast<std::uint32_t>(std::min<std::uint64_t>(lots, maker.lots.value()))};
            lots -= traded.value();
            level.lots -= traded.value();
            maker.lots -= traded;
            const bool maker_filled = maker.lots == Lots{};
            on_fill(Fill{at, traded, maker_filled, lots == 0});
            if (!maker_filled) break;
            level.head = next;
            on_done(at);
        }
        if (level.head == 0) {
            level.tail = 0;
            book.close(side, price);
        } else {
            pool[level.head].prev = 0;
        }
    }
    return lots;
}

}  // namespace divmid
