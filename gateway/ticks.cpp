// SPDX-License-Identifier: Apache-2.0
#include "gateway/ticks.hpp"

#include <algorithm>
#include <utility>

namespace divmid::gateway {

using std::chrono::microseconds;

TickClock::TickClock(Borrowed<const Exchange> exchange, Borrowed<const storage::Journal> journal,
                     WallClock wall_clock, Nonces nonces)
    : exchange_{exchange},
      journal_{journal},
      wall_clock_{std::move(wall_clock)},
      nonces_{std::move(nonces)} {}

std::optional<microseconds> TickClock::until_timer() const {
    const Timestamp deadline = exchange_.get().next_deadline();
    if (!timers_ || deadline == kNever || !may_tick()) return std::nullopt;
    return microseconds{std::max<std::int64_t>(0, (deadline - now()).value())};
}

Timestamp TickClock::now() const {
    return std::max(exchange_.get().time(), wall_clock_());
}

Generator<Tick> ticks(Generator<net::Pass> ready, Borrowed<Inbox> inbox,
                      Borrowed<const TickClock> clock) {
    for ([[maybe_unused]] const net::Pass& pass : ready) {
        if (!clock.get().may_tick()) continue;
        if (inbox.get().empty() && !clock.get().timer_due()) continue;
        Tick tick = inbox.get().take();
        tick.time = clock.get().now();
        tick.nonce = clock.get().nonce();
        co_yield tick;
    }
}

}  // namespace divmid::gateway
