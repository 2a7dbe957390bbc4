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

/// What any command of a client may end with. False when the next word is none of it.
template <class Command>
bool read_circumstance(Command& command, Words& words, ScenarioPlace place) {
    if (words.take_if("by"))
        command.deadline = place.now + words.duration();
    else if (words.take_if("key"))
        command.key = place.names.key(words.take());
    else if (words.take_if("on"))
        command.market = place.names.market_called(words.take());
    else
        return false;
    return true;
}

/// What follows buys or sells, to the end of the line or to the next order of a list; account, key,
/// market and side are there.
void read_order(PlaceConditional& order, Words& words, ScenarioPlace place, Arena& texts);

/// buys, sells, cancels, replaces, lists, amends.
void read_client_command(std::string_view client, Words& words, ScenarioPlace place, Commands& to);

/// The rest of `market NAME`.
void read_market(std::string_view name, Words& words, const ScenarioNames& names, Commands& to);

/// The rest of `key NAME`. `default_name` names the key unless the line does.
void read_key(AccountId account, Words& words, std::string_view default_name, Commands& to);

}  // namespace divmid
