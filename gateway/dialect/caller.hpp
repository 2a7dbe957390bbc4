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
};

}  // namespace divmid::gateway
