// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/columns.hpp"
#include "engine/order_event.hpp"
#include "engine/reject.hpp"
#include "engine/types.hpp"

namespace divmid {

// What happens to orders beyond the plain ones, numbers 9 to 31: event.hpp says what holds for all
// events.
//
// An order that waits is off the book: OrderAccepted, OrderConditioned, OrderWaits. It ends with
// WaitingEnded, or awakes: OrderAwoke, and from there on all is as if it had just been accepted,
// with the order as the taker; it may wait again. What a waiting order holds is an amount of its
// own, since the orders of a list share one hold: `held` and `released` are in the asset that its
// side holds, quote for a buy, base for a sell.

/// What an accepted order asks beyond a plain one. Right after its OrderAccepted, whose price and
/// type are those it works with; a pegged price is already taken there, unless it is taken when the
/// order awakes.
struct OrderConditioned {
    static constexpr std::uint8_t kNumber = 9;

    OrderId order;
    AccountId account;
    MarketId market;
    Trigger trigger{};
    Peg peg{};
    std::uint16_t peg_levels{};
    Ticks stop_price;          ///< As in Conditions.
    std::uint32_t trailing{};  ///< As in Conditions.
    Lots visible;              ///< Zero: all.
    ListId list;               ///< Zero: of none.
    SessionId session;
    bool keep{};
    std::int64_t strategy{};
    std::int32_t strategy_type{};
};

/// An accepted order waits, off the book, with its funds in a hold.
struct OrderWaits {
    static constexpr std::uint8_t kNumber = 10;

    OrderId order;
    AccountId account;
    MarketId market;
    Side side{};
    WaitsFor waits_for{};
    Ticks price;  ///< The worst it may trade at: its limit, or of a stop-market order the bound
                  ///< that its hold covers; zero: none.
    Lots lots;
    Amount held;
};

/// A waiting order starts to work; its hold is available again.
struct OrderAwoke {
    static constexpr std::uint8_t kNumber = 11;

    OrderId order;
    AccountId account;
    MarketId market;
    Side side{};
    WaitsFor waited_for{};
    Ticks price;  ///< As in OrderWaits, but a pegged price, which is taken now.
    Lots lots;
    Amount released;
};

/// A waiting order ended, and its hold is available again.
struct WaitingEnded {
    static constexpr std::uint8_t kNumber = 12;

    OrderId order;
    AccountId account;
    MarketId market;
    Side side{};
    Lots lots;
    Amount released;
    EndReason reason{};
};

/// A trailing stop reached its stop price and follows the last trade price from now on.
struct TrailingStarted {
    static constexpr std::uint8_t kNumber = 13;

    OrderId order;
    AccountId account;
    MarketId market;
};

/// Two orders of one owner met and did not trade. Each loses lots (zero: none); what the maker
/// loses, its hold loses too. An order that is done with this ends as prevented. In an uncross the
/// older order counts as the maker, and the taker rests too: its hold loses what it loses.
struct TradePrevented {
    static constexpr std::uint8_t kNumber = 14;

    PreventionId prevention;
    OrderId maker_order;
    OrderId taker_order;
    AccountId maker;
    AccountId taker;
    TradeGroupId group;  ///< Zero: both are of one account.
    Ticks price;         ///< The maker's.
    Lots maker_lots;
    Lots taker_lots;  ///< Zero for market_by_budget.
    MarketId market;
    Side taker_side{};
    SelfTradePrevention mode{};
    bool maker_done{};
    bool taker_done{};
    Ticks taker_price{};  ///< Of a taker that rests, in an uncross; else zero.
};

/// How much of an order in the book is hidden from now on. An iceberg rests with all its lots
/// (OrderRested), then this hides all but its first slice; when a slice is used up the next one is
/// shown at the tail of its level; before an iceberg is cancelled or amended nothing is hidden any
/// more. Visible lots of a level: the sum of its orders' lots less what is hidden of them.
struct SliceShown {
    static constexpr std::uint8_t kNumber = 15;

    OrderId order;
    AccountId account;
    MarketId market;
    Side side{};
    Ticks price;
    Lots hidden_before;
    Lots hidden;
};

/// An open order in the book got another price, another number of open lots, or another client id.
/// With `kept_place` it stays where it is, and its hold is that of the new price and lots. Else it
/// left the book, its hold is available again, and the order goes on as a taker that was just
/// accepted.
struct OrderAmended {
    static constexpr std::uint8_t kNumber = 16;

    OrderId order;
    AccountId account;
    MarketId market;
    Side side{};
    bool kept_place{};
    Ticks price_before;
    Lots lots_before;  ///< Not yet traded.
    Ticks price;
    Lots lots;          ///< Not yet traded.
    TextRef client_id;  ///< The one that it carries from now on, if it is a new one.
};

/// The same for an order that waits.
struct WaitingAmended {
    static constexpr std::uint8_t kNumber = 17;

    OrderId order;
    AccountId account;
    MarketId market;
    Side side{};
    Ticks price;
    Lots lots_before;
    Lots lots;
    Amount held_before;
    Amount held;
    TextRef client_id;
};

/// An order list came into being; its orders follow, each with its OrderAccepted, by rising id.
struct ListAccepted {
    static constexpr std::uint8_t kNumber = 18;

    ListId list;
    AccountId account;
    MarketId market;
    ListKind kind{ListKind::one_cancels_other};
    TextRef client_id;
    OrderId first;
    OrderId second;
    OrderId third;  ///< Zero: none.
};

/// None of the list's orders is open any more.
struct ListEnded {
    static constexpr std::uint8_t kNumber = 19;

    ListId list;
    AccountId account;
    MarketId market;
};

/// A trade of an uncross: the older order counts as the maker, both paid the maker's rate out of
/// their holds, and both left the book at their own prices by `lots`. The buyer's hold above the
/// trade's price is available again.
struct AuctionTraded {
    static constexpr std::uint8_t kNumber = 20;

    TradeExecuted trade;
    Ticks maker_price;
    Ticks taker_price;
};

/// The command that follows was asked before, under a number that is not above the lane's last one:
/// it is not executed, and its turn is empty.
struct Repeated {
    static constexpr std::uint8_t kNumber = 21;

    KeyId key;
    AccountId account;
    std::uint8_t lane{};
    std::uint64_t number{};
    std::uint64_t last{};  ///< The lane's highest.
};

struct DeadManSet {
    static constexpr std::uint8_t kNumber = 22;

    AccountId account;
    Timestamp due;  ///< Zero: taken away.
};

/// The timer was not wound up in time. The ends of the account's orders follow.
struct DeadManFired {
    static constexpr std::uint8_t kNumber = 23;

    AccountId account;
};

/// The ends of the orders that it kills follow.
struct KillSwitched {
    static constexpr std::uint8_t kNumber = 24;

    AccountId account;
    MarketId market;
    bool lifted{};
};

}  // namespace divmid
