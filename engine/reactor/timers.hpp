// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace divmid {

class Pending;

/// What is due when: a binary heap by (due time, order of setting). Setting, removing and taking
/// cost O(log n) and, once the heap has grown, no allocation. A removed timer is gone at once.
class Timers {
public:
    [[nodiscard]] bool empty() const { return heap_.empty(); }
    [[nodiscard]] std::optional<std::chrono::microseconds> next() const;
    [[nodiscard]] std::chrono::microseconds due(const Pending& pending) const;

    /// Requires: `pending` has no timer; it is removed before it dies.
    void set(std::chrono::microseconds due, Pending& pending);
    void remove(Pending& pending);

    /// The next one that is due at `now`, removed; null when there is none.
    [[nodiscard]] Pending* take_due(std::chrono::microseconds now);

private:
    struct Entry {
        std::chrono::microseconds due;
        std::uint64_t id;
        Pending* pending;

        bool operator<(const Entry& other) const {
            return due != other.due ? due < other.due : id < other.id;
        }
    };

    void put(std::size_t slot, const Entry& entry);
    void sift_up(std::size_t slot, const Entry& entry);
    void sift_down(std::size_t slot, const Entry& entry);

    std::vector<Entry> heap_;
    std::uint64_t next_id_ = 0;
};

}  // namespace divmid
