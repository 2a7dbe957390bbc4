// SPDX-License-Identifier: Apache-2.0
#include "engine/market/order_ids.hpp"

#include <algorithm>
#include <bit>

namespace divmid {

namespace {

std::uint32_t hash_of(OrderId id) {
    return static_cast<std::uint32_t>((id.value() * 0x9E3779B97F4A7C15) >> 32);
}

}  // namespace

void OrderIds::restore(OrderId last, std::size_t open) {
    ring_.assign(std::max(kRingLeast, std::bit_ceil(4 * open)), 0);
    last_ = last;
    first_young_ = OrderId{last.value() < ring_.size() ? 1 : last.value() - ring_.size() + 1};
}

OrderId OrderIds::issue() {
    const OrderId next{last_.value() + 1};
    // The place of the new id is that of the oldest one in the ring, which may still be open.
    if (place(next) != 0 && 4 * in_ring_ >= ring_.size()) grow();
    if (SlotIndex& oldest = place(next); oldest != 0) {
        old_.insert(hash_of(first_young_), oldest);
        oldest = 0;
        --in_ring_;
    }
    if (next.value() - first_young_.value() == ring_.size())
        first_young_ = OrderId{first_young_.value() + 1};
    return last_ = next;
}

void OrderIds::grow() {
    std::vector<SlotIndex> wider(2 * ring_.size());
    for (OrderId id = first_young_; id <= last_; id = OrderId{id.value() + 1})
        wider[id.value() & (wider.size() - 1)] = place(id);
    ring_ = std::move(wider);
}

void OrderIds::add(OrderId id, SlotIndex at) {
    ENSURE(id <= last_);
    if (!is_young(id)) return old_.insert(hash_of(id), at);
    place(id) = at;
    ++in_ring_;
}

void OrderIds::remove(OrderId id, SlotIndex at) {
    if (!is_young(id)) return old_.erase(hash_of(id), at);
    ENSURE(place(id) == at);
    place(id) = 0;
    --in_ring_;
}

SlotIndex OrderIds::find(const OrderPool& pool, OrderId id) const {
    if (id > last_) return 0;
    if (is_young(id)) return ring_[id.value() & (ring_.size() - 1)];
    return old_.find(hash_of(id), [&](SlotIndex at) { return pool[at].id == id; });
}

}  // namespace divmid
