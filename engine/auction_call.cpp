// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/turn.hpp"

// While a market is in an auction call nothing is matched: every order that it allows rests.

namespace divmid {

// The worst price that it may trade at: the band's, as far as there is one.
Ticks Turn::price_in_call(const Market& market, Side side) const {
    const PriceBand band = market.band(now_);
    const std::int64_t low = market.terms().price_min.value();
    const std::int64_t high = market.terms().price_max.value();
    const std::int64_t bound = side == Side::buy ? band.high : band.low;
    return Ticks{static_cast<std::uint32_t>(std::clamp(bound, low, high))};
}

// A stop-market buy has one of its own: its hold covers no more.
Ticks Turn::worst_in_call(const Market& market, const Taking& taking) const {
    const OpenOrder& order = taking.order;
    if (is_limit(taking.type)) return order.price;
    const Ticks bound = price_in_call(market, order.side);
    return order.price == Ticks{} ? bound : std::min(bound, order.price);
}

auto Turn::plan_call(const Market& market, const Taking& taking) const
    -> std::expected<Plan, Reject> {
    const OpenOrder& order = taking.order;
    const Ticks limit = worst_in_call(market, taking);
    if (!affords(market, taking, hold(order.side, limit, order.lots, market.terms())))
        return std::unexpected{Reject::insufficient_balance};
    return Plan{
        .wanted = 0, .limit = limit, .band = {}, .rests = true, .end = EndReason::auction_unfilled};
}

void Turn::call_auction(Market& market, Taking& taking) {
    const Ticks price = worst_in_call(market, taking);
    const bool joins = joins_call(market, taking, price);
    if (!joins) expire(market, taking, EndReason::outside_band);
    enter(market, {Phase::auction_call, now_ + market.rules().auction_call_least, {}});
    if (joins)
        rest(market, taking, {.wanted = 0, .limit = price, .band = {}, .rests = true, .end = {}});
}

// A market order was not asked for what it would have to hold, or whether it is one too many.
bool Turn::joins_call(const Market& market, const Taking& taking, Ticks price) const {
    if (taking.type != OrderType::market) return may_rest(taking);
    const OpenOrder& order = taking.order;
    const MarketTerms& terms = market.terms();
    const AssetId asset = held_asset(order.side, terms);
    return market.open_orders(order.account) < terms.open_orders_max && !market.full() &&
           state_.ledger.balance(order.account, asset).available >=
               hold(order.side, price, order.lots, terms);
}

AuctionPrice Turn::auction_price(const Market& market) const {
    return divmid::auction_price(market.book(), market.terms().tick_size, market.reference(now_));
}

void Turn::indicate() {
    for (Market& market : state_.markets) {
        if (!market.calendar().in_call()) continue;
        const AuctionPrice now = auction_price(market);
        if (now == market.calendar().told) continue;
        market.calendar().told = now;
        events_.push(AuctionIndicated{.market = market.terms().market,
                                      .price = now.price,
                                      .lots = now.lots,
                                      .surplus = now.surplus,
                                      .surplus_side = now.surplus_side});
    }
}

}  // namespace divmid
