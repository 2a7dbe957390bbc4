// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "engine/market/order_pool.hpp"
#include "engine/market/slot_table.hpp"
#include "engine/types.hpp"

namespace divmid {

/// Open orders by account and client id: unique among an account's open orders of a market, free
/// again when the order is done. The texts lie in the pool's notes.
class ClientIds {
public:
    /// Zero when no open order carries it.
    [[nodiscard]] SlotIndex find(const OrderPool& pool, AccountId account,
                                 std::string_view client_id) const;
    /// Requires: the slot's account and client id are set and not yet found.
    void add(const OrderPool& pool, SlotIndex at);
    /// Requires: added, and not yet released.
    void remove(const OrderPool& pool, SlotIndex at);

    [[nodiscard]] std::size_t size() const { return table_.size(); }

private:
    SlotTable table_;
};

}  // namespace divmid
