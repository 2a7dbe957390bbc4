// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include "engine/types.hpp"

namespace divmid {

/// Until when each account must say that it is still there: soonest first, equal times by account.
/// At most one an account. Winding one up costs the logarithm of their number and no allocation.
class DeadManTimers {
public:
    static constexpr Duration kLeast{1'000};                    ///< 1 ms.
    static constexpr Duration kMost{24LL * 3'600 * 1'000'000};  ///< 24 h.

    [[nodiscard]] bool empty() const { return timers_.empty(); }
    [[nodiscard]] std::size_t size() const { return timers_.size(); }
    // Of the soonest. Requires: !empty().
    [[nodiscard]] Timestamp due() const { return timers_.begin()->first; }
    [[nodiscard]] AccountId account() const { return timers_.begin()->second; }

    /// In place of the one that the account may have. Zero: none any more.
    void set(AccountId account, Timestamp due);

    /// Calls `visitor(AccountId, Timestamp)` for each, soonest first.
    template <class Visitor>
    void each(Visitor&& visitor) const {
        for (const auto& [due, account] : timers_) visitor(account, due);
    }

private:
    std::set<std::pair<Timestamp, AccountId>> timers_;
    std::vector<Timestamp> due_;  ///< By account; zero: none.
};

}  // namespace divmid
