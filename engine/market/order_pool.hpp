// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/check.hpp"
#include "engine/market/growing_array.hpp"
#include "engine/types.hpp"

namespace divmid {

/// Where an open order lies in its market's pool. An internal handle, never in the log; 0: none.
using SlotIndex = std::uint32_t;

/// What matching touches of an open order: half a cache line.
struct OrderSlot {
    SlotIndex next{};  ///< Towards the tail of its price level.
    SlotIndex prev{};
    Lots lots;  ///< Not yet traded, above zero.
    std::uint32_t ticks_bits : 31 {};
    std::uint32_t side_bit : 1 {};
    std::uint64_t account_bits : 24 {};
    std::uint64_t fee_credit : 20 {};  ///< Millionths of a unit, as FeeCredit.
    std::uint64_t maker_fee_bits : 17 {};
    std::uint64_t has_note : 1 {};    ///< A client id, an expiry, or both.
    std::uint64_t has_fills : 1 {};   ///< Some of it was traded.
    std::uint64_t is_special : 1 {};  ///< It has a side in SpecialOrders.
    OrderId id;

    [[nodiscard]] Ticks ticks() const { return Ticks{ticks_bits}; }
    [[nodiscard]] Side side() const { return static_cast<Side>(side_bit); }
    [[nodiscard]] AccountId account() const {
        return AccountId{static_cast<std::uint32_t>(account_bits)};
    }
    [[nodiscard]] Ppm maker_fee() const { return Ppm{static_cast<std::uint32_t>(maker_fee_bits)}; }
};
static_assert(sizeof(OrderSlot) == 32);

/// What matching has no use for.
struct OrderNote {
    static constexpr std::size_t kClientIdMost = 36;

    std::array<char, kClientIdMost> client_id_bytes{};
    std::uint32_t client_id_size : 6 {};
    std::uint32_t has_expiry : 1 {};
    // What it does should it take again.
    std::uint32_t is_post_only : 1 {};
    std::uint32_t prevention_bits : 3 {};
    std::uint32_t taker_fee_bits : 17 {};
    std::uint32_t timer{};  ///< Place in the market's expiry heap, kept by it.
    Lots executed;          ///< Unspecified while the slot has no fills.

    [[nodiscard]] std::string_view client_id() const {
        return {client_id_bytes.data(), client_id_size};
    }
    /// Requires: text.size() <= kClientIdMost.
    void set_client_id(std::string_view text) {
        ENSURE(text.size() <= kClientIdMost);
        client_id_size = text.copy(client_id_bytes.data(), text.size()) & 0x3FU;
    }
    [[nodiscard]] SelfTradePrevention prevention() const {
        return static_cast<SelfTradePrevention>(prevention_bits);
    }
    [[nodiscard]] Ppm taker_fee() const { return Ppm{taker_fee_bits}; }
};
static_assert(sizeof(OrderNote) == 48);

/// The memory of a market's open orders. What was released last is used first, so that a busy
/// market stays in the cache. Allocates only when there are more open orders than ever before.
class OrderPool {
public:
    /// The most open orders a market can have.
    static constexpr std::size_t kMost = std::size_t{1} << 26;

    OrderPool() { grow(); }

    [[nodiscard]] OrderSlot& operator[](SlotIndex at) { return slots_[at]; }
    [[nodiscard]] const OrderSlot& operator[](SlotIndex at) const { return slots_[at]; }
    [[nodiscard]] OrderNote& note(SlotIndex at) { return notes_[at]; }
    [[nodiscard]] const OrderNote& note(SlotIndex at) const { return notes_[at]; }

    [[nodiscard]] Lots executed(SlotIndex at) const {
        return slots_[at].has_fills ? notes_[at].executed : Lots{};
    }
    /// Counts what was traded of an order that stays open.
    void add_executed(SlotIndex at, Lots lots) {
        notes_[at].executed = executed(at) + lots;
        slots_[at].has_fills = true;
    }

    [[nodiscard]] std::size_t open() const { return open_; }
    /// With `more` orders on top of those that are open.
    [[nodiscard]] bool full(std::size_t more = 0) const { return open_ + more >= kMost; }

    /// A slot with unspecified content. References into the pool are invalid afterwards.
    /// Requires: !full().
    SlotIndex acquire() {
        ENSURE(!full());
        ++open_;
        if (free_ == 0) return grow();
        const SlotIndex at = free_;
        free_ = slots_[at].next;
        return at;
    }

    void release(SlotIndex at) {
        slots_[at].next = free_;
        free_ = at;
        --open_;
    }

    /// Brings a slot into the cache that will be needed soon.
    void prefetch(SlotIndex at) const { __builtin_prefetch(&slots_[at]); }

private:
    SlotIndex grow() {
        slots_.push({});
        notes_.push({});
        return static_cast<SlotIndex>(slots_.size() - 1);
    }

    GrowingArray<OrderSlot> slots_;  ///< The first one stands for "none".
    GrowingArray<OrderNote> notes_;
    SlotIndex free_ = 0;  ///< Linked through `next`.
    std::size_t open_ = 0;
};

}  // namespace divmid
