// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/market/order_pool.hpp"

namespace divmid {

/// Finds slots by the hash of something that lies in the slot itself. Open addressing, at most
/// half full; removal shifts the rest of the run back, so nothing dead accumulates. Its order is
/// never walked.
class SlotTable {
public:
    /// `is_it(SlotIndex)` tells whether the slot is the one that is meant. Zero: none is.
    template <class IsIt>
    [[nodiscard]] SlotIndex find(std::uint32_t hash, IsIt&& is_it) const {
        if (size_ == 0) return 0;
        for (std::size_t i = hash & mask(); cells_[i].slot != 0; i = (i + 1) & mask())
            if (cells_[i].hash == hash && is_it(cells_[i].slot)) return cells_[i].slot;
        return 0;
    }

    void insert(std::uint32_t hash, SlotIndex slot) {
        if (2 * (size_ + 1) > cells_.size()) grow();
        place({hash, slot});
        ++size_;
    }

    /// Requires: the slot was inserted under that hash.
    void erase(std::uint32_t hash, SlotIndex slot) {
        std::size_t hole = hash & mask();
        while (cells_[hole].slot != slot) hole = (hole + 1) & mask();
        for (std::size_t i = (hole + 1) & mask(); cells_[i].slot != 0; i = (i + 1) & mask()) {
            const std::size_t home = cells_[i].hash & mask();
            if (((i - home) & mask()) < ((i - hole) & mask())) continue;  // Its run starts later.
            cells_[hole] = cells_[i];
            hole = i;
        }
        cells_[hole] = {};
        --size_;
    }

    [[nodiscard]] std::size_t size() const { return size_; }

private:
    struct Cell {
        std::uint32_t hash{};
        SlotIndex slot{};
    };

    [[nodiscard]] std::size_t mask() const { return cells_.size() - 1; }

    void place(Cell cell) {
        std::size_t i = cell.hash & mask();
        while (cells_[i].slot != 0) i = (i + 1) & mask();
        cells_[i] = cell;
    }

    void grow() {
        std::vector<Cell> old(cells_.empty() ? 64 : 2 * cells_.size());
        std::swap(old, cells_);
        for (const Cell& cell : old)
            if (cell.slot != 0) place(cell);
    }

    std::vector<Cell> cells_;
    std::size_t size_ = 0;
};

}  // namespace divmid
