// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "engine/columns.hpp"
#include "engine/order_command.hpp"
#include "engine/types.hpp"

namespace divmid {

// What clients ask beyond plain orders, numbers 6 to 31: command.hpp says what holds for all
// commands.

/// What an order may ask beyond PlaceOrder. All zero: nothing.
struct Conditions {
    Trigger trigger{};
    Peg peg{};
    std::uint16_t peg_levels{};  ///< Used price levels away from the pegged one, 0 to 100.
    /// Where the trigger lies. Zero with `trailing`: it trails from the start.
    Price stop_price;
    /// How far a trailing stop follows, in basis points of the extreme; zero: it does not. With a
    /// stop price it starts to follow once that was reached.
    std::uint32_t trailing{};
    Quantity visible;   ///< Of an iceberg: the size of its slices. Zero: all is visible.
    SessionId session;  ///< The order ends with that session. Zero: it does not.
    bool keep{};        ///< It outlives the account's dead-man timer.
    /// The client's own marks, given back with the order (dialect: strategyId, strategyType).
    std::int64_t strategy{};
    std::int32_t strategy_type{};

    friend bool operator==(const Conditions&, const Conditions&) = default;
};

/// Asks for an order with conditions. A stop-loss or take-profit order has the type it works as:
/// limit, limit_maker or market.
struct PlaceConditional {
    static constexpr std::uint8_t kNumber = 6;

    PlaceOrder order;
    Conditions conditions;
};

/// As ReplaceOrder; the new half has conditions.
struct ReplaceConditional {
    static constexpr std::uint8_t kNumber = 7;

    ReplaceOrder replace;
    Conditions conditions;
};

/// Asks for two or three orders that depend on each other, all in one market and of one account;
/// account, key, market and deadline stand in the first leg, and those of the other legs are equal.
/// All are accepted or none. A one_cancels_other pair has one side and one quantity; the legs of a
/// pair are limit, limit_maker or triggered orders, one above and one below. No leg is by budget.
struct PlaceList {
    static constexpr std::uint8_t kNumber = 8;

    ListKind kind{ListKind::one_cancels_other};
    TextRef client_id;  ///< Of the list: 1 to 36 characters, or none.
    PlaceConditional first;
    PlaceConditional second;
    PlaceConditional third;  ///< Only one_triggers_a_pair; else all zero.
};

[[nodiscard]] constexpr std::uint8_t legs_of(ListKind kind) {
    return kind == ListKind::one_triggers_a_pair ? 3 : 2;
}

/// Asks for another price, or another total quantity, of an open order, in place. It keeps its
/// place in the queue if the price stays and the quantity does not grow.
struct AmendOrder {
    static constexpr std::uint8_t kNumber = 9;

    AccountId account;
    KeyId key;
    MarketId market;
    TextRef client_id;      ///< As in CancelOrder.
    OrderId order;          ///< As in CancelOrder.
    TextRef new_client_id;  ///< None: the order keeps its own.
    Price price;            ///< Zero: unchanged.
    Quantity quantity;      ///< The new total, executed and prevented included. Zero: unchanged.
    bool keep_priority{};  ///< Refused unless the order keeps its place: less quantity, same price.
    Timestamp deadline;
};

/// Asks for the end of the account's open orders that fit. With none: refused, as CancelAll.
struct CancelMany {
    static constexpr std::uint8_t kNumber = 10;

    AccountId account;
    KeyId key;
    MarketId market;  ///< Zero: everywhere.
    Sides sides{};
    Price price_min;  ///< Of the order's limit, or its stop price where it has none; zero: any.
    Price price_max;  ///< Inclusive; zero: any.
    Timestamp deadline;
};

/// Asks for the end of all open orders of a list.
struct CancelList {
    static constexpr std::uint8_t kNumber = 11;

    AccountId account;
    KeyId key;
    MarketId market;
    TextRef client_id;  ///< Of the list. Only when `list` is zero, or in addition to it.
    ListId list;
    TextRef cancel_id;
    Timestamp deadline;
};

/// Asks that all open orders of the account but those marked `keep` end unless this is asked again
/// within `timeout`.
struct SetDeadMan {
    static constexpr std::uint8_t kNumber = 12;

    AccountId account;
    KeyId key;
    Duration timeout;  ///< 0 takes the timer away; else 1 ms to 24 h.
    Timestamp deadline;
};

/// The request number of the command that follows in the same tick, which is only executed if
/// nothing with this number or a higher one was (market.md, Resend-safe entry). Stands right before
/// it; the gateway sends both or none. Where it is refused or tells that it was Repeated, what
/// follows is skipped, and only then nothing is burnt. Refused: for the account and the key as any
/// command of theirs, for a lane or number that there is not (unsupported_combination), and for the
/// lane's last number with another identity.
struct Numbered {
    static constexpr std::uint8_t kNumber = 13;

    AccountId account;
    KeyId key;
    std::uint8_t lane{};       ///< 0 to 15.
    std::uint64_t number{};    ///< Above zero.
    std::uint64_t identity{};  ///< A hash of what is asked, without time, window and signature.
};

/// Ends all open orders of an account, of a market, or of everybody, and refuses new ones until it
/// is lifted. With a key: of the key's own account only; what the operator switched, only the
/// operator lifts.
struct SwitchKill {
    static constexpr std::uint8_t kNumber = 14;

    AccountId account;  ///< Zero: all.
    MarketId market;    ///< Zero: all. Not together with an account.
    KeyId key;          ///< Zero: the operator asks.
    bool lifted{};
    TextRef note;  ///< Why, for the audit.
};

}  // namespace divmid
