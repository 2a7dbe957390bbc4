// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/columns.hpp"
#include "engine/market_rules.hpp"
#include "engine/types.hpp"

namespace divmid {

// Administration, and what a market as a whole does, numbers 32 to 63: event.hpp says what holds
// for all events.

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

struct MarketRulesSet {
    static constexpr std::uint8_t kNumber = 38;

    MarketId market;
    MarketRules rules;
};

/// A market was brought into a phase, or its auction call ends at another time.
struct PhaseChanged {
    static constexpr std::uint8_t kNumber = 39;

    MarketId market;
    Phase phase{};
    Timestamp until;  ///< When an auction call ends, or a market is delisted. Zero: by command.
    Phase next{};     ///< What follows then.
};

/// A phase was scheduled.
struct PhaseScheduled {
    static constexpr std::uint8_t kNumber = 40;

    MarketId market;
    Timestamp at;
    Duration every;
    Phase phase{};
    Duration lasts;
    Phase next{};
};

struct ScheduleCleared {
    static constexpr std::uint8_t kNumber = 41;

    MarketId market;
};

/// At which price an auction call would uncross now. Told at the end of a record in which it
/// changed.
struct AuctionIndicated {
    static constexpr std::uint8_t kNumber = 42;

    MarketId market;
    Ticks price;  ///< Zero: nothing would trade.
    std::uint64_t lots{};
    std::uint64_t surplus{};  ///< Lots at that price or better that would stay.
    Side surplus_side{};
};

/// An auction call ended; its AuctionTraded and TradePrevented events follow, then the ends of
/// market orders that it left, then PhaseChanged. Where preventions leave orders that still cross,
/// they are uncrossed in the same way, at a price of their own, before anything else.
struct Uncrossed {
    static constexpr std::uint8_t kNumber = 43;

    MarketId market;
    Ticks price;           ///< Zero: nothing trades.
    std::uint64_t lots{};  ///< That would trade if nothing were prevented.
};

struct TradeGroupSet {
    static constexpr std::uint8_t kNumber = 44;

    AccountId account;
    TradeGroupId group;
};

struct FeeTierSet {
    static constexpr std::uint8_t kNumber = 45;

    AccountId account;
    bool lifted{};
    Ppm maker_fee;
    Ppm taker_fee;
};

/// A trade was taken back: the buyer returned its lots less its fee, the seller the notional less
/// its fee, and the fee account both fees. Where a party has too little available, its open orders
/// that hold what it returns end right before this, by market and rising id, until it is enough,
/// the buyer's first; what it then still could not
/// give, the receivable account owes. An account that traded with itself returns only the fees.
struct TradeBusted {
    static constexpr std::uint8_t kNumber = 46;

    MarketId market;
    TradeId trade;
    AccountId buyer;
    AccountId seller;
    Ticks price;
    Lots lots;
    Amount buyer_fee;
    Amount seller_fee;
    Amount buyer_owes;   ///< In base.
    Amount seller_owes;  ///< In quote.
};

}  // namespace divmid
