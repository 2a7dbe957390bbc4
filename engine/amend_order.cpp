// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "engine/turn.hpp"

namespace divmid {

// An open order gets another price, or another quantity, and keeps its id. What it has lost to
// trades and prevention stays lost.

/// One order with its new terms.
struct Turn::Amended {
    SlotIndex at{};
    bool waits{};
    bool keeps_place{};  ///< Or waits on.
    Ticks price;
    Lots lots;  ///< Open ones.
    Amount held_before;
    Amount held;  ///< If it rests again, or waits on.

    [[nodiscard]] Amount grows() const { return held - held_before; }
};

void Turn::operator()(const AmendOrder& command) {
    const auto refused = [&](Reject why) { refuse(why, command.market, command.account); };
    if (const Reject sender = check_sender(command, state_.known(command.market));
        sender != Reject::none)
        return refused(sender);
    Market& market = state_.market(command.market);
    if (const Reject state = check_state(command.account, market); state != Reject::none)
        return refused(state);
    const SlotIndex at = find(market, {command.account, command.order, command.client_id});
    if (at == 0) return refused(Reject::unknown_order);

    Amended own;
    if (const Reject why = check_terms(command, market, at, own); why != Reject::none)
        return refused(why);
    std::optional<Amended> other;
    if (const Reject why = amend_sibling(market, own, other); why != Reject::none)
        return refused(why);
    // Of the two only one can have a place in the book to lose.
    const bool other_moves = other && !other->keeps_place;
    const bool moves = !own.keeps_place || other_moves;
    Lifted lifted{market, other_moves ? other->at : own.at, state_.profiles};
    Plan plan;
    if (moves) {
        const Amended& moved = other_moves ? *other : own;
        const Amount beside = other_moves ? own.grows() : other ? other->grows() : Amount{};
        lifted.taking.order.price = moved.price;
        lifted.taking.order.lots = moved.lots;
        lifted.taking.freed = moved.held_before - std::max(beside, Amount{});
        const std::expected<Plan, Reject> planned = this->plan(market, lifted.taking);
        if (!planned) return refused(planned.error());
        plan = *planned;
        lifted.taking.freed = Amount{};
    }
    if (const Reject funds = check_funds(market, own, other ? &*other : nullptr);
        funds != Reject::none)
        return refused(funds);

    if (command.new_client_id.length != 0 && !own.keeps_place)
        lifted.taking.order.client_id = texts_.text(command.new_client_id);
    amend(market, own, command.new_client_id);
    if (other) amend(market, *other, {});
    if (moves) work(market, lifted.taking, plan);
    wake(market);
}

Reject Turn::check_terms(const AmendOrder& command, const Market& market, SlotIndex at,
                         Amended& amended) const {
    const OpenOrder order = market.describe(at);
    const bool waits = market.waits(at);
    const Lifted like{market, at, state_.profiles};
    const OrderType type = like.taking.type;
    const TimeInForce time_in_force = like.taking.time_in_force;
    if (!allows(market.calendar().phase, asking_of(type, time_in_force, waits)))
        return Reject::phase_forbids;
    if (command.new_client_id.length > OrderNote::kClientIdMost)
        return Reject::unsupported_combination;
    const SlotIndex twin = market.find(command.account, texts_.text(command.new_client_id));
    if (twin != 0 && twin != at) return Reject::duplicate_client_id;

    const SpecialOrder none{};
    const SpecialOrder& special = order.special == nullptr ? none : *order.special;
    const MarketTerms& terms = market.terms();
    const Lots done = order.executed + special.prevented;
    const bool limited = is_limit(type);
    const bool pends = waits && market.waiting(at).waits_for == WaitsFor::working_order;
    if (special.at_market || pends || (waits && special.asked.peg != Peg::none) ||
        (!limited && command.price != Price{}))
        return Reject::amend_not_possible;

    PlaceOrder next{};
    next.account = command.account;
    next.market = command.market;
    next.side = order.side;
    next.type = type;
    next.price = !limited                   ? Price{}
                 : command.price != Price{} ? command.price
                                            : terms.price(order.price);
    next.quantity =
        command.quantity != Quantity{} ? command.quantity : terms.quantity(done + order.lots);
    const std::expected<Steps, Reject> steps = check_steps({.order = next});
    if (!steps) return steps.error();

    const Ticks price = limited ? steps->price : order.price;
    const bool same_price = price == order.price;
    if (same_price && steps->lots == done + order.lots) return Reject::amend_changes_nothing;
    if (command.keep_priority && (!same_price || steps->lots > done + order.lots))
        return Reject::amend_grows;
    if (steps->lots <= done) return Reject::amend_below_done;
    if (const Reject why = check_growth(market, at, steps->lots - done); why != Reject::none)
        return why;
    amended = amended_to(market, at, price, steps->lots - done);
    return Reject::none;
}

Reject Turn::check_parts(const Market& market, SlotIndex at, Lots open) {
    const SpecialOrder* const special = market.special(at);
    if (special == nullptr || special->asked.visible == Lots{} || open <= market.open_lots(at))
        return Reject::none;
    const Lots done = market.describe(at).executed + special->prevented;
    const bool fits =
        parts(done + open, special->asked.visible) <= market.rules().iceberg_parts_max;
    return fits ? Reject::none : Reject::iceberg_parts;
}

Reject Turn::check_growth(const Market& market, SlotIndex at, Lots open) const {
    const Lots before = market.open_lots(at);
    if (open <= before) return Reject::none;
    if (const Reject why = check_parts(market, at, open); why != Reject::none) return why;
    const OrderSlot& order = market[at];
    if (order.side() == Side::sell || !market.has_rare_filters()) return Reject::none;
    return check_position(market, order.account(), market.terms().quantity(open - before));
}

auto Turn::amended_to(const Market& market, SlotIndex at, Ticks price, Lots lots) -> Amended {
    const OpenOrder order = market.describe(at);
    const MarketTerms& terms = market.terms();
    const bool waits = market.waits(at);
    return {.at = at,
            .waits = waits,
            .keeps_place = waits || (price == order.price && lots <= order.lots),
            .price = price,
            .lots = lots,
            .held_before =
                waits ? market.waiting(at).held : hold(order.side, order.price, order.lots, terms),
            .held = hold(order.side, price, lots, terms)};
}

Reject Turn::amend_sibling(const Market& market, Amended& own, std::optional<Amended>& other) {
    const SpecialOrder* const special = market.special(own.at);
    if (special == nullptr || special->asked.list == ListId{}) return Reject::none;
    const OrderList& list = *market.lists().find(special->asked.list);
    const std::size_t leg = list.leg(market[own.at].id);
    const std::size_t sibling = list.sibling(leg);
    if (sibling == OrderList::kNoLeg || !list.open[sibling]) return Reject::none;

    const SlotIndex at = market.find(list.legs[sibling]);
    const Lots lots = market.open_lots(at);
    const Lots before = market.open_lots(own.at);
    if (own.lots < before && lots <= before - own.lots) return Reject::amend_below_done;
    other = amended_to(market, at, market[at].ticks(), lots - before + own.lots);
    if (const Reject why = check_parts(market, at, other->lots); why != Reject::none) return why;
    // One hold, the larger one: in full by what rests or else by the first of two.
    const bool own_first = !own.waits || (other->waits && leg < sibling);
    Amended& second = own_first ? *other : own;
    const Amended& first = own_first ? own : *other;
    second.held = std::max(second.held - first.held, Amount{});
    if (other->lots == lots && other->grows() == Amount{}) other.reset();
    return Reject::none;
}

Reject Turn::check_funds(const Market& market, const Amended& own, const Amended* other) const {
    const OrderSlot& order = market[own.at];
    const Amount more = other == nullptr ? own.grows() : own.grows() + other->grows();
    const Amount most = std::max({more, own.keeps_place ? own.grows() : Amount{}, Amount{}});
    const AssetId asset = held_asset(order.side(), market.terms());
    return state_.ledger.balance(order.account(), asset).available >= most
               ? Reject::none
               : Reject::insufficient_balance;
}

void Turn::amend(Market& market, const Amended& amended, TextRef client_id) {
    if (amended.waits) return amend_waiting(market, amended, client_id);
    const SlotIndex at = amended.at;
    const Lots shown = market[at].lots;
    if (const Lots before = market.show_whole(at); before != Lots{}) show_slice(market, at, before);
    const OrderSlot& order = market[at];
    const OrderAmended event{.order = order.id,
                             .account = order.account(),
                             .market = market.terms().market,
                             .side = order.side(),
                             .kept_place = amended.keeps_place,
                             .price_before = order.ticks(),
                             .lots_before = order.lots,
                             .price = amended.price,
                             .lots = amended.lots,
                             .client_id = client_id};
    const bool hid = shown != order.lots;
    state_.ledger.post(event, market.terms());
    events_.push(event);
    if (!amended.keeps_place) return market.cancel(at);
    market.shrink(at, amended.lots);
    if (client_id.length != 0) market.rename(at, texts_.text(client_id));
    // What others see of an iceberg only changes where less than that is left.
    if (!hid || amended.lots <= shown) return;
    const Lots before = market.hide(at, amended.lots - shown);
    show_slice(market, at, before);
}

void Turn::amend_waiting(Market& market, const Amended& amended, TextRef client_id) {
    const OrderSlot& order = market[amended.at];
    const WaitingAmended event{.order = order.id,
                               .account = order.account(),
                               .market = market.terms().market,
                               .side = order.side(),
                               .price = amended.price,
                               .lots_before = order.lots,
                               .lots = amended.lots,
                               .held_before = amended.held_before,
                               .held = amended.held,
                               .client_id = client_id};
    state_.ledger.post(event, market.terms());
    events_.push(event);
    market.amend_waiting(amended.at, amended.price, amended.lots, amended.held);
    if (client_id.length != 0) market.rename(amended.at, texts_.text(client_id));
}

}  // namespace divmid
