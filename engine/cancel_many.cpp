// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "engine/turn.hpp"

namespace divmid {

// Cancels of many: market by market, within it by rising order id, orders in the book and off it
// alike. What hangs on an order of a list ends right after it.

template <class Fits>
bool Turn::cancel_where(Market& market, AccountId account, Fits&& fits) {
    std::vector<OrderId> found;
    for (const SlotIndex at : market.orders_of(account))
        if (fits(market, at)) found.push_back(market[at].id);
    for (const OrderId id : found)
        if (const SlotIndex at = market.find(id); at != 0)
            cancel(market, at, EndReason::canceled_by_owner);
    return !found.empty();
}

namespace {

/// Its limit, or its stop price where it has none.
Price price_of(const Market& market, SlotIndex at) {
    const bool limited = !market.waits(at) || (is_limit(market.waiting(at).type) &&
                                               market.special(at)->asked.peg == Peg::none);
    return market.terms().price(limited ? market[at].ticks()
                                        : market.special(at)->asked.stop_price);
}

bool fits(const CancelMany& command, const Market& market, SlotIndex at) {
    const Side side = market[at].side();
    const Price price = price_of(market, at);
    return (command.sides != Sides::buys || side == Side::buy) &&
           (command.sides != Sides::sells || side == Side::sell) &&
           (command.price_min == Price{} || price >= command.price_min) &&
           (command.price_max == Price{} || price <= command.price_max);
}

}  // namespace

void Turn::operator()(const CancelAll& command) {
    (*this)(CancelMany{.account = command.account,
                       .key = command.key,
                       .market = command.market,
                       .sides = Sides::both,
                       .price_min = {},
                       .price_max = {},
                       .deadline = command.deadline});
}

void Turn::operator()(const CancelMany& command) {
    const bool everywhere = command.market == MarketId{};
    Reject reason = check_sender(command, everywhere || state_.known(command.market));
    if (reason == Reject::none && command.sides > Sides::sells)
        reason = Reject::unsupported_combination;
    const auto cancels = [](const Market& market) {
        return allows(market.calendar().phase, Asking::cancel);
    };
    if (reason == Reject::none && !everywhere && !cancels(state_.market(command.market)))
        reason = Reject::phase_forbids;
    if (reason != Reject::none) return refuse(reason, command.market, command.account);

    const auto fits_command = [&](const Market& market, SlotIndex at) {
        return fits(command, market, at);
    };
    bool any = false;
    for (Market& market : state_.markets)
        if (everywhere ? cancels(market) : market.terms().market == command.market)
            any = cancel_where(market, command.account, fits_command) || any;
    if (!any) refuse(Reject::unknown_order, command.market, command.account);
}

void Turn::operator()(const CancelList& command) {
    const auto refused = [&](Reject why) { refuse(why, command.market, command.account); };
    if (const Reject sender = check_sender(command, state_.known(command.market));
        sender != Reject::none)
        return refused(sender);
    Market& market = state_.market(command.market);
    if (!allows(market.calendar().phase, Asking::cancel)) return refused(Reject::phase_forbids);
    const std::string_view client_id = texts_.text(command.client_id);
    const ListId id =
        command.list != ListId{} ? command.list : market.lists().find(command.account, client_id);
    const OrderList* const list = market.lists().find(id);
    const bool found = list != nullptr && list->account == command.account &&
                       (client_id.empty() || list->client_id == client_id);
    if (!found) return refused(Reject::unknown_order);
    for (std::size_t i = 0; i < OrderList::kLegsMost; ++i)
        if (list->open[i])
            return cancel(market, market.find(list->legs[i]), EndReason::canceled_by_owner);
}

}  // namespace divmid
