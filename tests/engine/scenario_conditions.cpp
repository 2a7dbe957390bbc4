// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/scenario_conditions.hpp"

namespace divmid {
namespace {

/// [PRICE] [trailing BIPS]
void read_trigger(Conditions& conditions, Trigger trigger, Words& words) {
    conditions.trigger = trigger;
    if (words.done() || !words.next_is("trailing")) conditions.stop_price = Price{words.number()};
    if (words.take_if("trailing")) conditions.trailing = static_cast<std::uint32_t>(words.number());
}

/// own | other | none [LEVELS]
void read_peg(Conditions& conditions, Words& words) {
    if (words.take_if("own"))
        conditions.peg = Peg::primary;
    else if (words.take_if("other"))
        conditions.peg = Peg::market;
    else if (!words.take_if("none"))
        words.fail("no peg");
    if (words.next_is_number()) conditions.peg_levels = static_cast<std::uint16_t>(words.number());
}

}  // namespace

bool read_condition(Conditions& conditions, Words& words) {
    if (words.take_if("stop"))
        read_trigger(conditions, Trigger::stop_loss, words);
    else if (words.take_if("profit"))
        read_trigger(conditions, Trigger::take_profit, words);
    else if (words.take_if("shows"))
        conditions.visible = Quantity{words.number()};
    else if (words.take_if("peg"))
        read_peg(conditions, words);
    else if (words.take_if("session"))
        conditions.session = SessionId{static_cast<std::uint32_t>(words.number())};
    else if (words.take_if("keep"))
        conditions.keep = true;
    else if (words.take_if("strategy"))
        conditions.strategy = words.number();
    else
        return false;
    return true;
}

}  // namespace divmid
