// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/ledger/fees.hpp"
#include "engine/turn.hpp"

namespace divmid {

void Turn::execute(const Asked& asked, Ready& ready) {
    Market& market = state_.market(asked.order.market);
    accept(market, asked, ready.taking);
    if (asked.waits())
        return wait(market, ready.taking, WaitsFor::stop_price, waiting_hold(market, ready.taking));
    work(market, ready.taking, ready.plan);
    wake(market);
}

void Turn::accept(Market& market, const Asked& asked, Taking& taking) {
    const PlaceOrder& command = asked.order;
    taking.order.id = market.issue_order();
    events_.push(OrderAccepted{
        .order = taking.order.id,
        .account = command.account,
        .market = command.market,
        .side = command.side,
        .type = command.type,
        .time_in_force = command.time_in_force,
        .self_trade_prevention = command.self_trade_prevention,
        .client_id = command.client_id,
        .price = taking.order.price,
        .lots = taking.order.lots,
        .maker_fee = taking.order.maker_fee,
        .taker_fee = taking.order.taker_fee,
        .budget_or_expiry = command.budget_or_expiry,
    });
    if (asked.conditions != nullptr) tell_conditions(*asked.conditions, taking, market);
}

void Turn::tell_conditions(const Conditions& conditions, const Taking& taking,
                           const Market& market) {
    const SpecialTerms& asked = taking.order.special->asked;
    events_.push(OrderConditioned{.order = taking.order.id,
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
                                  .strategy_type = conditions.strategy_type});
}

template <bool Guarded>
struct Turn::Telling {
    static constexpr bool kGuarded = Guarded;

    Turn& turn;
    Market& market;
    Taking& taking;
    SelfTradePrevention mode{};

    void fill(const Fill& fill) { turn.trade(market, taking, fill); }
    void slice_shown(SlotIndex at, Lots before) { turn.show_slice(market, at, before); }
    void refilled(SlotIndex at) { turn.tell_lists(market, taking, at, false); }

    [[nodiscard]] std::uint64_t wants(Ticks price, std::uint64_t left) const {
        if (taking.type != OrderType::market_by_budget) return left;
        const Amount of_a_lot = market.terms().notional(price, Lots{1});
        return static_cast<std::uint64_t>(taking.budget.value() / of_a_lot.value());
    }
    [[nodiscard]] bool owns(const OrderSlot& maker) const {
        return turn.guard_of(taking).owns(maker);
    }
    void prevented(const Prevention& prevention) { turn.prevent(market, taking, prevention); }
};

void Turn::work(Market& market, Taking& taking, const Plan& plan) {
    OpenOrder& order = taking.order;
    taking.price_before = market.last_price();
    taking.trades_before = events_.all<TradeExecuted>().size();
    if (plan.wanted != 0) {
        const std::uint64_t left = take(market, taking, plan);
        if (taking.type != OrderType::market_by_budget) {
            const Lots open{static_cast<std::uint32_t>(left)};
            order.executed += order.lots - open - taking.prevented;
            order.lots = open;
        }
    }
    const bool done = taking.prevented_whole || (order.lots == Lots{} && taking.budget == Amount{});
    const EndReason why = done ? EndReason::filled : why_ended(market, taking, plan);
    if (!done) {
        if (plan.rests && why == plan.end)
            rest(market, taking, plan);
        else if (why == EndReason::outside_band && market.rules().band_calls_auction)
            call_auction(market, taking);
        else
            expire(market, taking, why);
    }
    if (order.special != nullptr && market.find(order.id) == 0) leg_took(market, taking, why);
    taker_ended(market, taking);
}

void Turn::expire(const Market& market, const Taking& taking, EndReason reason) {
    const OpenOrder& order = taking.order;
    events_.push(OrderExpired{.order = order.id,
                              .account = order.account,
                              .price = is_limit(taking.type) ? order.price : Ticks{},
                              .lots = order.lots,
                              .market = market.terms().market,
                              .side = order.side,
                              .reason = reason});
}

std::uint64_t Turn::take(Market& market, Taking& taking, const Plan& plan) {
    const Wanted wanted{taking.order.side, plan.limit, plan.wanted};
    if (!guarded(market, taking))
        return market.match(wanted, Telling<false>{*this, market, taking, {}});
    return market.match(wanted, Telling<true>{*this, market, taking, taking.order.prevention});
}

EndReason Turn::why_ended(const Market& market, const Taking& taking, const Plan& plan) {
    const bool by_budget = taking.type == OrderType::market_by_budget;
    if (!by_budget && !market.has_band()) return plan.end;
    const Side side = taking.order.side;
    const Ticks met = market.book().best(opposite(side));
    if (met == Ticks{}) return by_budget ? EndReason::insufficient_liquidity : plan.end;
    const bool outside = !plan.band.holds(met) && reaches(side, taking.order.price, met) &&
                         plan.end != EndReason::unfilled_fok;
    return outside ? EndReason::outside_band : plan.end;
}

void Turn::trade(Market& market, Taking& taking, const Fill& fill) {
    const MarketTerms& terms = market.terms();
    OpenOrder& taker = taking.order;
    OrderSlot& maker = market[fill.at];
    const Amount taker_gets = hold(maker.side(), maker.ticks(), fill.lots, terms);
    const Amount maker_gets = hold(taker.side, maker.ticks(), fill.lots, terms);
    const Fee taker_fee = fee_of_fill(taker_gets, taker.taker_fee, FeeCredit{taker.fee_credit});
    const Fee maker_fee = fee_of_fill(maker_gets, maker.maker_fee(),
                                      FeeCredit{static_cast<std::uint32_t>(maker.fee_credit)});
    taker.fee_credit = taker_fee.credit.value();
    maker.fee_credit = maker_fee.credit.value() & 0xF'FFFFU;
    // An order by budget is filled when its whole budget is used.
    const bool by_budget = taking.type == OrderType::market_by_budget;
    if (by_budget) taking.budget = taking.budget - terms.notional(maker.ticks(), fill.lots);

    const TradeExecuted event{
        .trade = market.issue_trade(),
        .maker_order = maker.id,
        .taker_order = taker.id,
        .maker = maker.account(),
        .taker = taker.account,
        .price = maker.ticks(),
        .lots = fill.lots,
        .maker_fee = maker_fee.amount,
        .taker_fee = taker_fee.amount,
        .market = terms.market,
        .taker_side = taker.side,
        .maker_filled = fill.maker_filled,
        .taker_filled = by_budget ? taking.budget == Amount{} : fill.taker_filled,
    };
    state_.ledger.post(event, terms);
    events_.push(event);
    market.print(event.price, now_);
    const bool refills = maker.lots == Lots{} && !fill.maker_filled;
    if ((maker.is_special || taker.special != nullptr) && !refills)
        tell_lists(market, taking, fill.at, fill.maker_filled);
}

void Turn::prevent(Market& market, Taking& taking, const Prevention& prevention) {
    const OpenOrder& taker = taking.order;
    const OrderSlot& maker = market[prevention.maker];
    const bool by_budget = taking.type == OrderType::market_by_budget;
    const Lots taker_lots{static_cast<std::uint32_t>(by_budget ? 0 : prevention.loss.taker)};
    taking.prevented += taker_lots;
    taking.prevented_whole = prevention.loss.taker_done;
    const bool one_account = maker.account() == taker.account;
    const TradePrevented event{
        .prevention = market.issue_prevention(),
        .maker_order = maker.id,
        .taker_order = taker.id,
        .maker = maker.account(),
        .taker = taker.account,
        .group = one_account ? TradeGroupId{} : taking.group,
        .price = maker.ticks(),
        .maker_lots = prevention.loss.maker,
        .taker_lots = taker_lots,
        .market = market.terms().market,
        .taker_side = taker.side,
        .mode = taker.prevention,
        .maker_done = prevention.loss.maker_done,
        .taker_done = prevention.loss.taker_done,
    };
    state_.ledger.post(event, market.terms());
    events_.push(event);
    const SpecialOrder* const special = market.special(prevention.maker);
    if (event.maker_done && special != nullptr && special->asked.list != ListId{})
        leg_done(market, special->asked.list, event.maker_order, EndReason::prevented);
}

void Turn::show_slice(const Market& market, SlotIndex at, Lots hidden_before) {
    const OrderSlot& order = market[at];
    events_.push(SliceShown{.order = order.id,
                            .account = order.account(),
                            .market = market.terms().market,
                            .side = order.side(),
                            .price = order.ticks(),
                            .hidden_before = hidden_before,
                            .hidden = market.special(at)->hidden});
}

void Turn::rest(Market& market, Taking& taking, const Plan& plan) {
    OpenOrder& order = taking.order;
    const bool at_market = !is_limit(taking.type);
    if (at_market) order.price = plan.limit;
    const OrderRested event{.order = order.id,
                            .account = order.account,
                            .price = order.price,
                            .lots = order.lots,
                            .market = market.terms().market,
                            .side = order.side};
    state_.ledger.post(event, market.terms());
    events_.push(event);
    if (order.special == nullptr && taking.prevented == Lots{} && !at_market)
        market.rest(order);
    else
        rest_special(market, taking);
}

/// An iceberg hides all but its first slice.
void Turn::rest_special(Market& market, const Taking& taking) {
    SpecialOrder special = taking.order.special == nullptr ? SpecialOrder{} : *taking.order.special;
    special.prevented += taking.prevented;
    special.at_market = !is_limit(taking.type);
    const Lots lots = taking.order.lots;
    const Lots visible = special.asked.visible;
    if (visible != Lots{}) special.hidden = lots - std::min(lots, visible);
    OpenOrder order = taking.order;
    order.special = &special;
    const SlotIndex at = market.rest(order);
    if (special.hidden != Lots{}) show_slice(market, at, Lots{});
}

}  // namespace divmid
