// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/types.hpp"

namespace divmid {

/// A market's filters and settings as the operator gives them (market.md; the dialect's names of
/// the filters are in capitals). Zero switches a rule off unless it says otherwise. They bind new
/// orders and amends.
struct MarketRules {
    // PRICE_FILTER and LOT_SIZE, as in ListMarket; none may be zero.
    Price tick_size;
    Price price_min;
    Price price_max;
    Quantity lot_size;
    Quantity quantity_min;
    Quantity quantity_max;
    // MARKET_LOT_SIZE, of market orders by quantity; zero: as LOT_SIZE.
    Quantity market_quantity_min;
    Quantity market_quantity_max;
    // NOTIONAL. For a market order: its quantity at the reference price, or its budget.
    Amount notional_min;
    Amount notional_max;
    bool notional_min_to_market{};
    bool notional_max_to_market{};
    // Of an account: MAX_NUM_ORDERS (not off), MAX_NUM_ALGO_ORDERS (waiting for a stop price),
    // MAX_NUM_ORDER_LISTS, and MAX_POSITION (base held in any way, and open buys).
    std::uint32_t open_orders_max{};
    std::uint32_t algo_orders_max{};
    std::uint32_t lists_max{};
    Quantity position_max;
    /// ICEBERG_PARTS: at most that many slices. Zero: no icebergs.
    std::uint32_t iceberg_parts_max{};
    // TRAILING_DELTA in basis points: above is a stop-loss buy or take-profit sell, below the
    // others. Zero as most: no trailing that way.
    std::uint32_t trailing_above_min{};
    std::uint32_t trailing_above_max{};
    std::uint32_t trailing_below_min{};
    std::uint32_t trailing_below_max{};
    // PERCENT_PRICE_BY_SIDE: limits as millionths of the reference price.
    std::uint32_t bid_percent_min{};
    std::uint32_t bid_percent_max{};
    std::uint32_t ask_percent_min{};
    std::uint32_t ask_percent_max{};
    /// The execution band around the reference price: no trade outside, in millionths of it
    /// (PRICE_RANGE). Both zero: no band.
    std::uint32_t band_below{};
    std::uint32_t band_above{};
    /// A taker that meets an order outside the band: false, its rest expires; true, the market
    /// goes into an auction call of `auction_call_least`, and the rest takes part.
    bool band_calls_auction{};
    // The reference price: the mean of the trade prices of the last `reference_buckets` buckets of
    // time, each `reference_bucket` wide. Zero: there is none.
    Duration reference_bucket;
    std::uint32_t reference_buckets{};
    /// Stands in for it while no trade lies in that time. Zero: no band and no percent price then.
    Price first_reference;
    /// The self-trade prevention of orders that ask for none is the gateway's to add; this says
    /// which. Always offered: none and this one.
    SelfTradePrevention default_prevention{};
    /// One bit a mode, by its number.
    std::uint8_t preventions{};
    /// After a restart the market comes back cancel-only.
    bool cancel_only_after_start{};
    Duration auction_call_least;  ///< Of every auction call.
    Duration bust_within;         ///< A trade may be taken back for so long.
    // Fees of accounts without a tier of their own: as in ListMarket.
    Ppm maker_fee;
    Ppm taker_fee;

    /// Requires: the mode is one of them.
    [[nodiscard]] bool offers(SelfTradePrevention mode) const {
        return mode == SelfTradePrevention::none || mode == default_prevention ||
               (preventions >> static_cast<unsigned>(mode) & 1U) != 0;
    }
    friend bool operator==(const MarketRules&, const MarketRules&) = default;
};

}  // namespace divmid
