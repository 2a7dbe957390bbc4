// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>

#include "engine/reactor/manual_clock.hpp"
#include "engine/reactor/reactor.hpp"

namespace divmid {

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

/// A reactor and the clock that it looks at, both moved by the test.
struct Stepping {
    ManualClock clock;
    Reactor reactor{clock.reading()};

    std::size_t step() { return reactor.run_ready(kNoLimit); }

    /// Steps until nothing is ready.
    void settle() {
        while (!reactor.idle()) step();
    }

    void pass(std::chrono::microseconds time) {
        clock.advance(time);
        step();
        settle();
    }
};

}  // namespace divmid
