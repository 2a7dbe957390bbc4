// SPDX-License-Identifier: Apache-2.0
#include "engine/market/order_lists.hpp"

#include "engine/check.hpp"

namespace divmid {

std::size_t OrderList::leg(OrderId order) const {
    for (std::size_t i = 0; i < kLegsMost; ++i)
        if (legs[i] == order) return i;
    ENSURE(false);
    return kNoLeg;
}

std::size_t OrderList::sibling(std::size_t leg) const {
    switch (kind) {
        case ListKind::one_cancels_other:
            return 1 - leg;
        case ListKind::one_triggers_other:
            return kNoLeg;
        case ListKind::one_triggers_a_pair:
            return leg == 0 ? kNoLeg : 3 - leg;
    }
    return kNoLeg;
}

OrderList& OrderLists::add(OrderList list) {
    const ListId id = list.id;
    if (!list.client_id.empty()) {
        const bool free = by_client_id_.emplace(std::pair{list.account, list.client_id}, id).second;
        ENSURE(free);
    }
    ++open_[list.account];
    const auto [at, added] = lists_.emplace(id, std::move(list));
    ENSURE(added);
    return at->second;
}

void OrderLists::remove(ListId id) {
    const auto at = lists_.find(id);
    ENSURE(at != lists_.end());
    const OrderList& list = at->second;
    if (!list.client_id.empty()) by_client_id_.erase({list.account, list.client_id});
    if (--open_.at(list.account) == 0) open_.erase(list.account);
    lists_.erase(at);
}

OrderList* OrderLists::find(ListId id) {
    const auto at = lists_.find(id);
    return at == lists_.end() ? nullptr : &at->second;
}

const OrderList* OrderLists::find(ListId id) const {
    const auto at = lists_.find(id);
    return at == lists_.end() ? nullptr : &at->second;
}

ListId OrderLists::find(AccountId account, std::string_view client_id) const {
    if (client_id.empty()) return ListId{};
    const auto at = by_client_id_.find({account, std::string{client_id}});
    return at == by_client_id_.end() ? ListId{} : at->second;
}

std::uint32_t OrderLists::open(AccountId account) const {
    const auto at = open_.find(account);
    return at == open_.end() ? 0 : at->second;
}

}  // namespace divmid
