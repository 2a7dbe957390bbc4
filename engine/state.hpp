// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/accounts/accounts.hpp"
#include "engine/accounts/keys.hpp"
#include "engine/accounts/profiles.hpp"
#include "engine/exchange.hpp"
#include "engine/ledger/assets.hpp"
#include "engine/ledger/ledger.hpp"
#include "engine/market/markets.hpp"

namespace divmid {

/// Everything the exchange knows. The parts never see each other; Turn joins them.
struct Exchange::State {
    State() { ledger.cover(kReceivable); }

    Sequence sequence;
    Timestamp time;
    bool storage_low = false;
    Assets assets;
    Accounts accounts;
    Keys keys;
    Profiles profiles;
    Ledger ledger;
    Markets markets;
    ListId last_list;  ///< Over all markets; never reused.

    /// Memory of released records, for the next ones. No part of the state proper.
    std::vector<Events> spare;

    [[nodiscard]] bool known(MarketId market) const { return markets.known(market); }
    /// Requires: known(id).
    [[nodiscard]] Market& market(MarketId id) { return markets[id]; }
    [[nodiscard]] const Market& market(MarketId id) const { return markets[id]; }

    /// The market whose timer is due first, the lower id on a tie; null when none waits.
    [[nodiscard]] Market* soonest();
};

}  // namespace divmid
