// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/columns.hpp"
#include "engine/reject.hpp"
#include "engine/types.hpp"

namespace divmid {

// What happened, in the past tense, one struct each; at most 64 bytes on the hot path. Numbers on
// disk never change. Text refs point into the arena of the record's commands.
//
// Events explain every balance: postings() in engine/ledger turns an event into ledger entries, and
// both the engine and every projection use it.

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

struct AssetListed {
    static constexpr std::uint8_t kNumber = 32;

    AssetId asset;
    std::uint8_t scale{};
    TextRef symbol;
};

/// The market's terms in its own steps: the command that caused it holds them as they were asked.
struct MarketListed {
    static constexpr std::uint8_t kNumber = 33;

    MarketId market;
    AssetId base;
    AssetId quote;
    TextRef symbol;
    Price tick_size;
    Quantity lot_size;
    Ticks price_min;
    Ticks price_max;
    Lots lots_min;
    Lots lots_max;
    Amount notional_min;
    Amount lot_tick_value;  ///< Quote units that one lot costs at a price of one tick.
    std::uint32_t open_orders_max{};
    Ppm maker_fee;
    Ppm taker_fee;
};

struct AccountOpened {
    static constexpr std::uint8_t kNumber = 34;

    AccountId account;
};

struct KeyAdded {
    static constexpr std::uint8_t kNumber = 35;

    KeyId key;
    AccountId account;
    Scopes scopes;
    KeyAlgorithm algorithm{};
    TextRef name;
    TextRef public_key;
};

struct KeyRevoked {
    static constexpr std::uint8_t kNumber = 36;

    KeyId key;
    AccountId account;
};

struct Deposited {
    static constexpr std::uint8_t kNumber = 37;

    AccountId account;
    AssetId asset;
    Amount amount;
};

/// The events of one record, in order, and which command of the tick caused each.
class Events
    : public Columns<CommandRefused, OrderAccepted, TradeExecuted, OrderRested, OrderCanceled,
                     OrderExpired, OrderValidated, ReplaceFailed, AssetListed, MarketListed,
                     AccountOpened, KeyAdded, KeyRevoked, Deposited> {
public:
    /// In order(): what follows is caused by the next command of the tick. What stands before the
    /// first one is the work of timers.
    static constexpr std::uint8_t kNextCommand = 0;

    /// The cause of events before the first kNextCommand.
    static constexpr std::size_t kTimer = static_cast<std::size_t>(-1);

    void begin_command() { order_.push_back(kNextCommand); }

    /// Calls `visitor(cause, event)` in order; `cause` is the index of the command, or kTimer.
    template <class Visitor>
    void visit(Visitor&& visitor) const {
        Cursors next{};
        std::size_t cause = kTimer;
        auto with_cause = [&](const auto& event) { visitor(cause, event); };
        for (const std::uint8_t number : order_) {
            if (number == kNextCommand)
                ++cause;
            else
                visit_one(number, next, with_cause);
        }
    }
};

}  // namespace divmid
