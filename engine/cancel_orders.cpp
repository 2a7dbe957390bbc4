// SPDX-License-Identifier: Apache-2.0
#include "engine/turn.hpp"

namespace divmid {

void Turn::fire_timers() {
    for (Market* market = state_.soonest(); market != nullptr; market = state_.soonest()) {
        const Expiry::Timer& timer = market->expiry().soonest();
        if (timer.due > now_) return;
        cancel(*market, timer.at, EndReason::expired_at_date);
    }
}

void Turn::operator()(const CancelOrder& command) {
    const Reject reason = check_sender(command, state_.known(command.market));
    if (reason != Reject::none) return refuse(reason, command.market, command.account);
    Market& market = state_.market(command.market);
    const std::string_view client_id = texts_.text(command.client_id);
    const SlotIndex at = command.order != OrderId{} ? market.find(command.order)
                                                    : market.find(command.account, client_id);
    const bool named = at != 0 && market[at].account() == command.account &&
                       (client_id.empty() || market.describe(at).client_id == client_id);
    if (!named) return refuse(Reject::unknown_order, command.market, command.account);
    cancel(market, at, EndReason::canceled_by_owner);
}

void Turn::operator()(const CancelAll& command) {
    const bool everywhere = command.market == MarketId{};
    const Reject reason = check_sender(command, everywhere || state_.known(command.market));
    if (reason != Reject::none) return refuse(reason, command.market, command.account);

    bool any = false;
    const auto cancel_in = [&](Market& market) {
        for (const SlotIndex at : market.orders_of(command.account)) {
            cancel(market, at, EndReason::canceled_by_owner);
            any = true;
        }
    };
    if (everywhere)
        for (Market& market : state_.markets) cancel_in(market);
    else
        cancel_in(state_.market(command.market));
    if (!any) refuse(Reject::unknown_order, command.market, command.account);
}

void Turn::cancel(Market& market, SlotIndex at, EndReason reason) {
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
