// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/command.hpp"
#include "tests/engine/scenario_commands.hpp"

namespace divmid {

/// phase, schedule, unschedule, delist, kill, bust, session: what the operator does to a market as
/// a whole, to an account or to a trade. False when `first` is none of it.
bool read_calendar(const std::string& first, Words& words, ScenarioPlace place, Commands& to);

/// kills, dead-man, numbers: what a client does to protect itself. False when `verb` is none of it.
bool read_protection(std::string_view client, const std::string& verb, Words& words,
                     ScenarioPlace place, Commands& to);

}  // namespace divmid
