// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/admin_event.hpp"
#include "engine/columns.hpp"
#include "engine/order_event.hpp"
#include "engine/special_event.hpp"

namespace divmid {

// What happened, in the past tense, one struct each; at most 64 bytes on the hot path. Numbers on
// disk never change. Text refs point into the arena of the record's commands.
//
// Events explain every balance: postings() in engine/ledger turns an event into ledger entries, and
// both the engine and every projection use it.

/// The events of one record, in order, and which command of the tick caused each.
class Events
    : public Columns<CommandRefused, OrderAccepted, TradeExecuted, OrderRested, OrderCanceled,
                     OrderExpired, OrderValidated, ReplaceFailed, OrderConditioned, OrderWaits,
                     OrderAwoke, WaitingEnded, TrailingStarted, TradePrevented, SliceShown,
                     OrderAmended, WaitingAmended, ListAccepted, ListEnded, AuctionTraded, Repeated,
                     DeadManSet, DeadManFired, KillSwitched, AssetListed, MarketListed,
                     AccountOpened, KeyAdded, KeyRevoked, Deposited, MarketRulesSet, PhaseChanged,
                     PhaseScheduled, ScheduleCleared, AuctionIndicated, Uncrossed, TradeGroupSet,
                     FeeTierSet, TradeBusted> {
public:
    /// In order(): what follows is caused by the next command of the tick. What stands before the
    /// first one is the work of timers.
    static constexpr std::uint8_t kNextCommand = 0;

    /// The cause of events before the first kNextCommand.
    static constexpr std::size_t kTimer = static_cast<std::size_t>(-1);

    void begin_command() { push_mark(kNextCommand); }

    /// Calls `visitor(cause, event)` in order; `cause` is the index of the command, or kTimer.
    template <class Visitor>
    void visit(Visitor&& visitor) const {
        Cursors next{};
        std::size_t cause = kTimer;
        auto with_cause = [&](const auto& event) { visitor(cause, event); };
        for (const std::uint8_t number : order()) {
            if (number == kNextCommand)
                ++cause;
            else
                visit_one(number, next, with_cause);
        }
    }
};

}  // namespace divmid
