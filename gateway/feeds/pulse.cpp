// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/pulse.hpp"

#include <utility>

namespace divmid::gateway {

Pulse::Pulse(Reactor& reactor, Rhythm rhythm, std::function<bool()> beat)
    : reactor_{reactor}, rhythm_{std::move(rhythm)}, beat_{std::move(beat)} {}

void Pulse::start() {
    if (runs_) return;
    runs_ = true;
    set_timer();
}

void Pulse::set_timer() {
    // Each time anew: the reactor's clock and the gateway's drift apart.
    const std::chrono::microseconds past{rhythm_.clock().value() % rhythm_.interval.count()};
    reactor_.later(rhythm_.interval - past).then([self = std::weak_ptr{self_}] {
        if (const auto pulse = self.lock()) (*pulse)->beat();
    });
}

void Pulse::beat() {
    runs_ = beat_();
    if (runs_) set_timer();
}

}  // namespace divmid::gateway
