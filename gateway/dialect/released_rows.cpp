// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/released_rows.hpp"

#include "engine/check.hpp"

namespace divmid::gateway {

const storage::OrderRow& order_of(const Released& released, const storage::History& history,
                                  MarketId market, OrderId order) {
    for (const storage::OrderRow& row : released.rows)
        if (row.order == order && row.market == market) return row;
    const storage::OrderRow* const young = history.young_order(market, order);
    ENSURE(young != nullptr);
    return *young;
}

const storage::ListRow& list_of(const Released& released, const storage::History& history,
                                ListId list) {
    for (const storage::ListRow& row : released.lists)
        if (row.list == list) return row;
    const storage::ListRow* const young = history.young_list(list);
    ENSURE(young != nullptr);
    return *young;
}

}  // namespace divmid::gateway
