// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/accounts/accounts.hpp"
#include "engine/accounts/dead_man_timers.hpp"
#include "engine/accounts/keys.hpp"
#include "engine/accounts/profiles.hpp"
#include "engine/accounts/request_numbers.hpp"
#include "engine/exchange.hpp"
#include "engine/ledger/assets.hpp"
#include "engine/ledger/ledger.hpp"
#include "engine/market/markets.hpp"
#include "engine/timers.hpp"

namespace divmid {

/// Everything the exchange knows. The parts never see each other; Turn joins them.
struct Exchange::State {
    State() { ledger.cover(kReceivable); }

    Sequence sequence;
    Timestamp time;
    bool storage_low = false;
    bool killed = false;  ///< By the kill switch of the exchange.
    Assets assets;
    Accounts accounts;
    Keys keys;
    Profiles profiles;
    RequestNumbers request_numbers;
    DeadManTimers dead_man;
    Ledger ledger;
    Markets markets;
    ListId last_list;  ///< Over all markets; never reused.

    /// Memory of released records, for the next ones. No part of the state proper.
    std::vector<Events> spare;

    [[nodiscard]] bool known(MarketId market) const { return markets.known(market); }
    /// Requires: known(id).
    [[nodiscard]] Market& market(MarketId id) { return markets[id]; }
    [[nodiscard]] const Market& market(MarketId id) const { return markets[id]; }

    /// The timer that comes first; kNever: none waits.
    [[nodiscard]] Timer soonest() const;
};

}  // namespace divmid
