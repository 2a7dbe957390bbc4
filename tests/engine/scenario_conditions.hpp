// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/special_command.hpp"
#include "tests/engine/scenario_words.hpp"

namespace divmid {

/// What an order asks beyond a plain one: stop, profit … False when the next word is none of it.
[[nodiscard]] bool read_condition(Conditions& conditions, Words& words);

}  // namespace divmid
