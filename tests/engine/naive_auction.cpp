// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// The end of an auction call.

/// Where a market order rests until the uncross.
Ticks NaiveExchange::price_at_market_in_call(const NaiveMarket& m, Side side) const {
    const NaiveMarket::Band band = m.band(now_);
    const std::int64_t least = m.terms.price_min.value();
    const std::int64_t most = m.terms.price_max.value();
    const std::int64_t price = side == Side::buy ? band.high : band.low;
    return Ticks{static_cast<std::uint32_t>(std::clamp(price, least, most))};
}

Ticks NaiveExchange::worst_in_call(const NaiveMarket& m, const NaiveOrder& order) const {
    const Ticks price = price_at_market_in_call(m, order.side);
    return order.worst != Ticks{} && order.buys() ? std::min(order.worst, price) : price;
}

void NaiveExchange::uncross(NaiveMarket& m) {
    struct Round {
        std::optional<Ticks> last_before;
        std::vector<Ticks> prints;
    };
    std::vector<Round> rounds;
    NaiveMarket::Crossing crossing = m.crossing(m.reference(now_));
    events_.push(Uncrossed{m.terms.market, crossing.price, crossing.lots});
    if (crossing.price != Ticks{})
        for (auto& [id, order] : m.orders)
            if (order.resting()) show_slice(m, order, Lots{});
    // Preventions may leave orders that cross each other still.
    while (crossing.price != Ticks{}) {
        const std::optional<Ticks> last_before = m.last;
        pair_up(m, crossing.price);
        rounds.push_back({last_before, std::exchange(m.prints, {})});
        crossing = m.crossing(m.reference(now_));
        if (crossing.price != Ticks{})
            events_.push(Uncrossed{m.terms.market, crossing.price, crossing.lots});
    }
    for (auto& [id, order] : m.orders)
        if (!rounds.empty() && order.resting() && order.visible != Lots{} &&
            order.lots > order.visible)
            show_slice(m, order, order.lots - order.visible);
    std::vector<OrderId> unfilled;
    for (const auto& [id, order] : m.orders)
        if (order.at_market_in_call) unfilled.push_back(id);
    end_all(m, unfilled, EndReason::auction_unfilled);
    for (Round& round : rounds) {
        m.prints = std::move(round.prints);
        taker_ended(m, round.last_before);
    }
}

void NaiveExchange::pair_up(NaiveMarket& m, Ticks price) {
    while (true) {
        NaiveOrder* const bid = m.best(Side::buy);
        NaiveOrder* const ask = m.best(Side::sell);
        if (bid == nullptr || ask == nullptr || bid->price < price || ask->price > price) return;
        NaiveOrder& older = bid->id < ask->id ? *bid : *ask;
        NaiveOrder& younger = bid->id < ask->id ? *ask : *bid;
        if (own(older, younger) && younger.prevention != SelfTradePrevention::none)
            prevent_in_auction(m, older, younger);
        else
            trade_in_auction(m, older, younger, price);
    }
}

void NaiveExchange::trade_in_auction(NaiveMarket& m, NaiveOrder& older, NaiveOrder& younger,
                                     Ticks price) {
    NaiveOrder& buyer = older.buys() ? older : younger;
    NaiveOrder& seller = older.buys() ? younger : older;
    const Lots lots = std::min(older.lots, younger.lots);
    const std::int64_t paid = m.notional(price, lots);
    const std::int64_t sold = m.units(lots);
    const Amount buyer_fee = buyer.charge(buyer.maker_fee, sold);
    const Amount seller_fee = seller.charge(seller.maker_fee, paid);
    hold(buyer.account, m.terms.quote, -m.notional(buyer.price, lots));
    hold(seller.account, m.terms.base, -sold);
    pay(buyer.account, m.terms.quote, -paid);
    pay(buyer.account, m.terms.base, sold - buyer_fee.value());
    pay(kFees, m.terms.base, buyer_fee.value());
    pay(seller.account, m.terms.base, -sold);
    pay(seller.account, m.terms.quote, paid - seller_fee.value());
    pay(kFees, m.terms.quote, seller_fee.value());

    for (NaiveOrder* order : {&older, &younger}) {
        order->executed += lots;
        order->turnover += paid;
        order->lots -= lots;
    }
    const bool older_filled = older.lots == Lots{};
    const bool younger_filled = younger.lots == Lots{};
    print(m, price);
    events_.push(AuctionTraded{
        .trade = {TradeId{++m.trades_issued}, older.id, younger.id, older.account, younger.account,
                  price, lots, older.buys() ? buyer_fee : seller_fee,
                  older.buys() ? seller_fee : buyer_fee, m.terms.market, younger.side, older_filled,
                  younger_filled},
        .maker_price = older.price,
        .taker_price = younger.price,
    });
    traded(m, older);
    if (older_filled) gone(m, older.id, EndReason::filled);
    traded(m, younger);
    if (younger_filled) gone(m, younger.id, EndReason::filled);
}

void NaiveExchange::prevent_in_auction(NaiveMarket& m, NaiveOrder& older, NaiveOrder& younger) {
    const Lots before = younger.lots;
    const Ticks price = younger.price;
    const bool done = prevent(m, younger, older);
    hold(younger.account, m.pays(younger.side),
         -m.cost(younger.side, price, before - younger.lots));
    if (done) gone(m, younger.id, EndReason::prevented);
}

void NaiveExchange::indicate() {
    for (auto& [id, m] : markets_) {
        if (m.phase != Phase::auction_call) continue;
        const NaiveMarket::Crossing now = m.crossing(m.reference(now_));
        if (now == m.told) continue;
        m.told = now;
        events_.push(AuctionIndicated{id, now.price, now.lots, now.surplus, now.surplus_side});
    }
}

}  // namespace divmid
