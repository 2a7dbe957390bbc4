// SPDX-License-Identifier: Apache-2.0
#include "engine/ledger/fees.hpp"
#include "engine/turn.hpp"

namespace divmid {

void Turn::execute(const PlaceOrder& command, Taking& taking, const Plan& plan) {
    Market& market = state_.market(command.market);
    accept(market, command, taking);
    work(market, taking, plan);
}

void Turn::accept(Market& market, const PlaceOrder& command, Taking& taking) {
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
}

void Turn::work(Market& market, Taking& taking, const Plan& plan) {
    OpenOrder& order = taking.order;
    taking.price_before = market.last_price();
    const bool by_budget = order.lots == Lots{};
    const std::uint64_t untraded =
        market.match(order.side, order.price, plan.wanted,
                     [&](const Fill& fill) { trade(market, taking, plan, fill); });
    if (!by_budget) {
        const Lots traded{static_cast<std::uint32_t>(plan.wanted - untraded)};
        order.lots -= traded;
        order.executed += traded;
    }
    if (order.lots != Lots{} && plan.rests) {
        rest(market, taking);
    } else if (order.lots != Lots{} || plan.budget_left != Amount{}) {
        events_.push(OrderExpired{.order = order.id,
                                  .account = order.account,
                                  .price = order.price,
                                  .lots = order.lots,
                                  .market = market.terms().market,
                                  .side = order.side,
                                  .reason = plan.end});
    }
    taker_ended(market, taking);
}

void Turn::taker_ended(Market&, const Taking&) {}

void Turn::trade(Market& market, Taking& taking, const Plan& plan, const Fill& fill) {
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
        // An order by budget is filled when its whole budget is used.
        .taker_filled = fill.taker_filled && plan.budget_left == Amount{},
    };
    state_.ledger.post(event, terms);
    events_.push(event);
    if (taking.first_print == Ticks{}) taking.first_print = event.price;
    taking.last_print = event.price;
    market.print(event.price);
}

void Turn::rest(Market& market, const Taking& taking) {
    const OpenOrder& order = taking.order;
    const OrderRested event{.order = order.id,
                            .account = order.account,
                            .price = order.price,
                            .lots = order.lots,
                            .market = market.terms().market,
                            .side = order.side};
    state_.ledger.post(event, market.terms());
    events_.push(event);
    market.rest(order);
}

}  // namespace divmid
