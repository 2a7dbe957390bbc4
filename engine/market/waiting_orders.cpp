// SPDX-License-Identifier: Apache-2.0
#include "engine/market/waiting_orders.hpp"

#include "engine/check.hpp"

namespace divmid {

void WaitingOrders::add(OrderId order, AccountId account, const WaitingOrder& waiting, bool stops) {
    const bool added = orders_.emplace(order, Entry{waiting, 0}).second;
    ENSURE(added);
    if (stops) ++stops_[account];
}

void WaitingOrders::remove(OrderId order, AccountId account, bool stops) {
    const auto at = orders_.find(order);
    ENSURE(at != orders_.end());
    if (at->second.place != 0) queue_.erase(at->second.place);
    if (stops && --stops_.at(account) == 0) stops_.erase(account);
    orders_.erase(at);
}

std::uint32_t WaitingOrders::stops(AccountId account) const {
    const auto at = stops_.find(account);
    return at == stops_.end() ? 0 : at->second;
}

void WaitingOrders::queue(OrderId order) {
    Entry& entry = orders_.at(order);
    ENSURE(entry.place == 0);
    entry.place = ++last_place_;
    queue_.emplace(entry.place, order);
}

}  // namespace divmid
