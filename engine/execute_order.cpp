// SPDX-License-Identifier: Apache-2.0
#include "engine/ledger/fees.hpp"
#include "engine/turn.hpp"

namespace divmid {

namespace {

OrderAccepted accepted(const PlaceOrder& order, OrderId id, const MarketTerms& terms) {
    return {
        .order = id,
        .account = order.account,
        .market = order.market,
        .side = order.side,
        .type = order.type,
        .time_in_force = order.time_in_force,
        .self_trade_prevention = order.self_trade_prevention,
        .client_id = order.client_id,
        .price = {},
        .lots = {},
        .maker_fee = terms.maker_fee,
        .taker_fee = terms.taker_fee,
        .budget_or_expiry = order.budget_or_expiry,
    };
}

}  // namespace

void Turn::execute(const PlaceOrder& command, const Plan& plan) {
    Market& market = state_.market(command.market);
    OrderAccepted taker = accepted(command, market.issue_order(), market.terms());
    taker.price = plan.limit;
    taker.lots = plan.lots;
    events_.push(taker);

    Taking taking{.order = taker, .budget_left = plan.budget_left, .fee_credit = {}};
    const std::uint64_t untraded =
        market.match(taker.side, plan.limit, plan.wanted,
                     [&](const Fill& fill) { trade(market, taking, fill); });
    const std::uint64_t traded = plan.wanted - untraded;
    const Lots left =
        taker.lots == Lots{} ? Lots{} : taker.lots - Lots{static_cast<std::uint32_t>(traded)};
    if (left == Lots{} && plan.budget_left == Amount{}) return;
    if (plan.rests) return rest(market, taking, left);
    events_.push(OrderExpired{.order = taker.order,
                              .account = taker.account,
                              .price = taker.price,
                              .lots = left,
                              .market = taker.market,
                              .side = taker.side,
                              .reason = plan.end});
}

void Turn::trade(Market& market, Taking& taking, const Fill& fill) {
    const MarketTerms& terms = market.terms();
    const OrderAccepted& taker = taking.order;
    OrderSlot& maker = market[fill.at];
    const Amount taker_gets = hold(maker.side(), maker.ticks(), fill.lots, terms);
    const Amount maker_gets = hold(taker.side, maker.ticks(), fill.lots, terms);
    const Fee taker_fee = fee_of_fill(taker_gets, taker.taker_fee, taking.fee_credit);
    const Fee maker_fee = fee_of_fill(maker_gets, maker.maker_fee(),
                                      FeeCredit{static_cast<std::uint32_t>(maker.fee_credit)});
    taking.fee_credit = taker_fee.credit;
    maker.fee_credit = maker_fee.credit.value() & 0xF'FFFFU;

    const TradeExecuted event{
        .trade = market.issue_trade(),
        .maker_order = maker.id,
        .taker_order = taker.order,
        .maker = maker.account(),
        .taker = taker.account,
        .price = maker.ticks(),
        .lots = fill.lots,
        .maker_fee = maker_fee.amount,
        .taker_fee = taker_fee.amount,
        .market = taker.market,
        .taker_side = taker.side,
        .maker_filled = fill.maker_filled,
        // An order by budget is filled when its whole budget is used.
        .taker_filled = fill.taker_filled && taking.budget_left == Amount{},
    };
    state_.ledger.post(event, terms);
    events_.push(event);
}

void Turn::rest(Market& market, const Taking& taking, Lots lots) {
    const OrderAccepted& order = taking.order;
    const OrderRested event{.order = order.order,
                            .account = order.account,
                            .price = order.price,
                            .lots = lots,
                            .market = order.market,
                            .side = order.side};
    state_.ledger.post(event, market.terms());
    events_.push(event);
    const bool ends_at_date = order.time_in_force == TimeInForce::good_till_date;
    market.rest({.id = order.order,
                 .account = order.account,
                 .side = order.side,
                 .price = order.price,
                 .lots = lots,
                 .executed = order.lots - lots,
                 .fee_credit = taking.fee_credit.value(),
                 .maker_fee = order.maker_fee,
                 .client_id = texts_.text(order.client_id),
                 .expiry = Timestamp{ends_at_date ? order.budget_or_expiry : 0}});
}

}  // namespace divmid
