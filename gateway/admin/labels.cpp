// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/labels.hpp"

#include <utility>

namespace divmid::gateway::admin {

bool Labels::well_formed(std::string_view label) {
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789._-";
    return !label.empty() && label.size() <= kLengthMost && !(label[0] >= '0' && label[0] <= '9') &&
           label.find_first_not_of(kAllowed) == label.npos;
}

std::optional<AccountId> Labels::account(std::string_view label) const {
    const auto found = accounts_.find(label);
    if (found == accounts_.end()) return std::nullopt;
    return found->second;
}

void Labels::set(std::string label, AccountId account) {
    accounts_[std::move(label)] = account;
}

}  // namespace divmid::gateway::admin
