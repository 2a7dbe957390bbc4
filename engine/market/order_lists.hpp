// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/types.hpp"

namespace divmid {

/// An order list of which some order is open. Its orders are called legs, by their place in the
/// command: of one_cancels_other both are a pair; else the first works and the others are pending
/// until it was filled, one or a pair.
struct OrderList {
    static constexpr std::size_t kLegsMost = 3;
    static constexpr std::size_t kNoLeg = kLegsMost;

    ListId id;
    AccountId account;
    ListKind kind{ListKind::one_cancels_other};
    std::string client_id;                ///< May be empty.
    std::array<OrderId, kLegsMost> legs;  ///< Zero: there is none.
    std::array<bool, kLegsMost> open{};

    /// Requires: the order is a leg.
    [[nodiscard]] std::size_t leg(OrderId order) const;
    /// The other leg of the pair that this one is of; kNoLeg when it is of none.
    [[nodiscard]] std::size_t sibling(std::size_t leg) const;
    /// Whether it has to be filled before the others start.
    [[nodiscard]] bool works_first(std::size_t leg) const {
        return leg == 0 && kind != ListKind::one_cancels_other;
    }
    [[nodiscard]] bool any_open() const { return open[0] || open[1] || open[2]; }

    friend bool operator==(const OrderList&, const OrderList&) = default;
};

/// The order lists of a market, by id, account and client id. Every operation costs O(log n).
class OrderLists {
public:
    static constexpr std::size_t kClientIdMost = 36;

    /// Requires: no list with that id, and none of the account with that client id.
    OrderList& add(OrderList list);
    /// Requires: added.
    void remove(ListId id);

    /// Null when there is none.
    [[nodiscard]] OrderList* find(ListId id);
    [[nodiscard]] const OrderList* find(ListId id) const;
    /// Zero when there is none.
    [[nodiscard]] ListId find(AccountId account, std::string_view client_id) const;

    [[nodiscard]] std::size_t size() const { return lists_.size(); }
    /// How many the account has.
    [[nodiscard]] std::uint32_t open(AccountId account) const;

    /// Calls `visitor(const OrderList&)` by rising id.
    template <class Visitor>
    void each(Visitor&& visitor) const {
        for (const auto& [id, list] : lists_) visitor(list);
    }

private:
    std::map<ListId, OrderList> lists_;
    std::map<std::pair<AccountId, std::string>, ListId> by_client_id_;
    std::map<AccountId, std::uint32_t> open_;  ///< Accounts without lists are left out.
};

}  // namespace divmid
