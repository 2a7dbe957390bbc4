// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/dialect/json_writer.hpp"
#include "gateway/projections/catalog.hpp"

namespace divmid::gateway {

/// The filters of a market, as an array: those that are on, with the limits that the engine checks.
void write_filters(JsonWriter& json, const ListedMarket& market);

/// What binds takers beside the filters: the execution band.
void write_execution_rules(JsonWriter& json, const ListedMarket& market);

}  // namespace divmid::gateway
