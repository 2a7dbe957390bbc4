// SPDX-License-Identifier: Apache-2.0
#include "engine/turn.hpp"

namespace divmid {

void Turn::operator()(const PlaceOrder& command) {
    place({.order = command});
}

void Turn::operator()(const PlaceConditional& command) {
    place(asked(command.order, command.conditions));
}

auto Turn::asked(const PlaceOrder& order, const Conditions& conditions) -> Asked {
    return {.order = order, .conditions = conditions == Conditions{} ? nullptr : &conditions};
}

void Turn::place(const Asked& asked) {
    const PlaceOrder& order = asked.order;
    const auto refused = [&](Reject why) { refuse(why, order.market, order.account); };
    const std::expected<Steps, Reject> steps = checked(asked);
    if (!steps) return refused(steps.error());
    Ready ready{start(asked, *steps), {}, {}};
    if (const Reject late = prepare(asked, *steps, ready); late != Reject::none)
        return refused(late);
    if (!order.validate_only) return execute(asked, ready);
    events_.push(OrderValidated{.account = order.account,
                                .market = order.market,
                                .maker_fee = ready.taking.order.maker_fee,
                                .taker_fee = ready.taking.order.taker_fee});
}

Reject Turn::prepare(const Asked& asked, const Steps& steps, Ready& ready) const {
    const Market& market = state_.market(asked.order.market);
    if (asked.conditions != nullptr) {
        ready.special = special_of(*asked.conditions, steps);
        ready.taking.order.special = &*ready.special;
        if (asked.waits()) return check_wait(market, ready.taking);
    }
    const std::expected<Plan, Reject> planned = plan(market, ready.taking);
    if (!planned) return planned.error();
    ready.plan = *planned;
    return Reject::none;
}

auto Turn::checked(const Asked& asked) const -> std::expected<Steps, Reject> {
    const auto refused = [](Reject reason) { return std::unexpected{reason}; };
    if (const Reject sender = check_sender(asked.order, state_.known(asked.order.market));
        sender != Reject::none)
        return refused(sender);
    if (const Reject kind = check_kind(asked); kind != Reject::none) return refused(kind);
    const std::expected<Steps, Reject> steps = check_steps(asked);
    if (!steps) return refused(steps.error());
    if (const Reject count = check_counts(asked, *steps); count != Reject::none)
        return refused(count);
    return steps;
}

SpecialOrder Turn::special_of(const Conditions& conditions, const Steps& steps) {
    return {.asked = {.trigger = conditions.trigger,
                      .peg = conditions.peg,
                      .keep = conditions.keep,
                      .peg_levels = conditions.peg_levels,
                      .stop_price = steps.stop,
                      .trailing = conditions.trailing,
                      .visible = steps.visible,
                      .list = {},
                      .session = conditions.session},
            .hidden = {},
            .prevented = {}};
}

auto Turn::start(const Asked& asked, const Steps& steps) const -> Taking {
    const PlaceOrder& order = asked.order;
    const MarketTerms& terms = state_.market(order.market).terms();
    const Profile& profile = state_.profiles[order.account];
    return {.order = {.id = {},
                      .account = order.account,
                      .side = order.side,
                      .price = steps.price,
                      .lots = steps.lots,
                      .executed = {},
                      .fee_credit = 0,
                      .maker_fee = profile.tier ? profile.tier->maker_fee : terms.maker_fee,
                      .taker_fee = profile.tier ? profile.tier->taker_fee : terms.taker_fee,
                      .post_only = order.type == OrderType::limit_maker,
                      .prevention = order.self_trade_prevention,
                      .client_id = texts_.text(order.client_id),
                      .expiry = order.expiry(),
                      .special = nullptr},
            .type = order.type,
            .time_in_force = order.time_in_force,
            .budget = order.budget(),
            .group = profile.group,
            .prevented = {},
            .prevented_whole = false,
            .freed = {},
            .price_before = {},
            .trades_before = 0};
}

}  // namespace divmid
