// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "engine/turn.hpp"

namespace divmid {

namespace {

std::span<const PlaceConditional* const> legs_of(
    const PlaceList& command, std::array<const PlaceConditional*, OrderList::kLegsMost>& legs) {
    legs = {&command.first, &command.second, &command.third};
    return {legs.data(), command.kind == ListKind::one_triggers_a_pair ? 3U : 2U};
}

bool is_none(const PlaceConditional& leg) {
    return leg.order.account == AccountId{} && leg.order.quantity == Quantity{} &&
           leg.order.price == Price{} && leg.conditions == Conditions{};
}

bool has_limit(const PlaceConditional& leg) {
    return is_limit(leg.order.type) && leg.conditions.trigger == Trigger::none;
}

/// Where it waits or rests; zero: that is not known yet.
Price price_of(const PlaceConditional& leg) {
    return leg.conditions.trigger == Trigger::none ? leg.order.price : leg.conditions.stop_price;
}

/// One above the market and one below: one stops a loss, the other takes a profit or has a limit.
bool pair_fits(const PlaceConditional& first, const PlaceConditional& second) {
    const bool stops = first.conditions.trigger == Trigger::stop_loss;
    const PlaceConditional& stop = stops ? first : second;
    const PlaceConditional& other = stops ? second : first;
    const bool other_fits = has_limit(other) || other.conditions.trigger == Trigger::take_profit;
    if (stop.conditions.trigger != Trigger::stop_loss || !other_fits ||
        first.order.side != second.order.side || first.order.quantity != second.order.quantity)
        return false;
    const Price at_loss = price_of(stop);
    const Price at_profit = price_of(other);
    if (at_loss == Price{} || at_profit == Price{}) return true;
    return stop.order.side == Side::sell ? at_profit > at_loss : at_profit < at_loss;
}

bool legs_fit(const PlaceList& command) {
    switch (command.kind) {
        case ListKind::one_cancels_other:
            return pair_fits(command.first, command.second);
        case ListKind::one_triggers_other:
            return has_limit(command.first) &&
                   command.second.order.type != OrderType::market_by_budget;
        case ListKind::one_triggers_a_pair:
            return has_limit(command.first) && pair_fits(command.second, command.third);
    }
    return false;
}

}  // namespace

Reject Turn::check_shape(const PlaceList& command) const {
    const bool known = command.kind >= ListKind::one_cancels_other &&
                       command.kind <= ListKind::one_triggers_a_pair;
    const bool three = command.kind == ListKind::one_triggers_a_pair;
    if (!known || (!three && !is_none(command.third)) ||
        command.client_id.length > OrderLists::kClientIdMost)
        return Reject::unsupported_combination;
    const PlaceOrder& head = command.first.order;
    std::array<const PlaceConditional*, OrderList::kLegsMost> legs{};
    for (const PlaceConditional* leg : legs_of(command, legs)) {
        const PlaceOrder& order = leg->order;
        if (order.account != head.account || order.key != head.key || order.market != head.market ||
            order.deadline != head.deadline || order.validate_only)
            return Reject::unsupported_combination;
    }
    return Reject::none;
}

Reject Turn::check_leg(ListLeg& leg) const {
    const std::expected<Steps, Reject> steps = checked(leg.asked);
    if (!steps) return steps.error();
    leg.steps = *steps;
    leg.ready.taking = start(leg.asked, *steps);
    if (leg.asked.role != Role::pending) return prepare(leg.asked, *steps, leg.ready);
    leg.ready.special = special_of(*leg.asked.conditions, *steps);
    leg.ready.taking.order.special = &*leg.ready.special;
    return Reject::none;
}

Reject Turn::check_legs(ListLegs& legs) const {
    Earlier earlier;
    for (ListLeg& leg : legs) {
        leg.asked.earlier = earlier;
        if (const Reject why = check_leg(leg); why != Reject::none) return why;
        if (stays_open(leg.asked)) ++earlier.orders;
        if (leg.asked.is_stop()) ++earlier.stops;
        if (leg.asked.order.side == Side::buy) earlier.buys += leg.asked.order.quantity.value();
    }
    return Reject::none;
}

Reject Turn::check_list(const PlaceList& command, ListLegs& legs) const {
    if (const Reject why = check_legs(legs); why != Reject::none) return why;
    if (!legs_fit(command)) return Reject::unsupported_combination;
    for (std::size_t i = 0; i < legs.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const std::string_view id = legs[i].ready.taking.order.client_id;
            if (!id.empty() && id == legs[j].ready.taking.order.client_id)
                return Reject::duplicate_client_id;
        }
    const PlaceOrder& head = command.first.order;
    const Market& market = state_.market(head.market);
    if (market.lists().find(head.account, texts_.text(command.client_id)) != ListId{})
        return Reject::duplicate_client_id;
    const std::uint32_t most = market.rules().lists_max;
    const bool too_many = most != 0 && market.lists().open(head.account) >= most;
    return too_many ? Reject::too_many_lists : Reject::none;
}

void Turn::operator()(const PlaceList& command) {
    const PlaceOrder& head = command.first.order;
    const auto refused = [&](Reject why) { refuse(why, head.market, head.account); };
    if (const Reject sender = check_sender(head, state_.known(head.market)); sender != Reject::none)
        return refused(sender);
    if (const Reject shape = check_shape(command); shape != Reject::none) return refused(shape);

    const bool pair = command.kind == ListKind::one_cancels_other;
    std::array<const PlaceConditional*, OrderList::kLegsMost> commands{};
    ListLegs legs;
    legs.reserve(commands.size());  // They point to themselves, and stay where they are.
    for (const PlaceConditional* leg : legs_of(command, commands)) {
        const Role role = pair || legs.empty() ? Role::placed : Role::pending;
        legs.push_back({{leg->order, &leg->conditions, role, 0, true, {}}, {}, {}});
    }
    if (const Reject why = check_list(command, legs); why != Reject::none) return refused(why);
    accept_list(command, legs);

    Market& market = state_.market(head.market);
    if (pair) {
        std::array<Starting, 2> both{Starting{legs[0].ready.taking, legs[0].ready.plan},
                                     Starting{legs[1].ready.taking, legs[1].ready.plan}};
        set_to_work(market, both);
    } else {
        for (std::size_t i = 1; i < legs.size(); ++i)
            wait(market, legs[i].ready.taking, WaitsFor::working_order, Amount{});
        work(market, legs[0].ready.taking, legs[0].ready.plan);
    }
    wake(market);
}

void Turn::accept_list(const PlaceList& command, ListLegs& legs) {
    const PlaceOrder& head = command.first.order;
    Market& market = state_.market(head.market);
    state_.last_list = ListId{state_.last_list.value() + 1};
    OrderList list{.id = state_.last_list,
                   .account = head.account,
                   .kind = command.kind,
                   .client_id = std::string{texts_.text(command.client_id)},
                   .legs = {},
                   .open = {}};
    for (std::size_t i = 0; i < legs.size(); ++i) {
        list.legs[i] = OrderId{market.last_order().value() + 1 + i};
        list.open[i] = true;
    }
    events_.push(ListAccepted{.list = list.id,
                              .account = list.account,
                              .market = head.market,
                              .kind = list.kind,
                              .client_id = command.client_id,
                              .first = list.legs[0],
                              .second = list.legs[1],
                              .third = list.legs[2]});
    for (ListLeg& leg : legs) {
        leg.ready.special->asked.list = list.id;
        accept(market, leg.asked, leg.ready.taking);
    }
    market.lists().add(std::move(list));
}

void Turn::set_to_work(Market& market, std::span<Starting> orders) {
    Amount held;
    for (const Starting& order : orders)
        if (const OpenOrder& open = order.taking.order; !order.waits())
            held = hold(open.side, open.price, open.lots, market.terms());
    for (const Starting& order : orders) {
        if (!order.waits()) continue;
        const Amount own = waiting_hold(market, order.taking);
        wait(market, order.taking, WaitsFor::stop_price, std::max(own - held, Amount{}));
        held = own;
    }
    for (const Starting& order : orders)
        if (!order.waits()) work(market, order.taking, order.plan);
}

}  // namespace divmid
