// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "engine/record.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "gateway/projections/catalog.hpp"

namespace divmid::gateway::admin {

/// Members of an answer that say what a command of a released record did: the ids it made, the
/// phase, rules, rates or switch that hold now, the trade that it took back, and how many open
/// orders ended with that. Nothing for one that was refused.
void write_outcome(JsonWriter& json, const Record& record, std::size_t command,
                   const Catalog& catalog);

}  // namespace divmid::gateway::admin
