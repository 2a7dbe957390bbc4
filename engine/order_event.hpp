// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/columns.hpp"
#include "engine/reject.hpp"
#include "engine/types.hpp"

namespace divmid {

// What happens to plain orders, numbers 1 to 8: event.hpp says what holds for all events.

/// The command whose place in the tick causes() names was refused, and changed nothing.
struct CommandRefused {
    static constexpr std::uint8_t kNumber = 1;

    Reject reason{};
    MarketId market;    ///< Zero where the command has none.
    AccountId account;  ///< Zero where the command has none.
};

/// An order came into being. What it trades and whether it rests follows in the same record.
struct OrderAccepted {
    static constexpr std::uint8_t kNumber = 2;

    OrderId order;
    AccountId account;
    MarketId market;
    Side side{};
    OrderType type{};
    TimeInForce time_in_force{};
    SelfTradePrevention self_trade_prevention{};
    TextRef client_id;
    Ticks price;  ///< Zero for market orders.
    Lots lots;    ///< Zero for market_by_budget.
    Ppm maker_fee;
    Ppm taker_fee;
    std::int64_t budget_or_expiry{};  ///< As in PlaceOrder.
};
static_assert(sizeof(OrderAccepted) <= 64);

/// Two orders met, at the maker's price. The buyer gets lots less fee, the seller notional less
/// fee. The taker pays out of its available balance, the maker out of its hold.
struct TradeExecuted {
    static constexpr std::uint8_t kNumber = 3;

    TradeId trade;
    OrderId maker_order;
    OrderId taker_order;
    AccountId maker;
    AccountId taker;
    Ticks price;
    Lots lots;
    Amount maker_fee;  ///< In the asset that the maker receives.
    Amount taker_fee;  ///< In the asset that the taker receives.
    MarketId market;
    Side taker_side{};
    bool maker_filled{};  ///< The maker's order is done with this trade.
    bool taker_filled{};
};
static_assert(sizeof(TradeExecuted) <= 64);

/// What an accepted order did not trade went into the book, at the tail of its level, and its funds
/// into a hold: price × lots of the quote for a buy, lots of the base for a sell.
struct OrderRested {
    static constexpr std::uint8_t kNumber = 4;

    OrderId order;
    AccountId account;
    Ticks price;
    Lots lots;
    MarketId market;
    Side side{};
};

/// An open order left the book with `lots` unfilled, and its hold was freed.
struct OrderCanceled {
    static constexpr std::uint8_t kNumber = 5;

    OrderId order;
    AccountId account;
    Ticks price;
    Lots lots;
    MarketId market;
    Side side{};
    EndReason reason{};
};

/// What an order that does not rest could not trade ended at once; nothing was held for it.
struct OrderExpired {
    static constexpr std::uint8_t kNumber = 6;

    OrderId order;
    AccountId account;
    Ticks price;  ///< Zero for market orders.
    Lots lots;    ///< Unfilled; zero for market_by_budget.
    MarketId market;
    Side side{};
    EndReason reason{};
};

/// A validate-only order would have been accepted. Rates for the fee preview.
struct OrderValidated {
    static constexpr std::uint8_t kNumber = 7;

    AccountId account;
    MarketId market;
    Ppm maker_fee;
    Ppm taker_fee;
};

/// A half of a ReplaceOrder failed, or both did. In its record the cancel's half stands first, then
/// this, then the new order's half: [OrderCanceled] ReplaceFailed [OrderAccepted …]. Where nothing
/// failed it is left out. A replace whose parameters are refused is a CommandRefused, and neither
/// half was tried.
struct ReplaceFailed {
    static constexpr std::uint8_t kNumber = 8;

    Reject cancel{};  ///< none: it was done.
    Reject
        place{};  ///< none: it was done, or, after a failed cancel with stop_on_failure, not tried.
    AccountId account;
    MarketId market;
    OrderId order;  ///< That was to be cancelled; zero when the account has no such open order.
};

}  // namespace divmid
