// SPDX-License-Identifier: Apache-2.0
#include "engine/market/order_ids.hpp"

#include <algorithm>
#include <bit>

namespace divmid {

void OrderIds::restore(OrderId last, std::size_t open) {
    ring_.assign(std::max(kRingLeast, std::bit_ceil(4 * open)), 0);
    last_ = last;
    first_young_ = OrderId{last.value() < ring_.size() ? 1 : last.value() - ring_.size() + 1};
}

void OrderIds::make_room(OrderId next) {
    if (4 * in_ring_ >= ring_.size()) grow();
    SlotIndex& oldest = place(next);
    if (oldest == 0) return;
    old_.insert(hash_of(first_young_), oldest);
    oldest = 0;
    --in_ring_;
}

void OrderIds::grow() {
    std::vector<SlotIndex> wider(2 * ring_.size());
    for (OrderId id = first_young_; id <= last_; id = OrderId{id.value() + 1})
        wider[id.value() & (wider.size() - 1)] = place(id);
    ring_ = std::move(wider);
}

}  // namespace divmid
