// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/types.hpp"

namespace divmid::gateway::admin {

/// What people call accounts. Personal, so never in the log: kept in the erasable store, and here
/// in memory for look-ups.
class Labels {
public:
    static constexpr std::size_t kLengthMost = 32;

    /// 1 to kLengthMost of a-z 0-9 . _ - and not a digit first, so that no label looks like a
    /// number.
    [[nodiscard]] static bool well_formed(std::string_view label);

    [[nodiscard]] std::optional<AccountId> account(std::string_view label) const;
    /// Replaces what stood there.
    void set(std::string label, AccountId account);

    [[nodiscard]] const std::map<std::string, AccountId, std::less<>>& all() const {
        return accounts_;
    }

private:
    std::map<std::string, AccountId, std::less<>> accounts_;
};

}  // namespace divmid::gateway::admin
