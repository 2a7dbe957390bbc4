// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/command.hpp"
#include "tests/engine/scenario_names.hpp"
#include "tests/engine/scenario_words.hpp"

namespace divmid {

// What the operator sets, in the language that scenario.hpp describes.

/// The rest of `rules`: what it names is changed in `rules`, the market's so far.
void read_rules(MarketRules& rules, Words& words);

/// The rest of `group NAME` and of `tier NAME`.
void read_group(AccountId account, Words& words, Commands& to);
void read_tier(AccountId account, Words& words, Commands& to);

/// none, taker, maker, both, decrement.
[[nodiscard]] SelfTradePrevention read_prevention(Words& words);

}  // namespace divmid
