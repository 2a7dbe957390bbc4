// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "gateway/feeds/account_changes.hpp"
#include "gateway/feeds/account_listeners.hpp"
#include "gateway/projections/projections.hpp"
#include "storage/history.hpp"
#include "storage/projection.hpp"

namespace divmid::gateway {

/// The user data streams: what happens to an account, told to who listens to it, in the order of
/// the engine. It is told of a released record twice: by apply() before the history and the
/// projections hold it, since an event shows an order and a balance as they were at that moment; by
/// publish() when they do, and before the askers of the record are answered.
///
/// So on one connection every event of a command precedes the command's own answer, and an answer
/// out of memory (account.status, openOrders.status) shows what the events before it told, no more
/// and no less.
///
/// Costs one branch for a record while nobody listens, else a look-up or two for each event. What
/// is told is encoded once for each unit of time, and shared.
class AccountFeed final : public storage::Projection {
public:
    /// What is given outlives this.
    AccountFeed(const Projections& projections, const storage::History& history,
                std::function<Timestamp()> clock);
    AccountFeed(const AccountFeed&) = delete;
    AccountFeed& operator=(const AccountFeed&) = delete;

    void apply(const Record& record) override;
    /// Tells what the last record applied did.
    void publish();

    /// Of an event of the record that was applied last, by its place there, counted from 0.
    [[nodiscard]] storage::ExecutionId execution_id(std::size_t place) const {
        return storage::ExecutionId{2 * (before_last_ + place + 1)};
    }

    /// Told of records applied from now on. Requires: not listening to it already.
    void add(AccountId account, AccountListener& listener) { listeners_.add(account, listener); }
    /// Requires: added.
    void remove(AccountId account, AccountListener& listener) {
        listeners_.remove(account, listener);
    }

private:
    void tell(const AccountChange& change, Timestamp now);
    void end_key(AccountId account, KeyId key);

    const Catalog& catalog_;
    std::function<Timestamp()> clock_;
    AccountListeners listeners_;
    AccountChanges changes_;
    std::uint64_t events_ = 0;       ///< Of all records applied: what execution ids are made of.
    std::uint64_t before_last_ = 0;  ///< Of all but the last.
    std::string text_;
};

}  // namespace divmid::gateway
