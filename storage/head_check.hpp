// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "storage/log.hpp"
#include "storage/store.hpp"

namespace divmid::storage {

/// What the newest heads vouch for.
struct Vouched {
    std::optional<Digest> state_at_end;  ///< Only when a head with a state is of the last record.
};

/// Compares the log with the newest signed heads, in the store and in the file beside it: each is
/// signed by the key of this directory, the log reaches it, and has its digest there.
[[nodiscard]] Result<Vouched> check_heads(const Store& store, const LogEnd& end);

}  // namespace divmid::storage
