// SPDX-License-Identifier: Apache-2.0
#include "engine/turn.hpp"

namespace divmid {

// Refused as a whole, or each half for itself: whatever does not depend on the book or on a
// balance is checked before anything is cancelled. ReplaceFailed says in which order the events
// stand.

void Turn::operator()(const ReplaceOrder& command) {
    const auto refused = [&](Reject why) { refuse(why, command.market, command.account); };
    if (const Reject sender = check_sender(command, state_.known(command.market));
        sender != Reject::none)
        return refused(sender);
    Market& market = state_.market(command.market);
    const SlotIndex at =
        find(market, {command.account, command.replaced, command.replaced_client_id});
    const PlaceOrder order = command.place();
    if (const Reject kind = check_kind(order, at); kind != Reject::none) return refused(kind);
    const std::expected<Steps, Reject> steps = check_steps(order);
    if (!steps) return refused(steps.error());

    ReplaceFailed failed{.cancel = check_cancel(market, at, command.restriction),
                         .place = Reject::none,
                         .account = command.account,
                         .market = command.market,
                         .order = at == 0 ? OrderId{} : market[at].id};
    if (failed.cancel == Reject::none)
        cancel(market, at, EndReason::canceled_by_owner);
    else if (command.mode == ReplaceMode::stop_on_failure)
        return events_.push(failed);

    Taking taking = start(order, *steps);
    const std::expected<Plan, Reject> planned = plan_replacement(order, taking);
    if (!planned) failed.place = planned.error();
    if (failed.cancel != Reject::none || failed.place != Reject::none) events_.push(failed);
    if (planned) execute(order, taking, *planned);
}

auto Turn::plan_replacement(const PlaceOrder& order, const Taking& taking) const
    -> std::expected<Plan, Reject> {
    // The id of the order that was to go is free only when it went, and so is its place.
    const Market& market = state_.market(order.market);
    if (market.find(order.account, taking.order.client_id) != 0)
        return std::unexpected{Reject::duplicate_client_id};
    if (const Reject count = check_counts(order); count != Reject::none)
        return std::unexpected{count};
    return plan(market, taking);
}

}  // namespace divmid
