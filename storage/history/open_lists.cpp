// SPDX-License-Identifier: Apache-2.0
#include "storage/history/open_lists.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

#include "engine/check.hpp"

namespace divmid::storage {

void OpenLists::begin(const ListAccepted& event, const Record& record) {
    const ListRow row = accepted_list(event, record);
    lists_.emplace(row.list, row);
    of_account_[row.account].push_back(row.list);
}

void OpenLists::note(const OrderRow& order) {
    if (order.conditions.list == ListId{}) return;
    const auto found = lists_.find(order.conditions.list);
    ENSURE(found != lists_.end());
    ListRow& row = found->second;
    const auto leg = std::ranges::find(row.orders, order.order);
    ENSURE(leg != row.orders.end());
    row.order_ids[static_cast<std::size_t>(leg - row.orders.begin())] = order.client_id;
    row.updated = order.updated;
}

ListRow OpenLists::end(const ListEnded& event, Timestamp time) {
    const auto found = lists_.find(event.list);
    ENSURE(found != lists_.end());
    ListRow row = found->second;
    lists_.erase(found);
    const auto its = of_account_.find(row.account);
    std::erase(its->second, row.list);
    if (its->second.empty()) of_account_.erase(its);
    row.ended = true;
    row.updated = time;
    return row;
}

const ListRow* OpenLists::find(ListId list) const {
    const auto found = lists_.find(list);
    return found == lists_.end() ? nullptr : &found->second;
}

const ListRow* OpenLists::find(AccountId account, std::string_view client_id) const {
    const auto its = of_account_.find(account);
    if (its == of_account_.end()) return nullptr;
    for (const ListId list : its->second | std::views::reverse)
        if (const ListRow* row = find(list); row->client_id.view() == client_id) return row;
    return nullptr;
}

std::vector<ListRow> OpenLists::of(AccountId account) const {
    std::vector<ListRow> rows;
    const auto its = of_account_.find(account);
    if (its == of_account_.end()) return rows;
    for (const ListId list : its->second) rows.push_back(*find(list));
    return rows;
}

}  // namespace divmid::storage
