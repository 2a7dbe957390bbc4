// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/market/order_pool.hpp"
#include "engine/market/slot_table.hpp"

namespace divmid::challenge {

/// Resting orders by the ids that their sender chose. Small ones, which in practice count up, are
/// found by index; any other through a hash.
class RestingIds {
public:
    RestingIds() : small_(std::size_t{1} << 20) {}

    /// Zero when no order of that id rests.
    [[nodiscard]] SlotIndex find(const OrderPool& pool, std::uint64_t id) const {
        if (id < small_.size()) [[likely]]
            return small_[id];
        if (id < kSmallMost) return 0;
        return others_.find(hash_of(id), [&](SlotIndex at) { return pool[at].id.value() == id; });
    }

    /// Requires: not found.
    void add(std::uint64_t id, SlotIndex at) {
        if (id >= small_.size()) [[unlikely]] {
            if (id >= kSmallMost) return others_.insert(hash_of(id), at);
            small_.resize(2 * id);
        }
        small_[id] = at;
    }

    /// Requires: added.
    void remove(std::uint64_t id, SlotIndex at) {
        if (id < kSmallMost) [[likely]]
            small_[id] = 0;
        else
            others_.erase(hash_of(id), at);
    }

private:
    static constexpr std::uint64_t kSmallMost = std::uint64_t{1} << 26;

    [[nodiscard]] static std::uint32_t hash_of(std::uint64_t id) {
        return static_cast<std::uint32_t>((id * 0x9E37'79B9'7F4A'7C15) >> 32);
    }

    std::vector<SlotIndex> small_;
    SlotTable others_;
};

}  // namespace divmid::challenge
