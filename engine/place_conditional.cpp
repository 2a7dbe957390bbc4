// SPDX-License-Identifier: Apache-2.0
#include "engine/turn.hpp"

namespace divmid {

void Turn::operator()(const PlaceConditional& command) {
    const PlaceOrder& order = command.order;
    const auto refused = [&](Reject why) { refuse(why, order.market, order.account); };
    const std::expected<Steps, Reject> steps = checked(order, &command.conditions);
    if (!steps) return refused(steps.error());

    Market& market = state_.market(order.market);
    const SpecialOrder special = special_of(command.conditions, market.terms());
    Taking taking = start(order, *steps);
    taking.order.special = &special;
    const bool waits = command.conditions.trigger != Trigger::none;
    Plan plan;
    if (waits) {
        const Reject late = check_wait(market, taking);
        if (late != Reject::none) return refused(late);
    } else {
        const std::expected<Plan, Reject> planned = this->plan(market, taking);
        if (!planned) return refused(planned.error());
        plan = *planned;
    }
    if (order.validate_only) return tell_valid(order, taking);
    accept(market, order, taking);
    tell_conditions(command.conditions, taking, market);
    if (waits) return wait(market, taking, WaitsFor::stop_price, waiting_hold(market, taking));
    work(market, taking, plan);
    wake(market);
}

Reject Turn::check_trailing(const MarketRules& rules, Side side, const Conditions& conditions) {
    if (conditions.trailing == 0) return Reject::none;
    const bool above = (conditions.trigger == Trigger::stop_loss) == (side == Side::buy);
    const std::uint32_t least = above ? rules.trailing_above_min : rules.trailing_below_min;
    const std::uint32_t most = above ? rules.trailing_above_max : rules.trailing_below_max;
    const bool in_range = conditions.trailing >= least && conditions.trailing <= most &&
                          conditions.trailing <= TrailingStops::kBipsMost;
    return in_range ? Reject::none : Reject::trailing_out_of_range;
}

SpecialOrder Turn::special_of(const Conditions& conditions, const MarketTerms& terms) {
    SpecialOrder special;
    special.asked = {.trigger = conditions.trigger,
                     .peg = conditions.peg,
                     .keep = conditions.keep,
                     .peg_levels = conditions.peg_levels,
                     .stop_price = terms.ticks(conditions.stop_price),
                     .trailing = conditions.trailing,
                     .visible = {},
                     .list = {},
                     .session = conditions.session};
    return special;
}

void Turn::tell_conditions(const Conditions& conditions, const Taking& taking,
                           const Market& market) {
    const SpecialTerms& asked = taking.order.special->asked;
    if (conditions == Conditions{} && asked.list == ListId{}) return;
    events_.push(OrderConditioned{
        .order = taking.order.id,
        .account = taking.order.account,
        .market = market.terms().market,
        .trigger = asked.trigger,
        .peg = asked.peg,
        .peg_levels = asked.peg_levels,
        .stop_price = asked.stop_price,
        .trailing = asked.trailing,
        .visible = asked.visible,
        .list = asked.list,
        .session = asked.session,
        .keep = asked.keep,
        .strategy = conditions.strategy,
        .strategy_type = conditions.strategy_type,
    });
}

}  // namespace divmid
