// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <type_traits>

namespace divmid {

/// Records side by side, for millions of them. Where a vector would copy them to a place twice as
/// large, this one asks the system to move the pages, so that growing costs no pause that grows
/// along, and leaves a fifth of the memory unused at most. Large ones lie on huge pages: an order
/// is found at random, and would miss the cache of small pages each time.
template <class Record>
class GrowingArray {
    static_assert(std::is_trivially_copyable_v<Record>);
    static_assert(alignof(Record) <= alignof(std::max_align_t));

public:
    GrowingArray() = default;
    GrowingArray(const GrowingArray&) = delete;
    GrowingArray& operator=(const GrowingArray&) = delete;
    ~GrowingArray() { std::free(records_); }

    [[nodiscard]] Record& operator[](std::size_t at) { return records_[at]; }
    [[nodiscard]] const Record& operator[](std::size_t at) const { return records_[at]; }
    [[nodiscard]] std::size_t size() const { return size_; }

    /// Invalidates references.
    void push(const Record& record) {
        if (size_ == room_) [[unlikely]]
            grow();
        ::new (&records_[size_++]) Record(record);
    }

private:
    static constexpr std::size_t kLeast = 64;
    static constexpr std::size_t kDoubledBytes = std::size_t{1} << 20;
    static constexpr std::size_t kHugePage = std::size_t{1} << 21;

    void grow() {
        const std::size_t step = room_ * sizeof(Record) < kDoubledBytes ? room_ : room_ / 4;
        const std::size_t room = room_ + (step < kLeast ? kLeast : step);
        void* const moved = std::realloc(records_, room * sizeof(Record));
        if (moved == nullptr) throw std::bad_alloc{};
        records_ = static_cast<Record*>(moved);
        room_ = room;
        ask_for_huge_pages();
    }

    /// A wish: what becomes of it changes nothing but speed.
    void ask_for_huge_pages() const {
        const std::uintptr_t begin = reinterpret_cast<std::uintptr_t>(records_);
        const std::uintptr_t end = begin + room_ * sizeof(Record);
        const std::uintptr_t first = (begin + kHugePage - 1) / kHugePage * kHugePage;
        if (first + kHugePage > end) return;
        static_cast<void>(::madvise(reinterpret_cast<void*>(first),
                                    (end - first) / kHugePage * kHugePage, MADV_HUGEPAGE));
    }

    Record* records_ = nullptr;
    std::size_t size_ = 0;
    std::size_t room_ = 0;
};

}  // namespace divmid
