// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/admin_command.hpp"
#include "engine/columns.hpp"
#include "engine/order_command.hpp"
#include "engine/special_command.hpp"

namespace divmid {

// What somebody asks, or what the source observed. Imperative or observed, one struct each. The
// numbers are on disk and never change; 1 to 31 are orders, 32 to 63 administration, 64 and up what
// the source observed. Texts lie in the arena of the tick that holds the command.

/// The commands of one tick, in the order they are applied, with their texts.
class Commands
    : public Columns<PlaceOrder, CancelOrder, CancelAll, CancelOrderIf, ReplaceOrder,
                     PlaceConditional, ReplaceConditional, PlaceList, AmendOrder, CancelMany,
                     CancelList, SetDeadMan, Numbered, SwitchKill, ListAsset, ListMarket,
                     OpenAccount, AddKey, RevokeKey, Deposit, SetMarketRules, SetPhase,
                     SchedulePhase, ClearSchedule, Delist, SetTradeGroup, SetFeeTier, BustTrade,
                     Started, StorageLow, StorageOk, SessionEnded> {
public:
    Arena arena;

    void clear() {
        Columns::clear();
        arena.clear();
    }
};

}  // namespace divmid
