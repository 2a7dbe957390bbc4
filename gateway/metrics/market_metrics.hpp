// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/dialect/refusal_counts.hpp"
#include "gateway/metrics/families.hpp"
#include "gateway/projections/projections.hpp"

namespace divmid::gateway::metrics {

/// Assets that have a line of their own; all of them are checked.
inline constexpr std::size_t kAssetsShown = 256;

/// What the log holds: ticks, commands, events, what was refused; and that money is conserved.
void show(Families& to, const Projections& projections);

/// What the dialect refused, by the code that clients read.
void show(Families& to, const RefusalCounts& refusals);

}  // namespace divmid::gateway::metrics
