// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/check.hpp"
#include "engine/types.hpp"

namespace divmid {

/// Which accounts exist: the exchange's own from the first record on, users from kFirstUser
/// without holes.
class Accounts {
public:
    /// The most there can be: 20 bits, within the 24 that a resting order has for its owner.
    static constexpr AccountId kLast{(1U << 20) - 1};

    /// The exchange's own accounts place no orders and have no keys.
    [[nodiscard]] static bool is_system(AccountId account) { return account < kFirstUser; }

    [[nodiscard]] bool known(AccountId account) const {
        return (account >= kFirstUser && account.value() < next_) ||
               (account >= kIssuer && account <= kReceivable);
    }
    [[nodiscard]] bool full() const { return next_ > kLast.value(); }

    /// The number of the one to be opened next.
    [[nodiscard]] AccountId next() const { return AccountId{next_}; }

    /// Requires: !full().
    AccountId open() {
        ENSURE(!full());
        return AccountId{next_++};
    }

    /// As saved. Requires: kFirstUser <= next, at most one beyond kLast.
    void restore(AccountId next) { next_ = next.value(); }

private:
    std::uint32_t next_ = kFirstUser.value();
};

}  // namespace divmid
