// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>

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
[[nodiscard]] Reach reach(const OrderBook& book, const MarketTerms& terms, Side taker, Ticks limit,
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
/// that is not used up keeps its place. Returns the lots that are left.
///
/// `meeting` says how it meets them. `meeting.fill(const Fill&)` is called for each fill, after the
/// maker's lots went down; then, for a maker that is used up, `meeting.hides(SlotIndex)` says
/// whether it is an iceberg with another slice, and either `meeting.next_slice(SlotIndex)` gives it
/// lots again, and it goes to the tail of its level, or `meeting.done(SlotIndex)` takes note that
/// it is no longer linked.
///
/// Where `Meeting::kGuarded`, `meeting.wants(SlotIndex, left)` is asked at each maker how many
/// lots are wanted of it, zero ending the match, and `meeting.owns(const OrderSlot&)` whether the
/// two must not trade. Then `meeting.prevent(SlotIndex, Level&, left)` takes lots from both of them
/// instead and says whether the maker is gone; the taker's end is `left` being zero.
template <class Meeting>
std::uint64_t match(OrderBook& book, OrderPool& pool, const Wanted& wanted, Meeting&& meeting) {
    constexpr bool kGuarded = std::remove_cvref_t<Meeting>::kGuarded;
    const Side side = opposite(wanted.taker);
    std::uint64_t left = wanted.lots;
    bool wants_more = true;
    while (left > 0 && wants_more) {
        const Ticks price = book.best(side);
        if (price == Ticks{} || !reaches(wanted.taker, wanted.limit, price)) break;
        Level& level = book.level(side, price);
        while (left > 0 && level.head != 0) {
            const SlotIndex at = level.head;
            OrderSlot& maker = pool[at];
            const SlotIndex next = maker.next;
            pool.prefetch(next);
            std::uint64_t here = left;
            if constexpr (kGuarded) {
                here = meeting.wants(at, left);
                wants_more = here != 0;
                if (!wants_more) break;
                if (meeting.owns(maker)) {
                    if (!meeting.prevent(at, level, left)) break;
                    level.head = next;
                    meeting.done(at);
                    continue;
                }
            }
            const Lots traded{
                static_cast<std::uint32_t>(std::min<std::uint64_t>(here, maker.lots.value()))};
            left -= traded.value();
            level.lots -= traded.value();
            maker.lots -= traded;
            const bool used_up = maker.lots == Lots{};
            const bool has_slice = used_up && maker.is_special && meeting.hides(at);
            meeting.fill(Fill{at, traded, used_up && !has_slice, left == 0});
            if (!used_up) break;
            level.head = next;
            if (has_slice) {
                meeting.next_slice(at);
                book.queue_again(pool, level, at);
            } else {
                meeting.done(at);
            }
        }
        if (level.head == 0) {
            level.tail = 0;
            book.close(side, price);
        } else {
            pool[level.head].prev = 0;
        }
    }
    return left;
}

}  // namespace divmid
