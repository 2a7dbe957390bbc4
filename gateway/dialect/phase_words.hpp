// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "engine/types.hpp"

namespace divmid::gateway {

/// What the dialect calls the status of a market in that phase (market.md, Phases).
[[nodiscard]] std::string_view status_of(Phase phase);

/// The phase itself, in capitals: AUCTION_CALL.
[[nodiscard]] std::string_view text_of(Phase phase);

}  // namespace divmid::gateway
