// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "engine/ledger/fees.hpp"
#include "engine/market/self_trade.hpp"
#include "engine/turn.hpp"

// The end of an auction call (market.md, Phases, Auction).

namespace divmid {

void Turn::uncross(Market& market) {
    end_overdue(market);
    const std::vector<OrderId> orders = market.open_ids();
    std::vector<Print> prints;
    AuctionPrice found = auction_price(market);
    tell_uncrossed(market, found);
    const bool trades = found.price != Ticks{};
    if (trades) reveal_icebergs(market, orders);
    // Preventions may leave orders that still cross each other: those are uncrossed again, at a
    // price that they can all trade at.
    while (found.price != Ticks{}) {
        const Ticks before = market.last_price();
        if (pair_up(market, found.price)) prints.push_back({before, found.price});
        found = auction_price(market);
        if (found.price != Ticks{}) tell_uncrossed(market, found);
    }
    if (trades) hide_icebergs(market, orders);
    end_at_market(market, orders);
    for (const Print& print : prints) {
        Triggers::Touched touched;
        market.triggers().print(print.price, touched);
        queue_reached(market, touched, print.before);
    }
}

void Turn::end_at_market(Market& market, const std::vector<OrderId>& orders) {
    for (const OrderId order : orders) {
        const SlotIndex at = market.find(order);
        const SpecialOrder* const special = at == 0 ? nullptr : market.special(at);
        if (special != nullptr && special->at_market)
            cancel(market, at, EndReason::auction_unfilled);
    }
}

void Turn::tell_uncrossed(const Market& market, const AuctionPrice& found) {
    events_.push(
        Uncrossed{.market = market.terms().market, .price = found.price, .lots = found.lots});
}

void Turn::reveal_icebergs(Market& market, const std::vector<OrderId>& orders) {
    for (const OrderId order : orders) {
        const SlotIndex at = market.find(order);
        if (market.waits(at)) continue;
        const Lots before = market.hide(at, Lots{});
        if (before != Lots{}) show_slice(market, at, before);
    }
}

void Turn::hide_icebergs(Market& market, const std::vector<OrderId>& orders) {
    for (const OrderId order : orders) {
        const SlotIndex at = market.find(order);
        const SpecialOrder* const special = at == 0 ? nullptr : market.special(at);
        if (special == nullptr || special->waits || special->asked.visible == Lots{}) continue;
        const Lots lots = market.open_lots(at);
        if (lots <= special->asked.visible) continue;
        const Lots before = market.hide(at, lots - special->asked.visible);
        if (before != market.special(at)->hidden) show_slice(market, at, before);
    }
}

bool Turn::pair_up(Market& market, Ticks price) {
    const OrderBook& book = market.book();
    const TradeId last = market.last_trade();
    while (true) {
        const Ticks bid = book.best(Side::buy);
        const Ticks ask = book.best(Side::sell);
        if (bid < price || ask == Ticks{} || ask > price) return market.last_trade() != last;
        const SlotIndex buyer = book.level(Side::buy, bid).head;
        const SlotIndex seller = book.level(Side::sell, ask).head;
        const bool buyer_is_older = market[buyer].id < market[seller].id;
        const Pair pair{buyer_is_older ? buyer : seller, buyer_is_older ? seller : buyer};
        if (prevents(market, pair))
            prevent(market, pair);
        else
            trade(market, pair, price);
    }
}

bool Turn::prevents(const Market& market, Pair pair) const {
    const OpenOrder younger = market.describe(pair.younger);
    const Guard guard{younger.prevention, younger.account, state_.profiles[younger.account].group,
                      state_.profiles};
    return younger.prevention != SelfTradePrevention::none && guard.owns(market[pair.older]);
}

void Turn::trade(Market& market, Pair pair, Ticks price) {
    const MarketTerms& terms = market.terms();
    OrderSlot& maker = market[pair.older];
    OrderSlot& taker = market[pair.younger];
    const Lots lots = std::min(maker.lots, taker.lots);
    const auto charge = [&](OrderSlot& order) {
        const Amount gets = hold(opposite(order.side()), price, lots, terms);
        const Fee fee = fee_of_fill(gets, order.maker_fee(),
                                    FeeCredit{static_cast<std::uint32_t>(order.fee_credit)});
        order.fee_credit = fee.credit.value() & 0xF'FFFFU;
        return fee.amount;
    };
    const AuctionTraded event{.trade = {.trade = market.issue_trade(),
                                        .maker_order = maker.id,
                                        .taker_order = taker.id,
                                        .maker = maker.account(),
                                        .taker = taker.account(),
                                        .price = price,
                                        .lots = lots,
                                        .maker_fee = charge(maker),
                                        .taker_fee = charge(taker),
                                        .market = terms.market,
                                        .taker_side = taker.side(),
                                        .maker_filled = lots == maker.lots,
                                        .taker_filled = lots == taker.lots},
                              .maker_price = maker.ticks(),
                              .taker_price = taker.ticks()};
    state_.ledger.post(event, terms);
    events_.push(event);
    market.print(price, now_);
    const Leg older = leg_of(market, pair.older);
    const Leg younger = leg_of(market, pair.younger);
    market.fill(pair.older, lots);
    market.fill(pair.younger, lots);
    leg_traded(market, older, event.trade.maker_filled);
    leg_traded(market, younger, event.trade.taker_filled);
}

void Turn::prevent(Market& market, Pair pair) {
    const OpenOrder maker = market.describe(pair.older);
    const OpenOrder taker = market.describe(pair.younger);
    const Loss loss = loss_of(taker.prevention, maker.lots, taker.lots.value());
    const Lots taker_lots{static_cast<std::uint32_t>(loss.taker)};
    const bool one_account = maker.account == taker.account;
    const TradePrevented event{
        .prevention = market.issue_prevention(),
        .maker_order = maker.id,
        .taker_order = taker.id,
        .maker = maker.account,
        .taker = taker.account,
        .group = one_account ? TradeGroupId{} : state_.profiles[taker.account].group,
        .price = maker.price,
        .maker_lots = loss.maker,
        .taker_lots = taker_lots,
        .market = market.terms().market,
        .taker_side = taker.side,
        .mode = taker.prevention,
        .maker_done = loss.maker_done,
        .taker_done = loss.taker_done,
        .taker_price = taker.price,
    };
    state_.ledger.post(event, market.terms());
    events_.push(event);
    const Leg older = leg_of(market, pair.older);
    const Leg younger = leg_of(market, pair.younger);
    market.prevent(pair.older, loss.maker);
    market.prevent(pair.younger, taker_lots);
    if (loss.maker_done) leg_done(market, older.list, older.order, EndReason::prevented);
    if (loss.taker_done) leg_done(market, younger.list, younger.order, EndReason::prevented);
}

}  // namespace divmid
