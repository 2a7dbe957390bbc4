// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace divmid {

/// How often something took how long, by powers of two from a microsecond to 17 seconds. Plain
/// numbers of one thread: an observation costs about a nanosecond, and nothing is ever allocated.
class TimeHistogram {
public:
    /// Steps with an upper bound; what took longer than the last of them is beyond.
    static constexpr std::size_t kSteps = 25;

    /// The longest time that counts into the step.
    [[nodiscard]] static constexpr std::chrono::nanoseconds bound(std::size_t step) {
        return std::chrono::nanoseconds{std::int64_t{1} << (kFirstBits + step)};
    }

    void observe(std::chrono::nanoseconds time) {
        const std::int64_t taken = time.count() > 0 ? time.count() : 0;
        ++counts_[step_of(static_cast<std::uint64_t>(taken))];
        sum_ += std::chrono::nanoseconds{taken};
    }

    /// Observations that took at most bound(step) and more than the bound before it.
    [[nodiscard]] std::uint64_t count(std::size_t step) const { return counts_[step]; }
    /// Observations above the last bound.
    [[nodiscard]] std::uint64_t beyond() const { return counts_[kSteps]; }
    [[nodiscard]] std::chrono::nanoseconds sum() const { return sum_; }

private:
    static constexpr std::size_t kFirstBits = 10;  // 1.024 µs

    static constexpr std::size_t step_of(std::uint64_t nanoseconds) {
        const auto bits =
            static_cast<std::size_t>(nanoseconds == 0 ? 0 : std::bit_width(nanoseconds - 1));
        if (bits <= kFirstBits) return 0;
        return bits - kFirstBits < kSteps ? bits - kFirstBits : kSteps;
    }

    std::array<std::uint64_t, kSteps + 1> counts_{};
    std::chrono::nanoseconds sum_{};
};

}  // namespace divmid
