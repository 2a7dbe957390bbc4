// SPDX-License-Identifier: Apache-2.0
#include "engine/market/auction.hpp"

#include <algorithm>

#include "engine/check.hpp"

namespace divmid {

namespace {

/// What is left of one side while its best lots are paired with those of the other.
class Rest {
public:
    Rest(const OrderBook& book, Side side) : book_{book}, side_{side}, price_{book.best(side)} {
        if (!empty()) lots_ = book_.level(side_, price_).lots;
    }

    [[nodiscard]] bool empty() const { return price_ == Ticks{}; }
    [[nodiscard]] Ticks price() const { return price_; }
    [[nodiscard]] std::uint64_t lots() const { return lots_; }  ///< Of its best level.
    /// Some lots of its best level were paired, but not all.
    [[nodiscard]] bool began() const { return began_; }
    /// The worst price that was needed so far.
    [[nodiscard]] Ticks last() const { return last_; }

    /// Requires: at most lots().
    void take(std::uint64_t lots) {
        last_ = price_;
        lots_ -= lots;
        began_ = lots_ != 0;
        if (!began_) step();
    }
    void step() {
        price_ = book_.worse(side_, price_);
        lots_ = empty() ? 0 : book_.level(side_, price_).lots;
    }

private:
    const OrderBook& book_;
    Side side_;
    Ticks price_;
    std::uint64_t lots_{};
    Ticks last_;
    bool began_{};
};

/// Ticks from `low` to `high`.
struct Range {
    std::uint32_t low;
    std::uint32_t high;
};

/// The tick of the range that is nearest to the reference, the higher of two.
Ticks nearest(Range range, Price tick_size, Price reference) {
    ENSURE(range.low <= range.high);
    if (reference <= Price{}) return Ticks{range.low + (range.high - range.low + 1) / 2};
    const std::int64_t below = reference.value() / tick_size.value();
    const std::int64_t beyond = reference.value() % tick_size.value();
    // Doubled without overflow: the upper neighbour wins from the half on.
    const std::int64_t tick = below + (beyond >= tick_size.value() - beyond ? 1 : 0);
    return Ticks{static_cast<std::uint32_t>(std::clamp<std::int64_t>(tick, range.low, range.high))};
}

/// Where both sides' last lots were used up: prices between which nothing is left over, or, where
/// the next levels of both sides are neighbours, the one of them that leaves less.
AuctionPrice balanced(const Rest& bids, const Rest& asks, std::uint64_t lots, Price tick_size,
                      Price reference, const OrderBook& book) {
    // All of these prices have the largest volume: down to the last ask that was needed, up to the
    // last bid.
    const Range all{asks.last().value(), bids.last().value()};
    const Range even{bids.empty() ? all.low : std::max(all.low, bids.price().value() + 1),
                     asks.empty() ? all.high : std::min(all.high, asks.price().value() - 1)};
    if (even.low <= even.high) return {nearest(even, tick_size, reference), lots, 0, Side::buy};

    // Up to the next bid its lots are too many, and from the next ask on those.
    if (bids.lots() < asks.lots()) return {bids.price(), lots, bids.lots(), Side::buy};
    if (asks.lots() < bids.lots()) return {asks.price(), lots, asks.lots(), Side::sell};
    const Ticks below = book.worse(Side::buy, bids.price());
    const Ticks above = book.worse(Side::sell, asks.price());
    const Range equal{std::max(all.low, below.value() + 1),
                      above == Ticks{} ? all.high : std::min(all.high, above.value() - 1)};
    const Ticks price = nearest(equal, tick_size, reference);
    return {price, lots, bids.lots(), price <= bids.price() ? Side::buy : Side::sell};
}

}  // namespace

AuctionPrice auction_price(const OrderBook& book, Price tick_size, Price reference) {
    // Pairing the best of both sides as long as they cross gives the largest volume.
    Rest bids{book, Side::buy};
    Rest asks{book, Side::sell};
    std::uint64_t lots = 0;
    while (!bids.empty() && !asks.empty() && bids.price() >= asks.price()) {
        const std::uint64_t paired = std::min(bids.lots(), asks.lots());
        bids.take(paired);
        asks.take(paired);
        lots += paired;
    }
    if (lots == 0) return {};
    // A level that was begun is where the volume ends: on the way to the other side's last price
    // only more of its own side would be left over.
    if (bids.began()) return {bids.price(), lots, bids.lots(), Side::buy};
    if (asks.began()) return {asks.price(), lots, asks.lots(), Side::sell};
    return balanced(bids, asks, lots, tick_size, reference, book);
}

}  // namespace divmid
