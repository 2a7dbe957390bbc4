// SPDX-License-Identifier: Apache-2.0
#include "engine/turn.hpp"

namespace divmid {

// Refused as a whole, or each half for itself: whatever does not depend on the book or on a
// balance is checked before anything is cancelled. ReplaceFailed says in which order the events
// stand.

void Turn::operator()(const ReplaceOrder& command) {
    replace(command, nullptr);
}

void Turn::operator()(const ReplaceConditional& command) {
    const bool plain = command.conditions == Conditions{};
    replace(command.replace, plain ? nullptr : &command.conditions);
}

void Turn::replace(const ReplaceOrder& command, const Conditions* conditions) {
    const auto refused = [&](Reject why) { refuse(why, command.market, command.account); };
    if (const Reject sender = check_sender(command, state_.known(command.market));
        sender != Reject::none)
        return refused(sender);
    Market& market = state_.market(command.market);
    const SlotIndex at =
        find(market, {command.account, command.replaced, command.replaced_client_id});
    const PlaceOrder order = command.place();
    const Asked before{order, conditions, Role::replacing, at};
    if (const Reject kind = check_kind(before); kind != Reject::none) return refused(kind);
    const std::expected<Steps, Reject> steps = check_steps(before);
    if (!steps) return refused(steps.error());
    if (const Reject count = check_counts(before, *steps); count != Reject::none)
        return refused(count);

    ReplaceFailed failed{.cancel = check_cancel(market, at, command.restriction),
                         .place = Reject::none,
                         .account = command.account,
                         .market = command.market,
                         .order = at == 0 ? OrderId{} : market[at].id};
    if (failed.cancel == Reject::none)
        cancel(market, at, EndReason::canceled_by_owner);
    else if (command.mode == ReplaceMode::stop_on_failure)
        return events_.push(failed);

    // The old order's client id is free only when it went, and so is its place; a pegged price may
    // have moved with it.
    const Asked after{order, conditions};
    const std::expected<Steps, Reject> again = recheck(after);
    Ready ready{start(after, again.value_or(*steps)), {}, {}};
    failed.place = again ? prepare(after, *again, ready) : again.error();
    if (failed.cancel != Reject::none || failed.place != Reject::none) events_.push(failed);
    if (failed.place == Reject::none) execute(after, ready);
}

auto Turn::recheck(const Asked& asked) const -> std::expected<Steps, Reject> {
    const Market& market = state_.market(asked.order.market);
    if (market.find(asked.order.account, texts_.text(asked.order.client_id)) != 0)
        return std::unexpected{Reject::duplicate_client_id};
    const std::expected<Steps, Reject> steps = check_steps(asked);
    if (!steps) return steps;
    const Reject count = check_counts(asked, *steps);
    return count == Reject::none ? steps : std::unexpected{count};
}

}  // namespace divmid
