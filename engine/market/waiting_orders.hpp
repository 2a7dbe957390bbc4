// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

#include "engine/types.hpp"

namespace divmid {

/// What an order off the book has beside what every open order has.
struct WaitingOrder {
    OrderType type{};  ///< It works as.
    TimeInForce time_in_force{};
    WaitsFor waits_for{};
    Amount held;

    friend bool operator==(const WaitingOrder&, const WaitingOrder&) = default;
};

/// The orders of a market that wait, by id, and the queue of those whose time has come: first in,
/// first out. A queued order still waits, and can be cancelled. Every operation costs O(log n).
class WaitingOrders {
public:
    /// `stops`: it has a stop price, for now or for later.
    void add(OrderId order, AccountId account, const WaitingOrder& waiting, bool stops);
    /// Out of the queue too. Requires: added so.
    void remove(OrderId order, AccountId account, bool stops);
    /// Requires: added.
    void set_held(OrderId order, Amount held) { orders_.at(order).waiting.held = held; }

    /// Requires: added.
    [[nodiscard]] const WaitingOrder& operator[](OrderId order) const {
        return orders_.at(order).waiting;
    }
    [[nodiscard]] std::size_t size() const { return orders_.size(); }
    /// How many of the account's orders wait with a stop price (MAX_NUM_ALGO_ORDERS).
    [[nodiscard]] std::uint32_t stops(AccountId account) const;

    /// Requires: added, not queued.
    void queue(OrderId order);
    [[nodiscard]] bool queued(OrderId order) const { return orders_.at(order).place != 0; }
    /// Who awakes next; zero when nobody does.
    [[nodiscard]] OrderId next() const {
        return queue_.empty() ? OrderId{} : queue_.begin()->second;
    }
    [[nodiscard]] std::size_t queue_size() const { return queue_.size(); }

    /// Calls `visitor(OrderId, const WaitingOrder&)` by rising id.
    template <class Visitor>
    void each(Visitor&& visitor) const {
        for (const auto& [id, entry] : orders_) visitor(id, entry.waiting);
    }
    /// Calls `visitor(OrderId)` from the head of the queue on.
    template <class Visitor>
    void each_queued(Visitor&& visitor) const {
        for (const auto& [place, id] : queue_) visitor(id);
    }

private:
    struct Entry {
        WaitingOrder waiting;
        std::uint64_t place{};  ///< In the queue, zero: not there.
    };

    std::map<OrderId, Entry> orders_;
    std::map<std::uint64_t, OrderId> queue_;
    std::uint64_t last_place_ = 0;
    std::map<AccountId, std::uint32_t> stops_;  ///< Those with none are left out.
};

}  // namespace divmid
