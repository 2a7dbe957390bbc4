// SPDX-License-Identifier: Apache-2.0
#include "engine/turn.hpp"

namespace divmid {

// At most one leg of a pair is in the book or takes: the other one waits, so that it can end
// while the taker is at work.

auto Turn::leg_of(const Market& market, SlotIndex at) -> Leg {
    const SpecialOrder* const special = market.special(at);
    if (special == nullptr) return {};
    return {special->asked.list, market[at].id, special->prevented == Lots{}};
}

void Turn::leg_traded(Market& market, const Leg& leg, bool filled) {
    if (leg.list == ListId{}) return;
    leg_worked(market, leg.list, leg.order);
    if (filled)
        leg_done(market, leg.list, leg.order, leg.whole ? EndReason::filled : EndReason::prevented);
}

void Turn::tell_lists(Market& market, const Taking& taking, SlotIndex maker, bool maker_filled) {
    leg_traded(market, leg_of(market, maker), maker_filled);
    if (taking.order.special != nullptr)
        leg_worked(market, taking.order.special->asked.list, taking.order.id);
}

void Turn::leg_took(Market& market, const Taking& taking, EndReason reason) {
    const SpecialOrder& special = *taking.order.special;
    if (special.asked.list == ListId{}) return;
    const bool prevented = special.prevented + taking.prevented != Lots{};
    const bool filled = reason == EndReason::filled && !prevented && !taking.prevented_whole;
    const EndReason why = reason == EndReason::filled ? EndReason::prevented : reason;
    leg_done(market, special.asked.list, taking.order.id, filled ? EndReason::filled : why);
}

void Turn::leg_worked(Market& market, ListId id, OrderId order) {
    if (id == ListId{}) return;
    OrderList& list = *market.lists().find(id);
    const std::size_t sibling = list.sibling(list.leg(order));
    if (sibling != OrderList::kNoLeg && list.open[sibling])
        end_leg(market, list, sibling, EndReason::sibling_worked);
}

void Turn::leg_done(Market& market, ListId id, OrderId order, EndReason reason) {
    if (id == ListId{}) return;
    OrderList& list = *market.lists().find(id);
    const std::size_t leg = list.leg(order);
    list.open[leg] = false;
    if (reason != EndReason::filled) {
        const EndReason why =
            list.works_first(leg) ? EndReason::working_order_ended : EndReason::list_canceled;
        for (std::size_t i = 0; i < OrderList::kLegsMost; ++i)
            if (list.open[i]) end_leg(market, list, i, why);
    } else if (list.works_first(leg)) {
        market.queue(market.find(list.legs[1]));
    }
    if (list.any_open()) return;
    events_.push(ListEnded{.list = id, .account = list.account, .market = market.terms().market});
    market.lists().remove(id);
}

void Turn::end_leg(Market& market, OrderList& list, std::size_t leg, EndReason reason) {
    list.open[leg] = false;
    end(market, market.find(list.legs[leg]), reason);
}

}  // namespace divmid
