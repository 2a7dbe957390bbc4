// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/types.hpp"
#include "gateway/dialect/timing.hpp"

namespace divmid::gateway {

/// One subscription to what happens to an account, begun with one of its keys.
class AccountListener {
public:
    AccountListener(KeyId key, TimeUnit unit) : key_{key}, unit_{unit} {}

    [[nodiscard]] KeyId key() const { return key_; }
    [[nodiscard]] TimeUnit unit() const { return unit_; }

    /// One event as JSON, its times in the listener's unit. Valid during the call. May not add or
    /// remove listeners.
    virtual void hear(std::string_view event) = 0;
    /// The key was revoked. May remove listeners.
    virtual void key_ended() = 0;

protected:
    ~AccountListener() = default;

private:
    KeyId key_;
    TimeUnit unit_;
};

/// Who listens to which account.
class AccountListeners {
public:
    [[nodiscard]] bool empty() const { return of_account_.empty(); }
    [[nodiscard]] bool has(AccountId account) const { return of_account_.contains(account); }
    /// Valid until one is added or removed.
    [[nodiscard]] std::span<AccountListener* const> of(AccountId account) const;

    void add(AccountId account, AccountListener& listener) {
        of_account_[account].push_back(&listener);
    }
    /// Requires: it was added.
    void remove(AccountId account, AccountListener& listener);

private:
    boost::unordered_flat_map<AccountId, std::vector<AccountListener*>, std::hash<AccountId>>
        of_account_;
};

}  // namespace divmid::gateway
