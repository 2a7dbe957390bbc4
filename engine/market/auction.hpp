// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/market/order_book.hpp"
#include "engine/types.hpp"

namespace divmid {

/// What an uncross of a crossed book would do.
struct AuctionPrice {
    Ticks price;              ///< Zero: nothing would trade.
    std::uint64_t lots{};     ///< Traded there, if no self-trade is prevented.
    std::uint64_t surplus{};  ///< Lots at that price or better that would stay.
    Side surplus_side{};      ///< Buy when there is none.

    friend bool operator==(const AuctionPrice&, const AuctionPrice&) = default;
};

/// The price with the largest volume; of those the ones with the least surplus; of those the
/// highest if all have their surplus on the buy side, the lowest if all have it on the sell side,
/// else the one nearest to the reference, the higher of two (market.md, Phases, Auction). Prices
/// are ticks between the limits of the orders that meet, not only such as were asked for.
///
/// `reference` is in units; zero: there is none, and the middle stands for it. One walk over the
/// levels of both sides that cross. Requires: levels count hidden lots too.
[[nodiscard]] AuctionPrice auction_price(const OrderBook& book, Price tick_size, Price reference);

}  // namespace divmid
