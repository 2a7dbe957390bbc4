// SPDX-License-Identifier: Apache-2.0
#include "engine/accounts/dead_man_timers.hpp"

namespace divmid {

void DeadManTimers::set(AccountId account, Timestamp due) {
    if (account.value() >= due_.size()) due_.resize(account.value() + std::size_t{1});
    Timestamp& old = due_[account.value()];
    auto node = timers_.extract({old, account});
    old = due;
    if (due == Timestamp{}) return;
    if (node.empty()) {
        timers_.emplace(due, account);
    } else {
        node.value() = {due, account};
        timers_.insert(std::move(node));
    }
}

}  // namespace divmid
