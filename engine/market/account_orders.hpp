// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
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
        return account.value() < accounts_.size() ? accounts_[account.value()].all_open() : 0;
    }
    [[nodiscard]] std::uint32_t open(AccountId account, Side side) const {
        return account.value() < accounts_.size() ? accounts_[account.value()].open_on(side) : 0;
    }

    void prefetch(AccountId account) const {
        if (account.value() < accounts_.size()) __builtin_prefetch(&accounts_[account.value()]);
    }

    /// All ids of the account's open orders, among others that are done. Rising and each once only
    /// when in_order().
    [[nodiscard]] std::span<const OrderId> candidates(AccountId account) const {
        if (account.value() >= accounts_.size()) return {};
        return accounts_[account.value()].ids;
    }

    /// False after an id was added that is not above all before it: of an order that was open
    /// before, and awoke or was amended, or at loading.
    [[nodiscard]] bool in_order(AccountId account) const {
        return account.value() >= accounts_.size() || accounts_[account.value()].in_order;
    }

    /// `is_open(OrderId)` tells which ids to keep when it is time to drop the others.
    template <class IsOpen>
    void add(AccountId account, Side side, OrderId id, IsOpen&& is_open) {
        if (account.value() >= accounts_.size()) accounts_.resize(account.value() + 1U);
        Orders& orders = accounts_[account.value()];
        if (orders.ids.size() >= 4 * std::size_t{orders.all_open()} + 64) {
            std::erase_if(orders.ids, [&](OrderId old) { return !is_open(old); });
            if (!orders.in_order) sort(orders);
        }
        if (!orders.ids.empty() && orders.ids.back() >= id) orders.in_order = false;
        orders.ids.push_back(id);
        ++orders.open_on(side);
    }

    void remove(AccountId account, Side side) { --accounts_[account.value()].open_on(side); }

    /// Brings all in order.
    void sort() {
        for (Orders& orders : accounts_)
            if (!orders.in_order) sort(orders);
    }

private:
    struct Orders {
        std::array<std::uint32_t, 2> open{};  ///< By Side.
        bool in_order = true;
        std::vector<OrderId> ids;

        [[nodiscard]] std::uint32_t all_open() const { return open[0] + open[1]; }
        [[nodiscard]] std::uint32_t& open_on(Side side) {
            return open[static_cast<std::size_t>(side)];
        }
        [[nodiscard]] std::uint32_t open_on(Side side) const {
            return open[static_cast<std::size_t>(side)];
        }
    };

    static void sort(Orders& orders) {
        std::ranges::sort(orders.ids);
        const auto repeated = std::ranges::unique(orders.ids);
        orders.ids.erase(repeated.begin(), repeated.end());
        orders.in_order = true;
    }

    std::vector<Orders> accounts_;
};

}  // namespace divmid
