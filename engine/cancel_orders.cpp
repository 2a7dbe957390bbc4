// SPDX-License-Identifier: Apache-2.0
#include "engine/turn.hpp"

namespace divmid {

void Turn::operator()(const CancelOrder& command) {
    cancel_named(command, CancelRestriction::none);
}

void Turn::operator()(const CancelOrderIf& command) {
    cancel_named(command, command.restriction);
}

template <class Command>
void Turn::cancel_named(const Command& command, CancelRestriction restriction) {
    const Reject sender = check_sender(command, state_.known(command.market));
    if (sender != Reject::none) return refuse(sender, command.market, command.account);
    Market& market = state_.market(command.market);
    if (!allows(market.calendar().phase, Asking::cancel))
        return refuse(Reject::phase_forbids, command.market, command.account);
    const SlotIndex at = find(market, {command.account, command.order, command.client_id});
    const Reject reason = check_cancel(market, at, restriction);
    if (reason != Reject::none) return refuse(reason, command.market, command.account);
    cancel(market, at, EndReason::canceled_by_owner);
}

SlotIndex Turn::find(const Market& market, const Named& named) const {
    const std::string_view client_id = texts_.text(named.client_id);
    const SlotIndex at =
        named.order != OrderId{} ? market.find(named.order) : market.find(named.account, client_id);
    const bool found = at != 0 && market[at].account() == named.account &&
                       (client_id.empty() || market.describe(at).client_id == client_id);
    return found ? at : 0;
}

Reject Turn::check_cancel(const Market& market, SlotIndex at, CancelRestriction restriction) {
    if (at == 0) return Reject::unknown_order;
    if (restriction == CancelRestriction::none) return Reject::none;
    const bool wants_fills = restriction == CancelRestriction::only_partially_filled;
    return market[at].has_fills == wants_fills ? Reject::none : Reject::cancel_restricted;
}

void Turn::cancel(Market& market, SlotIndex at, EndReason reason) {
    const SpecialOrder* const special = market.special(at);
    if (special == nullptr) return end_resting(market, at, reason);
    const ListId list = special->asked.list;
    const OrderId order = market[at].id;
    end(market, at, reason);
    if (list != ListId{}) leg_done(market, list, order, reason);
}

void Turn::end(Market& market, SlotIndex at, EndReason reason) {
    if (market.waits(at))
        end_waiting(market, at, reason);
    else
        end_resting(market, at, reason);
}

void Turn::end_resting(Market& market, SlotIndex at, EndReason reason) {
    if (const Lots before = market.show_whole(at); before != Lots{}) show_slice(market, at, before);
    const OrderSlot& order = market[at];
    const OrderCanceled event{.order = order.id,
                              .account = order.account(),
                              .price = order.ticks(),
                              .lots = order.lots,
                              .market = market.terms().market,
                              .side = order.side(),
                              .reason = reason};
    state_.ledger.post(event, market.terms());
    events_.push(event);
    market.cancel(at);
}

}  // namespace divmid
