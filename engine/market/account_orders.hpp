// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/types.hpp"

namespace divmid {

/// How many open orders each account has in a market, and which they may be. An order that ends
/// only lowers the count; its id is dropped later, many at once, so that a fill touches no list.
class AccountOrders {
public:
    [[nodiscard]] std::uint32_t open(AccountId account) const {
        return account.value() < accounts_.size() ? accounts_[account.value()].open : 0;
    }

    void prefetch(AccountId account) const {
        if (account.value() < accounts_.size()) __builtin_prefetch(&accounts_[account.value()]);
    }

    /// All ids of the account's open orders, rising, among others that are done.
    [[nodiscard]] std::span<const OrderId> candidates(AccountId account) const {
        if (account.value() >= accounts_.size()) return {};
        return accounts_[account.value()].ids;
    }

    /// `is_open(OrderId)` tells which ids to keep when it is time to drop the others. Requires: the
    /// id is above all that were added for the account.
    template <class IsOpen>
    void add(AccountId account, OrderId id, IsOpen&& is_open) {
        if (account.value() >= accounts_.size()) accounts_.resize(account.value() + 1U);
        Orders& orders = accounts_[account.value()];
        if (orders.ids.size() >= 4 * std::size_t{orders.open} + 64)
            std::erase_if(orders.ids, [&](OrderId old) { return !is_open(old); });
        orders.ids.push_back(id);
        ++orders.open;
    }

    void remove(AccountId account) { --accounts_[account.value()].open; }

    /// For ids that were added in another order than rising.
    void sort() {
        for (Orders& orders : accounts_) std::ranges::sort(orders.ids);
    }

private:
    struct Orders {
        std::uint32_t open{};
        std::vector<OrderId> ids;
    };

    std::vector<Orders> accounts_;
};

}  // namespace divmid
