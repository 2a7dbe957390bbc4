// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "engine/market/order_pool.hpp"
#include "engine/types.hpp"

namespace divmid {

/// The open orders of a market that end at a date, soonest first, equal dates by order id. A heap
/// that knows where each order stands, so that one ending early leaves nothing behind.
class Expiry {
public:
    struct Timer {
        Timestamp due;
        OrderId order;
        SlotIndex at{};

        [[nodiscard]] bool before(const Timer& other) const {
            return due != other.due ? due < other.due : order < other.order;
        }
    };

    [[nodiscard]] bool empty() const { return heap_.empty(); }
    [[nodiscard]] std::size_t size() const { return heap_.size(); }
    /// Requires: !empty().
    [[nodiscard]] const Timer& soonest() const { return heap_.front(); }
    /// When the order ends. Requires: added.
    [[nodiscard]] Timestamp due(const OrderPool& pool, SlotIndex at) const {
        return heap_[pool.note(at).timer].due;
    }

    void add(OrderPool& pool, SlotIndex at, Timestamp due);
    /// Requires: added, and not yet released.
    void remove(OrderPool& pool, SlotIndex at);

private:
    void put(OrderPool& pool, std::size_t place, const Timer& timer);
    void rise(OrderPool& pool, std::size_t place);
    void sink(OrderPool& pool, std::size_t place);

    std::vector<Timer> heap_;
};

}  // namespace divmid
