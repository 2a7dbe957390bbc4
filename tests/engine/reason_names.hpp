// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "engine/reject.hpp"
#include "engine/types.hpp"

namespace divmid {

// The names that scenario files use. Empty for a number that is no reason, so that a test can walk
// the enum; a new reason without a name does not compile.

[[nodiscard]] std::string_view name(Reject reason);
[[nodiscard]] std::string_view name(EndReason reason);
[[nodiscard]] std::string_view name(Phase phase);

}  // namespace divmid
