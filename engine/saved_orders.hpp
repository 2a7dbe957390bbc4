// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/accounts/accounts.hpp"
#include "engine/market/market.hpp"
#include "engine/saved_bytes.hpp"

namespace divmid {

// Open orders in a saved state; the format stands in save.cpp. What would break an invariant of a
// market is not well formed.

/// An open order, its special side included.
void save_order(SavedWriter& to, const OpenOrder& order);

/// An order as it was saved, with what it points to.
struct SavedOrder {
    SavedOrder(SavedReader& from, Side side);
    SavedOrder(const SavedOrder&) = delete;
    SavedOrder& operator=(const SavedOrder&) = delete;

    /// Whether it may enter the market, resting or waiting, as far as its price and what it waits
    /// for are not concerned. Requires: the market's lists are loaded.
    [[nodiscard]] bool well_formed(const Accounts& accounts, const Market& market) const;

    OpenOrder order;
    SpecialOrder special;
};

/// The order lists of a market.
void save_lists(SavedWriter& to, const Market& market);
/// Before the orders. `last`: of the lists that ever were.
void load_lists(SavedReader& from, const Accounts& accounts, ListId last, Market& market);
/// After them: whether each list has the orders that it says, in a state where they can be.
[[nodiscard]] bool lists_well_formed(const Market& market);

/// The orders of a market that wait, and their queue.
void save_waiting(SavedWriter& to, const Market& market);
/// After the resting ones.
void load_waiting(SavedReader& from, const Accounts& accounts, Market& market);

}  // namespace divmid
