// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/scenario_lists.hpp"

#include <string>

namespace divmid {
namespace {

/// Account, key and market of the client's other command.
template <class Command>
Command like(const PlaceOrder& head) {
    Command command{};
    command.account = head.account;
    command.key = head.key;
    command.market = head.market;
    return command;
}

/// buys|sells ORDER, up to the next leg.
PlaceConditional read_leg(const PlaceOrder& head, Words& words, ScenarioPlace place, Arena& texts) {
    PlaceConditional leg{.order = head, .conditions = {}};
    leg.order.side = words.take() == "buys" ? Side::buy : Side::sell;
    read_order(leg, words, place, texts);
    return leg;
}

/// `#3`, a client id, or both.
template <class Id>
void read_name(Id& id, TextRef& client_id, Words& words, Arena& texts) {
    const std::string which = words.take();
    if (which.starts_with('#'))
        id = Id{std::stoull(which.substr(1))};
    else
        client_id = texts.add(which);
}

void read_amend_option(AmendOrder& amend, Words& words, ScenarioPlace place, Arena& texts) {
    if (read_circumstance(amend, words, place)) return;
    if (words.take_if("@"))
        amend.price = Price{words.number()};
    else if (words.take_if("to"))
        amend.quantity = Quantity{words.number()};
    else if (words.take_if("id"))
        amend.new_client_id = texts.add(words.take());
    else if (words.take_if("keeping"))
        amend.keep_priority = true;
    else
        read_name(amend.order, amend.client_id, words, texts);
}

}  // namespace

void read_list(const PlaceOrder& head, Words& words, ScenarioPlace place, Commands& to) {
    PlaceList list{};
    if (words.take_if("id")) list.client_id = to.arena.add(words.take());
    list.first = read_leg(head, words, place, to.arena);
    list.kind = words.take_if("then") ? ListKind::one_triggers_other : ListKind::one_cancels_other;
    if (list.kind == ListKind::one_cancels_other && !words.take_if("or"))
        words.fail("a list has two orders");
    list.second = read_leg(head, words, place, to.arena);
    if (list.kind == ListKind::one_triggers_other && words.take_if("or")) {
        list.kind = ListKind::one_triggers_a_pair;
        list.third = read_leg(head, words, place, to.arena);
    }
    to.push(list);
}

void read_amend(const PlaceOrder& head, Words& words, ScenarioPlace place, Commands& to) {
    auto amend = like<AmendOrder>(head);
    while (!words.done()) read_amend_option(amend, words, place, to.arena);
    to.push(amend);
}

void read_cancel_list(const PlaceOrder& head, Words& words, ScenarioPlace place, Commands& to) {
    auto cancel = like<CancelList>(head);
    while (!words.done())
        if (!read_circumstance(cancel, words, place))
            read_name(cancel.list, cancel.client_id, words, to.arena);
    to.push(cancel);
}

void read_cancel_many(const PlaceOrder& head, Words& words, ScenarioPlace place, Commands& to) {
    auto cancel = like<CancelMany>(head);
    while (!words.done())
        if (words.take_if("buys"))
            cancel.sides = Sides::buys;
        else if (words.take_if("sells"))
            cancel.sides = Sides::sells;
        else if (words.take_if("from"))
            cancel.price_min = Price{words.number()};
        else if (words.take_if("to"))
            cancel.price_max = Price{words.number()};
        else if (words.take_if("everywhere"))
            cancel.market = MarketId{};
        else if (!read_circumstance(cancel, words, place))
            words.fail("no option of a cancel");
    to.push(cancel);
}

}  // namespace divmid
