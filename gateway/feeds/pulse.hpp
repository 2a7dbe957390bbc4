// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "engine/reactor/reactor.hpp"
#include "engine/types.hpp"

namespace divmid::gateway {

/// Beats at the whole multiples of its interval by the gateway's clock, from start() on for as long
/// as the beats say that there is more to watch. At rest it has no timer.
class Pulse {
public:
    struct Rhythm {
        std::function<Timestamp()> clock;
        std::chrono::microseconds interval;
    };

    /// `beat` gives false to rest. Never called from start().
    Pulse(Reactor& reactor, Rhythm rhythm, std::function<bool()> beat);
    Pulse(const Pulse&) = delete;
    Pulse& operator=(const Pulse&) = delete;

    /// Does nothing while it runs.
    void start();

private:
    void set_timer();
    void beat();

    Reactor& reactor_;
    Rhythm rhythm_;
    std::function<bool()> beat_;
    bool runs_ = false;
    /// Timers outlive what they were set for; they ask this first.
    std::shared_ptr<Pulse*> self_ = std::make_shared<Pulse*>(this);
};

}  // namespace divmid::gateway
