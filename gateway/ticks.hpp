// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "engine/exchange.hpp"
#include "engine/reactor/borrowed.hpp"
#include "engine/reactor/generator.hpp"
#include "engine/record.hpp"
#include "gateway/inbox.hpp"
#include "gateway/net/io.hpp"
#include "storage/journal.hpp"

namespace divmid::gateway {

/// When the next tick may be, and what it is stamped with. The only place where the time of day
/// and chance enter the exchange; from here on they are data.
class TickClock {
public:
    using WallClock = std::function<Timestamp()>;
    using Nonces = std::function<std::uint64_t()>;

    TickClock(Borrowed<const Exchange> exchange, Borrowed<const storage::Journal> journal,
              WallClock wall_clock, Nonces nonces);

    /// The journal has room for one more record.
    [[nodiscard]] bool may_tick() const { return journal_.get().has_credit(); }
    /// A timer of the exchange waits for a tick.
    [[nodiscard]] bool timer_due() const {
        return timers_ && exchange_.get().next_deadline() <= now();
    }
    /// How long until one does, at most; nothing: there is none, or the journal comes first.
    [[nodiscard]] std::optional<std::chrono::microseconds> until_timer() const;

    /// From now on ticks are made for commands alone: the exchange stops.
    void end_timers() { timers_ = false; }

    /// The wall clock, but never earlier than the last tick: it may have been set back.
    [[nodiscard]] Timestamp now() const;
    [[nodiscard]] std::uint64_t nonce() const { return nonces_(); }

private:
    Borrowed<const Exchange> exchange_;
    Borrowed<const storage::Journal> journal_;
    WallClock wall_clock_;
    Nonces nonces_;
    bool timers_ = true;
};

/// What was asked of the exchange, a tick a pull: pulls `ready` until commands wait or a timer is
/// due, and the journal has credit. Passes without either leave no trace. Ends when `ready` does.
///
/// A tick may be moved from; it is valid until the next pull.
[[nodiscard]] Generator<Tick> ticks(Generator<net::Pass> ready, Borrowed<Inbox> inbox,
                                    Borrowed<const TickClock> clock);

}  // namespace divmid::gateway
