// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/types.hpp"
#include "tests/bench/price_bitmap.hpp"

namespace divmid::bench {

/// An order's name within a benchmark stream, from 1.
using StreamId = Strong<struct StreamIdMeaning, std::uint32_t>;

/// The limit of what a book can do: an array of levels, a bitmap for the next best, price-time
/// priority, and nothing else. No events, no balances, no checks; the denominator of every ratio
/// that the benchmarks print.
///
/// Requires: prices from 1 to PriceBitmap::kPrices - 2, ids below the given count.
class BareBook {
public:
    struct Trade {
        StreamId maker;
        StreamId taker;
        Ticks price;
        Lots lots;
        bool maker_filled{};
    };

    explicit BareBook(std::size_t ids)
        : levels_(PriceBitmap::kPrices), orders_(1), slot_of_(ids, kNil) {}

    /// Matches and rests what is left, which is returned. `on_trade(const Trade&)` sees each trade.
    template <class OnTrade>
    Lots place(StreamId id, Side side, Ticks price, Lots lots, OnTrade&& on_trade) {
        const std::uint32_t rest = match(id, side, price.value(), lots.value(), on_trade);
        if (rest != 0) this->rest(id, side, price.value(), rest);
        return Lots{rest};
    }

    /// Matches at any price; what is left is dropped.
    template <class OnTrade>
    void market(StreamId id, Side side, Lots lots, OnTrade&& on_trade) {
        const std::uint32_t worst = side == Side::buy ? PriceBitmap::kPrices - 1 : 1;
        match(id, side, worst, lots.value(), on_trade);
    }

    /// Requires: `id` rests.
    void cancel(StreamId id) {
        const std::uint32_t slot = slot_of_[id.value()];
        const Order& order = orders_[slot];
        Level& level = levels_[order.price];
        (order.previous != kNil ? orders_[order.previous].next : level.head) = order.next;
        (order.next != kNil ? orders_[order.next].previous : level.tail) = order.previous;
        if (level.head == kNil) drop_level(order.side, order.price);
        release(slot);
    }

    /// Cancel, then place under the same id. Requires: `id` rests.
    template <class OnTrade>
    Lots modify(StreamId id, Side side, Ticks price, Lots lots, OnTrade&& on_trade) {
        cancel(id);
        return place(id, side, price, lots, on_trade);
    }

private:
    static constexpr std::uint32_t kNil = 0;

    struct Order {
        std::uint32_t next;
        std::uint32_t previous;
        std::uint32_t lots;
        std::uint32_t price;
        StreamId id;
        Side side;
    };
    struct Level {
        std::uint32_t head = kNil;
        std::uint32_t tail = kNil;
    };

    template <class OnTrade>
    std::uint32_t match(StreamId taker, Side side, std::uint32_t limit, std::uint32_t lots,
                        OnTrade& on_trade) {
        if (side == Side::buy) {
            while (lots != 0 && best_ask_ <= limit && best_ask_ != PriceBitmap::kNone)
                lots = match_level(taker, Side::sell, best_ask_, lots, on_trade);
        } else {
            while (lots != 0 && best_bid_ >= limit)
                lots = match_level(taker, Side::buy, best_bid_, lots, on_trade);
        }
        return lots;
    }

    template <class OnTrade>
    std::uint32_t match_level(StreamId taker, Side maker_side, std::uint32_t price,
                              std::uint32_t lots, OnTrade& on_trade) {
        Level& level = levels_[price];
        std::uint32_t slot = level.head;
        while (slot != kNil && lots != 0) {
            Order& maker = orders_[slot];
            const std::uint32_t traded = std::min(lots, maker.lots);
            lots -= traded;
            maker.lots -= traded;
            on_trade(Trade{maker.id, taker, Ticks{price}, Lots{traded}, maker.lots == 0});
            if (maker.lots != 0) break;
            const std::uint32_t next = maker.next;
            release(slot);
            slot = next;
        }
        level.head = slot;
        if (slot != kNil) {
            orders_[slot].previous = kNil;
        } else {
            level.tail = kNil;
            drop_level(maker_side, price);
        }
        return lots;
    }

    void rest(StreamId id, Side side, std::uint32_t price, std::uint32_t lots) {
        const std::uint32_t slot = take();
        Level& level = levels_[price];
        orders_[slot] = {kNil, level.tail, lots, price, id, side};
        if (level.tail != kNil) {
            orders_[level.tail].next = slot;
        } else {
            level.head = slot;
            prices_.set(price);
            if (side == Side::buy)
                best_bid_ = std::max(best_bid_, price);
            else
                best_ask_ = std::min(best_ask_, price);
        }
        level.tail = slot;
        slot_of_[id.value()] = slot;
    }

    // Both sides share one bitmap: the book is never crossed, so what is below the best bid is a
    // bid, and what is above the best ask an ask.
    void drop_level(Side side, std::uint32_t price) {
        prices_.clear(price);
        if (side == Side::buy && price == best_bid_) {
            const std::uint32_t next = prices_.below(price);
            best_bid_ = next == PriceBitmap::kNone ? 0 : next;
        } else if (side == Side::sell && price == best_ask_) {
            best_ask_ = prices_.above(price);
        }
    }

    std::uint32_t take() {
        if (free_ == kNil) {
            orders_.emplace_back();
            return static_cast<std::uint32_t>(orders_.size() - 1);
        }
        const std::uint32_t slot = free_;
        free_ = orders_[slot].next;
        return slot;
    }

    void release(std::uint32_t slot) {
        orders_[slot].next = free_;
        free_ = slot;
    }

    PriceBitmap prices_;
    std::vector<Level> levels_;
    std::vector<Order> orders_;
    std::vector<std::uint32_t> slot_of_;
    std::uint32_t free_ = kNil;
    std::uint32_t best_bid_ = 0;
    std::uint32_t best_ask_ = PriceBitmap::kNone;
};

}  // namespace divmid::bench
