// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/types.hpp"
#include "gateway/dialect/timing.hpp"

namespace divmid::gateway {

/// Who asks, once that is proved, and how times are written for them. Public requests have neither
/// account nor key.
struct Caller {
    AccountId account;
    KeyId key;
    Timestamp deadline;  ///< The engine refuses what reaches it later.
    TimeUnit unit{};
    // What the caller's orders get for their Conditions.
    SessionId session{};  ///< They end with that connection. Zero: they do not.
    bool keep{};          ///< They outlive the account's dead-man timer.
};

}  // namespace divmid::gateway
