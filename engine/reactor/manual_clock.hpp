// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>

namespace divmid {

/// Time as data: it stands still until somebody moves it. For tests, simulations and replay.
/// Outlives the readings.
class ManualClock {
public:
    ManualClock() = default;
    ManualClock(const ManualClock&) = delete;
    ManualClock& operator=(const ManualClock&) = delete;

    [[nodiscard]] std::chrono::microseconds now() const { return now_; }

    /// Time never goes back: an earlier one is as if nothing was set.
    void set(std::chrono::microseconds now) {
        if (now > now_) now_ = now;
    }
    void advance(std::chrono::microseconds time) { set(now_ + time); }

    /// What a Reactor takes as its clock.
    [[nodiscard]] std::function<std::chrono::microseconds()> reading() const {
        return [this] { return now_; };
    }

private:
    std::chrono::microseconds now_{};
};

}  // namespace divmid
