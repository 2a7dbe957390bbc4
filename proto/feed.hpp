// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/types.hpp"

namespace divmid::proto {

// What the exchange tells, in the engine's numbers; feed.proto says what each field means.

struct Trade {
    MarketId market;
    TradeId trade;
    Price price;
    Quantity quantity;
    Side taker_side{};
    Timestamp time;

    friend bool operator==(const Trade&, const Trade&) = default;
};

/// Quantity zero: the level is gone.
struct Level {
    Price price;
    Quantity quantity;

    friend bool operator==(const Level&, const Level&) = default;
};

/// Counts the changes of a market's levels, up from 1 and without holes.
using UpdateId = Strong<struct UpdateIdMeaning, std::uint64_t>;

struct LevelChange {
    MarketId market;
    UpdateId update;
    Side side{};
    Level level;

    friend bool operator==(const LevelChange&, const LevelChange&) = default;
};

struct DepthDiff {
    MarketId market;
    UpdateId first;
    UpdateId last;
    std::vector<Level> bids;
    std::vector<Level> asks;
    Timestamp time;

    friend bool operator==(const DepthDiff&, const DepthDiff&) = default;
};

struct DepthSnapshot {
    MarketId market;
    UpdateId last;
    std::vector<Level> bids;
    std::vector<Level> asks;

    friend bool operator==(const DepthSnapshot&, const DepthSnapshot&) = default;
};

/// Numbers on the wire, never changed.
enum class ReportedStatus : std::uint8_t {
    open = 0,
    partially_filled = 1,
    filled = 2,
    canceled = 3,
    expired = 4,
};

struct OrderUpdate {
    AccountId account;
    MarketId market;
    OrderId order;
    std::string client_id;  ///< At most 36 characters.
    Side side{};
    ReportedStatus status{};
    Price price;
    Quantity quantity;
    Quantity executed;
    Amount executed_quote;
    TradeId trade;
    Price last_price;
    Quantity last_quantity;
    Amount fee;
    bool maker{};
    Timestamp time;

    friend bool operator==(const OrderUpdate&, const OrderUpdate&) = default;
};

struct Balance {
    AccountId account;
    AssetId asset;
    Amount available;
    Amount held;
    Sequence sequence;

    friend bool operator==(const Balance&, const Balance&) = default;
};

}  // namespace divmid::proto
