// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/inbox.hpp"
#include "gateway/loop_watch.hpp"
#include "gateway/metrics/families.hpp"
#include "gateway/slow_ticks.hpp"

namespace divmid::gateway::metrics {

/// How fast the main loop is, and how long clients wait.
void show(Families& to, const LoopWatch& watch, const SlowTicks& slow, const Inbox& inbox);

}  // namespace divmid::gateway::metrics
