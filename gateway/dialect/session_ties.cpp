// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/session_ties.hpp"

#include <algorithm>

namespace divmid::gateway {

bool SessionTies::tie(Caller& caller) {
    if (!enabled_) return true;
    const Tie tie{caller.account, caller.key};
    if (std::ranges::find(ties_, tie) == ties_.end()) {
        if (ties_.size() == kAccountsMost) return false;
        ties_.push_back(tie);
    }
    caller.session = id_;
    return true;
}

void SessionTies::end_revoked() {
    std::erase_if(ties_, [this](const Tie& tie) {
        const Key* const key = services_.projections.keys.find(tie.key);
        const bool revoked = key && key->revoked;
        if (revoked) end(tie);
        return revoked;
    });
}

void SessionTies::end() {
    // Of several keys of an account one is enough: the engine forgets a session that ended.
    for (const Tie& tie : ties_) end(tie);
    ties_.clear();
}

void SessionTies::end(const Tie& tie) {
    services_.inbox.submit(SessionEnded{.account = tie.account, .session = id_});
}

}  // namespace divmid::gateway
