// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <ranges>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/types.hpp"
#include "storage/history.hpp"
#include "storage/history/order_names.hpp"
#include "storage/history/young_requests.hpp"
#include "storage/history/young_trades.hpp"

namespace divmid::storage {

/// Calls `visit` with each account that may ask for the row.
template <class Row, class Visit>
void each_owner(const Row& row, Visit&& visit) {
    if constexpr (requires { row.account; }) {
        visit(row.account);
    } else {
        visit(row.maker);
        if (row.taker != row.maker) visit(row.taker);
    }
}

/// Rows of one kind that no segment holds yet, in the order they came, and which are whose.
template <class Row>
class YoungRows {
public:
    void add(const Row& row) {
        each_owner(row, [this](AccountId owner) {
            of_account_[owner].push_back(static_cast<std::uint32_t>(rows_.size()));
        });
        rows_.push_back(row);
    }

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] const Row& operator[](std::uint32_t at) const { return rows_[at]; }

    /// Places of the account's rows, oldest first.
    [[nodiscard]] std::span<const std::uint32_t> of(AccountId account) const {
        const auto found = of_account_.find(account);
        if (found == of_account_.end()) return {};
        return found->second;
    }

    /// In ascending order: those that have rows.
    [[nodiscard]] std::vector<AccountId> accounts() const;

private:
    std::vector<Row> rows_;
    boost::unordered_flat_map<AccountId, std::vector<std::uint32_t>, std::hash<AccountId>>
        of_account_;
};

/// Done orders, found by either name at once.
class DoneOrders : public YoungRows<OrderRow> {
public:
    void add(const OrderRow& row) {
        const auto at = static_cast<std::uint32_t>(size());
        by_name_[name_of(row)] = at;
        if (!row.client_id.view().empty()) by_client_id_[client_name_of(row)] = at;
        YoungRows::add(row);
    }

    /// Null when there is none. Valid until the next add().
    [[nodiscard]] const OrderRow* find(const OrderName& name) const {
        return row_at(by_name_, name);
    }
    /// The one that was done last.
    [[nodiscard]] const OrderRow* find(const ClientName& name) const {
        return row_at(by_client_id_, name);
    }

private:
    template <class Places, class Name>
    [[nodiscard]] const OrderRow* row_at(const Places& places, const Name& name) const {
        const auto found = places.find(name);
        return found == places.end() ? nullptr : &(*this)[found->second];
    }

    ByOrderName<std::uint32_t> by_name_;
    ByClientName<std::uint32_t> by_client_id_;
};

/// Done order lists, found by either name.
class DoneLists : public YoungRows<ListRow> {
public:
    void add(const ListRow& row) {
        by_id_[row.list] = static_cast<std::uint32_t>(size());
        YoungRows::add(row);
    }

    /// Null when there is none. Valid until the next add().
    [[nodiscard]] const ListRow* find(ListId list) const {
        const auto found = by_id_.find(list);
        return found == by_id_.end() ? nullptr : &(*this)[found->second];
    }
    /// The account's that was done last.
    [[nodiscard]] const ListRow* find(AccountId account, std::string_view client_id) const {
        for (const std::uint32_t at : of(account) | std::views::reverse)
            if ((*this)[at].client_id.view() == client_id) return &(*this)[at];
        return nullptr;
    }

private:
    boost::unordered_flat_map<ListId, std::uint32_t, std::hash<ListId>> by_id_;
};

/// What became of records that are released and not yet in a segment.
struct Tail {
    explicit Tail(YoungTrades trades_before) : trades{std::move(trades_before)} {}

    DoneOrders orders;
    YoungRows<FillRow> fills;
    YoungTrades trades;
    YoungRows<PreventionRow> preventions;
    YoungRows<AmendmentRow> amendments;
    DoneLists lists;
    YoungRequests requests;
    Timestamp first_time;  ///< Of the first record with a row.
    Sequence through;      ///< The last record that is folded in.
    Timestamp through_time;

    /// Rows of the kind of which there are most. Where a trade is, its fills are.
    [[nodiscard]] std::size_t size() const {
        return std::max({orders.size(), fills.size(), preventions.size(), amendments.size(),
                         lists.size(), requests.size()});
    }
    [[nodiscard]] bool empty() const { return size() == 0; }
};

template <class Row>
std::vector<AccountId> YoungRows<Row>::accounts() const {
    std::vector<AccountId> accounts;
    for (const auto& [account, places] : of_account_) accounts.push_back(account);
    std::ranges::sort(accounts);
    return accounts;
}

}  // namespace divmid::storage
