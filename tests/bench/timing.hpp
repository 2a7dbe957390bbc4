// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace divmid::bench {

using Nanoseconds = std::chrono::duration<double, std::nano>;

/// Adds up the time spent in some stretches of a run.
class Stopwatch {
public:
    using Clock = std::chrono::steady_clock;

    template <class Work>
    decltype(auto) time(Work&& work) {
        struct Lap {
            Stopwatch& watch;
            Clock::time_point begin = Clock::now();
            ~Lap() { watch.last_ = Clock::now() - begin, watch.total_ += watch.last_; }
        } lap{*this};
        return work();
    }

    [[nodiscard]] Nanoseconds last() const { return last_; }
    [[nodiscard]] Nanoseconds total() const { return total_; }

    /// What timing nothing costs, to be taken off each lap.
    [[nodiscard]] static Nanoseconds overhead();

private:
    Nanoseconds last_{};
    Nanoseconds total_{};
};

/// Values to be read off in order.
class Sample {
public:
    void add(double value) { values_.push_back(value); }
    void reserve(std::size_t size) { values_.reserve(size); }

    /// The smallest value that `share` of all are not above. Requires: some value.
    [[nodiscard]] double quantile(double share) {
        std::ranges::sort(values_);
        const auto place = static_cast<std::size_t>(share * static_cast<double>(values_.size()));
        return values_[std::min(place, values_.size() - 1)];
    }
    [[nodiscard]] double median() { return quantile(0.5); }

private:
    std::vector<double> values_;
};

inline Nanoseconds Stopwatch::overhead() {
    Stopwatch watch;
    Sample laps;
    for (int i = 0; i < 10'000; ++i) {
        watch.time([] {});
        laps.add(watch.last().count());
    }
    return Nanoseconds{laps.median()};
}

}  // namespace divmid::bench
