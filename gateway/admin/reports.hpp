// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/access/keys.hpp"
#include "gateway/admin/labels.hpp"
#include "gateway/endpoint.hpp"
#include "gateway/projections/balances.hpp"
#include "gateway/projections/catalog.hpp"
#include "gateway/projections/market_states.hpp"
#include "gateway/status.hpp"

namespace divmid::gateway::admin {

/// 200: the process turns its loop.
[[nodiscard]] HttpResponse liveness(const Status& status);
/// 200 when every command is taken, else 503; the reasons as a list, empty with 200.
[[nodiscard]] HttpResponse readiness(const Status& status);
/// The process, what is listed, and the labelled accounts with what they have.
[[nodiscard]] HttpResponse report(const Status& status, const Catalog& catalog,
                                  const Balances& balances, const Labels& labels);
/// Every market with its rules and how it is run.
[[nodiscard]] HttpResponse report(const Catalog& catalog, const MarketStates& states);
/// Without secrets: they are shown once, when they are made.
[[nodiscard]] HttpResponse report(const Keys& keys);

}  // namespace divmid::gateway::admin
