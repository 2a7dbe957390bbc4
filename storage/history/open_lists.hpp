// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <functional>
#include <string_view>
#include <vector>

#include "engine/record.hpp"
#include "storage/history/order_names.hpp"
#include "storage/order_rows.hpp"

namespace divmid::storage {

/// The order lists with an open order, by id and by account. OpenOrders leads it.
class OpenLists {
public:
    void begin(const ListAccepted& event, const Record& record);
    /// An order of a list began, was amended, or ended. Nothing for an order of none.
    void note(const OrderRow& order);
    /// What it is at its end; it is gone then. Requires: it is open.
    [[nodiscard]] ListRow end(const ListEnded& event, Timestamp time);

    /// Valid until the next change.
    [[nodiscard]] const ListRow* find(ListId list) const;
    /// The account's newest open list that carries the id.
    [[nodiscard]] const ListRow* find(AccountId account, std::string_view client_id) const;
    /// By id.
    [[nodiscard]] std::vector<ListRow> of(AccountId account) const;

private:
    boost::unordered_flat_map<ListId, ListRow, std::hash<ListId>> lists_;
    boost::unordered_flat_map<AccountId, std::vector<ListId>, std::hash<AccountId>>
        of_account_;  ///< Rising. Accounts have few: the markets limit it.
};

}  // namespace divmid::storage
