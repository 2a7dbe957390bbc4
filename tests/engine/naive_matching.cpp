// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// A taker against the book.

namespace {

/// The worst price the taker may trade at; zero: any.
Ticks limit_of(const NaiveOrder& taker) {
    return taker.has_limit() ? taker.price : taker.worst;
}

}  // namespace

NaiveExchange::Stop NaiveExchange::match(NaiveMarket& m, NaiveOrder& taker) {
    const NaiveMarket::Band band = m.band(now_);
    while (true) {
        if (taker.by_budget() ? taker.budget == 0 : taker.lots == Lots{}) return Stop::filled;
        NaiveOrder* const maker = m.best(opposite(taker.side));
        if (maker == nullptr) return Stop::no_more;
        const Ticks limit = limit_of(taker);
        if (limit != Ticks{} && !reaches(taker.side, limit, maker->price)) return Stop::no_more;
        if (!band.holds(maker->price)) return Stop::outside_band;
        std::int64_t wanted = taker.lots.value();
        if (taker.by_budget()) wanted = taker.budget / m.notional(maker->price, Lots{1});
        if (wanted == 0) return Stop::budget_spent;
        if (own(taker, *maker) && taker.prevention != SelfTradePrevention::none) {
            if (prevent(m, taker, *maker)) return Stop::prevented;
        } else {
            const std::int64_t there = maker->shown().value();
            trade(m, taker, *maker, Lots{static_cast<std::uint32_t>(std::min(wanted, there))});
        }
    }
}

/// The order after it would have taken what it may take now: a copy of everything tells.
NaiveOrder NaiveExchange::tried(const NaiveMarket& m, NaiveOrder order) const {
    NaiveExchange copy = *this;
    NaiveMarket& there = copy.market(m.terms.market);
    if (order.id == OrderId{}) order.id = OrderId{m.orders_issued + 1};
    order.state = NaiveOrder::State::taking;
    NaiveOrder& taker = there.orders.insert_or_assign(order.id, order).first->second;
    static_cast<void>(copy.match(there, taker));
    return taker;
}

/// The most that the order may take from the balance, if it starts to work now.
std::int64_t NaiveExchange::cost_now(const NaiveMarket& m, const NaiveOrder& order) const {
    if (order.has_limit()) return m.cost(order.side, order.price, order.lots);
    if (order.by_budget() && order.buys()) return order.budget;
    if (m.phase == Phase::auction_call)
        return m.cost(order.side, worst_in_call(m, order), order.lots);
    const NaiveOrder after = tried(m, order);
    return order.buys() ? after.turnover : m.units(after.executed);
}

bool NaiveExchange::own(const NaiveOrder& a, const NaiveOrder& b) const {
    const TradeGroupId group = accounts_.at(a.account).group;
    return a.account == b.account ||
           (group != TradeGroupId{} && group == accounts_.at(b.account).group);
}

void NaiveExchange::print(NaiveMarket& m, Ticks price) {
    m.prints.push_back(price);
    m.last = price;
    m.history.push_back({now_, m.terms.price(price).value()});
    // What no reference price will count any more.
    const std::int64_t buckets = std::int64_t{m.rules.reference_buckets} + 1;
    const Timestamp oldest{now_.value() - m.rules.reference_bucket.value() * buckets};
    std::erase_if(m.history, [&](const NaiveMarket::Print& each) { return each.time < oldest; });
}

void NaiveExchange::trade(NaiveMarket& m, NaiveOrder& taker, NaiveOrder& maker, Lots lots) {
    const std::int64_t quote = m.notional(maker.price, lots);
    const std::int64_t base = m.units(lots);
    const bool buys = taker.buys();
    const std::int64_t taker_gives = buys ? quote : base;
    const std::int64_t maker_gives = buys ? base : quote;
    const Amount taker_fee = taker.charge(taker.taker_fee, maker_gives);
    const Amount maker_fee = maker.charge(maker.maker_fee, taker_gives);
    const AssetId given = m.pays(taker.side);
    const AssetId taken = m.pays(maker.side);
    pay(taker.account, given, -taker_gives);
    pay(maker.account, given, taker_gives - maker_fee.value());
    pay(kFees, given, maker_fee.value());
    balances_[{maker.account, taken}].held -= maker_gives;
    pay(taker.account, taken, maker_gives - taker_fee.value());
    pay(kFees, taken, taker_fee.value());

    for (NaiveOrder* order : {&taker, &maker}) {
        order->executed += lots;
        order->turnover += quote;
        if (!order->by_budget()) order->lots -= lots;
    }
    if (taker.by_budget()) taker.budget -= quote;
    const bool taker_filled = taker.by_budget() ? taker.budget == 0 : taker.lots == Lots{};
    const bool maker_filled = maker.lots == Lots{};
    print(m, maker.price);
    events_.push(TradeExecuted{TradeId{++m.trades_issued}, maker.id, taker.id, maker.account,
                               taker.account, maker.price, lots, maker_fee, taker_fee,
                               m.terms.market, taker.side, maker_filled, taker_filled});
    if (!maker_filled && maker.shown() == Lots{}) {
        show_slice(m, maker, maker.hidden - std::min(maker.hidden, maker.visible));
        maker.place = ++m.places_issued;
    }
    traded(m, maker);
    if (maker_filled) gone(m, maker.id, EndReason::filled);
    traded(m, taker);
}

/// Whether the taker is done with it.
bool NaiveExchange::prevent(NaiveMarket& m, NaiveOrder& taker, NaiveOrder& maker) {
    using enum SelfTradePrevention;
    const SelfTradePrevention mode = taker.prevention;
    Lots maker_loses;
    Lots taker_loses;
    if (mode == expire_maker || mode == expire_both) maker_loses = maker.lots;
    if (mode == expire_taker || mode == expire_both) taker_loses = taker.lots;
    if (mode == decrement) maker_loses = taker_loses = std::min(taker.lots, maker.lots);
    const bool maker_done = maker_loses == maker.lots;
    const bool taker_done = mode == expire_taker || mode == expire_both ||
                            (mode == decrement && taker_loses == taker.lots);

    show_slice(m, maker, maker.hidden - std::min(maker.hidden, maker_loses));
    hold(maker.account, m.pays(maker.side), -m.cost(maker.side, maker.price, maker_loses));
    const bool same_account = maker.account == taker.account;
    events_.push(TradePrevented{
        .prevention = PreventionId{++m.preventions_issued},
        .maker_order = maker.id,
        .taker_order = taker.id,
        .maker = maker.account,
        .taker = taker.account,
        .group = same_account ? TradeGroupId{} : accounts_.at(taker.account).group,
        .price = maker.price,
        .maker_lots = maker_loses,
        .taker_lots = taker_loses,
        .market = m.terms.market,
        .taker_side = taker.side,
        .mode = mode,
        .maker_done = maker_done,
        .taker_done = taker_done,
        .taker_price = taker.resting() ? taker.price : Ticks{},
    });
    maker.lots -= maker_loses;
    taker.lots -= taker_loses;
    if (maker_done) gone(m, maker.id, EndReason::prevented);
    return taker_done;
}

}  // namespace divmid
