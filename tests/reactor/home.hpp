// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/reactor/reactor.hpp"
#include "tests/reactor/bell.hpp"
#include "tests/reactor/stepping.hpp"

namespace divmid {

/// A reactor that sleeps until another thread wakes it.
struct Home {
    ManualClock clock;
    Bell bell;
    Reactor reactor{clock.reading(), [this] { bell.ring(); }};
    int heard = 0;

    template <class Done>
    void run_until(Done done) {
        for (; !done(); reactor.run_ready(kNoLimit))
            if (reactor.idle()) bell.wait_beyond(heard);
    }
};

}  // namespace divmid
