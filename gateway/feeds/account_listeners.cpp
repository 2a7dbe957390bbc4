// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/account_listeners.hpp"

#include <algorithm>

#include "engine/check.hpp"

namespace divmid::gateway {

std::span<AccountListener* const> AccountListeners::of(AccountId account) const {
    const auto found = of_account_.find(account);
    if (found == of_account_.end()) return {};
    return found->second;
}

void AccountListeners::remove(AccountId account, AccountListener& listener) {
    const auto found = of_account_.find(account);
    ENSURE(found != of_account_.end());
    std::vector<AccountListener*>& listeners = found->second;
    const auto place = std::ranges::find(listeners, &listener);
    ENSURE(place != listeners.end());
    *place = listeners.back();
    listeners.pop_back();
    if (listeners.empty()) of_account_.erase(found);
}

}  // namespace divmid::gateway
