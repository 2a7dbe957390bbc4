// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/command.hpp"
#include "tests/engine/scenario_commands.hpp"

namespace divmid {

/// The rest of `lists` and of `amends`; `head` has account, key and market.
void read_list(const PlaceOrder& head, Words& words, ScenarioPlace place, Commands& to);
void read_amend(const PlaceOrder& head, Words& words, ScenarioPlace place, Commands& to);

/// The rest of `cancels list` and of `cancels many`.
void read_cancel_list(const PlaceOrder& head, Words& words, ScenarioPlace place, Commands& to);
void read_cancel_many(const PlaceOrder& head, Words& words, ScenarioPlace place, Commands& to);

}  // namespace divmid
