// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/metrics/families.hpp"
#include "gateway/status.hpp"

namespace divmid::gateway::metrics {

/// Which build it is, since when it runs and what it takes. Reads one small file of /proc.
void show_process(Families& to, Timestamp started);

/// How the exchange is: what waits in it, and whether it takes orders.
void show(Families& to, const Status& status);

}  // namespace divmid::gateway::metrics
