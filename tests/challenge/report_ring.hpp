// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "tests/challenge/challenge_abi.hpp"

namespace divmid::challenge {

/// A bounded queue of reports for one producer and one consumer. Each keeps a copy of how far the
/// other was, and looks again only when that is not far enough; what was written becomes visible
/// several reports at a time, so that the line with the index is not fought over for each.
class ReportRing {
public:
    explicit ReportRing(std::uint32_t capacity)
        : reports_(std::bit_ceil(std::size_t{capacity} + 1)) {}

    // The producer's.

    /// The place for the next report, null when the queue is full. It counts with written().
    [[nodiscard]] Report* next() {
        if (written_ - freed_seen_ == reports_.size()) [[unlikely]] {
            publish();
            freed_seen_ = freed_.load(std::memory_order_acquire);
            if (written_ - freed_seen_ == reports_.size()) return nullptr;
        }
        return &reports_[written_ & mask()];
    }
    void written() {
        if (++written_ % kBatch == 0) publish();
    }
    void publish() { published_.store(written_, std::memory_order_release); }

    // The consumer's.

    std::uint32_t drain(Report* to, std::uint32_t most) {
        if (published_seen_ == read_) published_seen_ = published_.load(std::memory_order_acquire);
        const std::uint64_t there = std::min<std::uint64_t>(published_seen_ - read_, most);
        const std::size_t from = read_ & mask();
        const std::size_t until_end = std::min<std::size_t>(there, reports_.size() - from);
        std::memcpy(to, &reports_[from], until_end * sizeof(Report));
        std::memcpy(to + until_end, reports_.data(), (there - until_end) * sizeof(Report));
        read_ += there;
        if (there != 0) freed_.store(read_, std::memory_order_release);
        return static_cast<std::uint32_t>(there);
    }

private:
    static constexpr std::uint64_t kBatch = 16;
    static constexpr std::size_t kLine = 128;  ///< Two cache lines, which are fetched as a pair.

    [[nodiscard]] std::size_t mask() const { return reports_.size() - 1; }

    std::vector<Report> reports_;
    alignas(kLine) std::atomic<std::uint64_t> published_{0};
    alignas(kLine) std::atomic<std::uint64_t> freed_{0};
    alignas(kLine) std::uint64_t written_ = 0;
    std::uint64_t freed_seen_ = 0;
    alignas(kLine) std::uint64_t read_ = 0;
    std::uint64_t published_seen_ = 0;
};

}  // namespace divmid::challenge
