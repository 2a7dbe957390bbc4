// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/market/order_pool.hpp"
#include "engine/market/slot_table.hpp"
#include "engine/types.hpp"

namespace divmid {

/// Gives out a market's order ids, 1, 2, 3 …, and finds open orders by them. The youngest ids are
/// found by index in a ring; an order that outlives its place there moves into a table, for good.
/// The ring grows only while a quarter of it is open orders: memory follows their number, not
/// history.
class OrderIds {
public:
    OrderIds() : ring_(kRingLeast) {}

    /// As saved: ids up to `last` were given, and room for `open` orders to add().
    void restore(OrderId last, std::size_t open);

    [[nodiscard]] OrderId last() const { return last_; }

    /// The next id, with no order yet.
    OrderId issue() {
        const OrderId next{last_.value() + 1};
        // The place of the new id is that of the oldest one in the ring, which may still be open.
        if (place(next) != 0) [[unlikely]]
            make_room(next);
        if (next.value() - first_young_.value() == ring_.size())
            first_young_ = OrderId{first_young_.value() + 1};
        return last_ = next;
    }

    /// The order rests in that slot. Requires: issued, not added.
    void add(OrderId id, SlotIndex at) {
        ENSURE(id <= last_);
        if (!is_young(id)) [[unlikely]]
            return old_.insert(hash_of(id), at);
        place(id) = at;
        ++in_ring_;
    }
    /// Requires: added, and its slot not yet released.
    void remove(OrderId id, SlotIndex at) {
        if (!is_young(id)) return old_.erase(hash_of(id), at);
        ENSURE(place(id) == at);
        place(id) = 0;
        --in_ring_;
    }

    /// Zero when no open order has that id.
    [[nodiscard]] SlotIndex find(const OrderPool& pool, OrderId id) const {
        if (id > last_) return 0;
        if (is_young(id)) return ring_[id.value() & (ring_.size() - 1)];
        return old_.find(hash_of(id), [&](SlotIndex at) { return pool[at].id == id; });
    }

    /// Brings what find() reads into the cache.
    void prefetch(OrderId id) const { __builtin_prefetch(&ring_[id.value() & (ring_.size() - 1)]); }

    [[nodiscard]] std::size_t size() const { return in_ring_ + old_.size(); }

private:
    static constexpr std::size_t kRingLeast = 1024;

    [[nodiscard]] bool is_young(OrderId id) const { return id >= first_young_; }
    [[nodiscard]] SlotIndex& place(OrderId id) { return ring_[id.value() & (ring_.size() - 1)]; }
    [[nodiscard]] static std::uint32_t hash_of(OrderId id) {
        return static_cast<std::uint32_t>((id.value() * 0x9E3779B97F4A7C15) >> 32);
    }
    /// The order in the ring's place of `next` goes elsewhere.
    void make_room(OrderId next);
    void grow();

    std::vector<SlotIndex> ring_;  ///< A power of two; zero where no order is open.
    std::size_t in_ring_ = 0;
    SlotTable old_;
    OrderId last_;
    /// Whose place, and that of all since, is in the ring. After the ring grew, it has room for
    /// older ones, but those are in the table already.
    OrderId first_young_{1};
};

}  // namespace divmid
