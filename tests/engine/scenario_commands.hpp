// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "engine/command.hpp"
#include "tests/engine/scenario_names.hpp"
#include "tests/engine/scenario_words.hpp"

namespace divmid {

// Lines of a scenario as commands, in the language that scenario.hpp describes.

/// Where a line is read.
struct ScenarioPlace {
    const ScenarioNames& names;
    Timestamp now;
};

/// buys, sells, cancels, replaces.
void read_client_command(std::string_view client, Words& words, ScenarioPlace place, Commands& to);

/// The rest of `market NAME`.
void read_market(std::string_view name, Words& words, const ScenarioNames& names, Commands& to);

/// The rest of `key NAME`. `default_name` names the key unless the line does.
void read_key(AccountId account, Words& words, std::string_view default_name, Commands& to);

}  // namespace divmid
