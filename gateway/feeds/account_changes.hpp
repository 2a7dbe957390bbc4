// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "engine/record.hpp"
#include "gateway/feeds/account_change.hpp"
#include "gateway/feeds/account_listeners.hpp"
#include "gateway/projections/balances.hpp"
#include "gateway/projections/catalog.hpp"
#include "storage/history.hpp"
#include "storage/history/order_names.hpp"

namespace divmid::gateway {

/// Takes a record apart into what it did to the accounts that somebody listens to, event by event:
/// each order and each balance as it was at that moment, not only as the record leaves it.
///
/// An event of nobody who listens costs a look-up or two. Memory is used again.
class AccountChanges {
public:
    /// All of it outlives this.
    struct Sources {
        const Catalog& catalog;
        const Balances& balances;
        const storage::History& history;
        const AccountListeners& listeners;
    };

    explicit AccountChanges(Sources sources) : sources_{sources} {}

    /// `before` is the number of events in all records before this one.
    /// Requires: the sources hold these, and not this one.
    void read(const Record& record, std::uint64_t before);

    /// In the order of the engine. A command's reports stand before the positions that it led to.
    [[nodiscard]] std::span<const AccountChange> all() const { return changes_; }
    /// Of the last record that was read.
    [[nodiscard]] Timestamp time() const { return time_; }
    void clear() { changes_.clear(); }

private:
    class Reading;

    struct Running {
        storage::OrderRow order;
        std::size_t last_report{};  ///< In changes_.
    };
    /// A list that a command began, changed or ended.
    struct RunningList {
        storage::ListRow list;
        std::optional<ListReport::Kind> begun;  ///< What is to be told of it first,
        std::optional<ListReport::Kind> then;   ///< and behind that.
    };
    struct Holding {
        AccountId account;
        AssetId asset;
        Balance balance;
        bool touched{};  ///< By the command under way.
    };

    Sources sources_;
    std::vector<AccountChange> changes_;
    Timestamp time_;
    // Of one record; empty between two.
    storage::ByOrderName<Running> orders_;
    std::map<ListId, RunningList> lists_;
    std::vector<Holding> holdings_;
    boost::unordered_flat_map<std::uint64_t, std::size_t> holding_of_;  ///< By account and asset.
    std::vector<std::size_t> touched_;                                  ///< In holdings_.
    std::vector<TextRef> cancel_ids_;                                   ///< By command.
};

}  // namespace divmid::gateway
