// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace divmid {

/// A bounded queue between two threads, one that pushes and one that takes. Never waits, never
/// allocates after its construction. Full fences on both ends, so that "pushed, then saw the other
/// asleep" and "fell asleep, then saw nothing" cannot both be wrong.
template <class T>
class SpscRing {
public:
    explicit SpscRing(std::size_t capacity)
        : mask_{std::bit_ceil(capacity) - 1}, slots_{std::make_unique<Slot[]>(mask_ + 1)} {}
    SpscRing(const SpscRing&) = delete;
    SpscRing& operator=(const SpscRing&) = delete;
    ~SpscRing() {
        for (std::span<T> rest = front(); !rest.empty(); rest = front()) pop_front(rest.size());
    }

    [[nodiscard]] std::size_t size() const { return end_.load() - begin_.load(); }
    [[nodiscard]] bool empty() const { return size() == 0; }

    /// The pushing thread. Requires: size() is below the capacity.
    void push(T&& item) {
        const std::size_t end = end_.load(std::memory_order_relaxed);
        std::construct_at(&slots_[end & mask_].item, std::move(item));
        end_.store(end + 1);
    }

    /// The taking thread: the oldest items that lie in a row; they stay until pop_front().
    [[nodiscard]] std::span<T> front() {
        const std::size_t begin = begin_.load(std::memory_order_relaxed);
        const std::size_t count = end_.load() - begin;
        const std::size_t in_a_row = mask_ + 1 - (begin & mask_);
        return {&slots_[begin & mask_].item, count < in_a_row ? count : in_a_row};
    }

    /// The taking thread. Requires: count <= front().size().
    void pop_front(std::size_t count) {
        const std::size_t begin = begin_.load(std::memory_order_relaxed);
        for (std::size_t item = begin; item != begin + count; ++item)
            std::destroy_at(&slots_[item & mask_].item);
        begin_.store(begin + count);
    }

    /// The taking thread.
    [[nodiscard]] std::optional<T> pop() {
        const std::span<T> items = front();
        if (items.empty()) return std::nullopt;
        std::optional<T> item{std::move(items.front())};
        pop_front(1);
        return item;
    }

private:
    /// Room for an item that is not there yet. As large as an item: a row of slots is a span.
    union Slot {
        Slot() {}
        ~Slot() {}
        Slot(const Slot&) = delete;
        Slot& operator=(const Slot&) = delete;
        T item;
    };

    static constexpr std::size_t kCacheLine = 64;

    const std::size_t mask_;
    const std::unique_ptr<Slot[]> slots_;
    alignas(kCacheLine) std::atomic<std::size_t> begin_ = 0;
    alignas(kCacheLine) std::atomic<std::size_t> end_ = 0;
};

}  // namespace divmid
