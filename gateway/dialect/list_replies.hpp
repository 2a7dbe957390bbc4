// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/timing.hpp"
#include "gateway/projections/catalog.hpp"
#include "storage/history.hpp"

namespace divmid::gateway {

/// What every answer about an order list begins with: its state and its orders. The object stays
/// open, for reports.
void begin_list(JsonWriter& json, const storage::ListRow& list, const ListedMarket& market,
                TimeUnit unit);

/// The answer to a query of a list, and each element of several.
void write_list(JsonWriter& json, const storage::ListRow& list, const ListedMarket& market,
                TimeUnit unit);

}  // namespace divmid::gateway
