// SPDX-License-Identifier: Apache-2.0
#include "engine/market/matching.hpp"

namespace divmid {

namespace {

/// The cost of lots at a price; exact, since no taker trades more than the market's limits allow
/// at once or than its budget.
Amount cost(const MarketTerms& terms, Ticks price, std::uint64_t lots) {
    return Amount{static_cast<std::int64_t>(
        lots * static_cast<std::uint64_t>(terms.notional(price, Lots{1}).value()))};
}

}  // namespace

Reach reach(const OrderBook& book, const MarketTerms& terms, Side taker, Ticks limit,
            std::uint64_t lots) {
    Reach total;
    const Side side = opposite(taker);
    for (Ticks price = book.best(side); price != Ticks{} && reaches(taker, limit, price);
         price = book.worse(side, price)) {
        const std::uint64_t here = std::min(lots - total.lots, book.level(side, price).lots);
        total.lots += here;
        total.notional += cost(terms, price, here);
        if (total.lots == lots) return total;
    }
    total.book_runs_out = true;
    return total;
}

Reach reach(const OrderBook& book, const MarketTerms& terms, Side taker, Ticks limit,
            Amount budget) {
    Reach total;
    const Side side = opposite(taker);
    for (Ticks price = book.best(side); price != Ticks{} && reaches(taker, limit, price);
         price = book.worse(side, price)) {
        const Amount rest = budget - total.notional;
        const std::uint64_t covered =
            static_cast<std::uint64_t>(rest.value() / terms.notional(price, Lots{1}).value());
        const std::uint64_t there = book.level(side, price).lots;
        const std::uint64_t here = std::min(covered, there);
        total.lots += here;
        total.notional += cost(terms, price, here);
        if (here < there || total.notional == budget) return total;
    }
    total.book_runs_out = true;
    return total;
}

}  // namespace divmid
