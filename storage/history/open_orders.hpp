// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "engine/record.hpp"
#include "engine/terms.hpp"
#include "storage/history.hpp"
#include "storage/history/open_lists.hpp"
#include "storage/history/order_names.hpp"
#include "storage/history/tail.hpp"

namespace divmid::storage {

/// The orders and order lists that are open after the records so far, by id and by account. What is
/// done leaves it for the tail.
class OpenOrders {
public:
    /// Folds a record in. Done orders and lists, fills, prevented matches and amendments go to
    /// `done`; nowhere when it is null, because a segment has them already.
    void apply(const Record& record, Tail* done);

    /// Valid until the next apply().
    [[nodiscard]] const OrderRow* find(MarketId market, OrderId order) const;
    /// The account's open order that carries the id in that market: the engine allows one.
    /// Requires: client_id.size() <= ClientId::kMost.
    [[nodiscard]] const OrderRow* find(AccountId account, MarketId market,
                                       std::string_view client_id) const;
    /// By market and id; market zero means all.
    [[nodiscard]] std::vector<OrderRow> of(AccountId account, MarketId market) const;

    [[nodiscard]] const OpenLists& lists() const { return lists_; }

private:
    class Folding;

    ByOrderName<OrderRow> orders_;
    boost::unordered_flat_map<AccountId, boost::unordered_flat_set<OrderName, OrderNameHash>,
                              std::hash<AccountId>>
        of_account_;
    ByClientName<OrderId> by_client_id_;  ///< Those that have one.
    OpenLists lists_;
    std::vector<MarketTerms> terms_;  ///< By market id - 1.
    std::uint64_t events_ = 0;        ///< In all records so far.
};

}  // namespace divmid::storage
