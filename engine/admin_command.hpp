// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/columns.hpp"
#include "engine/market_rules.hpp"
#include "engine/types.hpp"

namespace divmid {

// Administration, numbers 32 to 63, and what the source observed, 64 and up: command.hpp says what
// holds for all commands.

struct ListAsset {
    static constexpr std::uint8_t kNumber = 32;

    TextRef symbol;        ///< 1 to 16 of A-Z 0-9, unique.
    std::uint8_t scale{};  ///< Decimals, 0 to 12.
};

/// Accepted only if tick_size × lot_size is a whole number of the quote's smallest units and
/// price_max × quantity_max fits 64 bits with room for 2^10 of them (market.md, Numbers).
struct ListMarket {
    static constexpr std::uint8_t kNumber = 33;

    TextRef symbol;  ///< 1 to 20 of A-Z 0-9, unique.
    AssetId base;
    AssetId quote;
    Price tick_size;
    Quantity lot_size;
    Price price_min;
    Price price_max;
    Quantity quantity_min;
    Quantity quantity_max;
    Amount notional_min;
    std::uint32_t open_orders_max{};  ///< Per account.
    Ppm maker_fee;
    Ppm taker_fee;
};

/// The engine gives the account the next free number.
struct OpenAccount {
    static constexpr std::uint8_t kNumber = 34;
};

/// The public part of an API key. What is secret lies outside the log.
struct AddKey {
    static constexpr std::uint8_t kNumber = 35;

    AccountId account;
    Scopes scopes;
    KeyAlgorithm algorithm{};
    TextRef name;        ///< What the client sends as its API key: 16 to 64 of A-Z a-z 0-9, unique.
    TextRef public_key;  ///< 32 bytes for Ed25519; none for HMAC.
};

struct RevokeKey {
    static constexpr std::uint8_t kNumber = 36;

    KeyId key;
};

/// Money or units that arrived from outside: taken from the funding account.
struct Deposit {
    static constexpr std::uint8_t kNumber = 37;

    AccountId account;
    AssetId asset;
    Amount amount;  ///< Above zero.
    TextRef note;   ///< Why, for the audit.
};

/// Replaces a market's filters and settings. Tick and lot change only while no order is open.
/// Orders that are open stay as they are.
struct SetMarketRules {
    static constexpr std::uint8_t kNumber = 38;

    MarketId market;
    MarketRules rules;
    TextRef note;
};

/// Brings a market into a phase now. On every way out of an auction call the book is uncrossed
/// first. In a call: sets its end and what follows anew. Refused: a delisting or no phase at all,
/// and times without a call (unsupported_combination), an end too near or more than
/// Calendar::kAheadMost away (time_out_of_range).
struct SetPhase {
    static constexpr std::uint8_t kNumber = 39;

    MarketId market;
    Phase phase{};
    /// Of an auction call: when it ends with an uncross, not earlier than the market's shortest
    /// call. Zero: by command. Other phases: zero.
    Timestamp until;
    Phase next{};  ///< What follows then: any phase but another call or the delisting.
    TextRef note;
};

/// As SetPhase, at a time, and again after each `every`. A market has at most Schedule::kMost of
/// them; all times lie within Calendar::kAheadMost.
struct SchedulePhase {
    static constexpr std::uint8_t kNumber = 40;

    MarketId market;
    Timestamp at;    ///< In the future.
    Duration every;  ///< Zero: once. Else at least a minute.
    Phase phase{};
    Duration lasts;  ///< Of an auction call: how long. Other phases: zero.
    Phase next{};    ///< What follows then.
};

/// Takes all of a market's scheduled phases away.
struct ClearSchedule {
    static constexpr std::uint8_t kNumber = 41;

    MarketId market;
};

/// Cancel-only from now on; at the time all open orders end and the market is closed for good.
/// Takes the schedule away.
struct Delist {
    static constexpr std::uint8_t kNumber = 42;

    MarketId market;
    Timestamp at;
    TextRef note;
};

struct SetTradeGroup {
    static constexpr std::uint8_t kNumber = 43;

    AccountId account;
    TradeGroupId group;  ///< Zero: none.
};

/// Fee rates of an account in every market, for orders that are accepted from now on.
struct SetFeeTier {
    static constexpr std::uint8_t kNumber = 44;

    AccountId account;
    bool lifted{};  ///< Back to the markets' own rates; the rates are zero then.
    Ppm maker_fee;
    Ppm taker_fee;
};

/// Takes a trade back. The engine keeps no trades: the command says what the log says of it, and
/// is refused if the trade is older than the market's rules allow or was busted before.
struct BustTrade {
    static constexpr std::uint8_t kNumber = 45;

    MarketId market;
    TradeId trade;
    AccountId buyer;
    AccountId seller;
    Ticks price;
    Lots lots;
    Amount buyer_fee;   ///< In base.
    Amount seller_fee;  ///< In quote.
    Timestamp traded;
    TextRef note;  ///< Why; at least a character.
};

/// The process began to serve. Overdue timers fire before any command that follows.
struct Started {
    static constexpr std::uint8_t kNumber = 64;
};

/// Free disk space fell below the reserve: all but cancels and administration is refused.
struct StorageLow {
    static constexpr std::uint8_t kNumber = 65;
};

struct StorageOk {
    static constexpr std::uint8_t kNumber = 66;
};

/// A connection ended: so do the open orders tied to it.
struct SessionEnded {
    static constexpr std::uint8_t kNumber = 67;

    AccountId account;
    SessionId session;
};

}  // namespace divmid
