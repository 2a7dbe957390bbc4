// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>
#include <type_traits>

namespace divmid {

/// A number that means something. It converts neither to nor from its representation, nor to
/// another such number; `value()` is the only way back.
template <class Meaning, class Rep>
class Strong {
public:
    using rep = Rep;

    constexpr Strong() = default;
    constexpr explicit Strong(Rep value) : value_{value} {}

    [[nodiscard]] constexpr Rep value() const { return value_; }

    friend constexpr auto operator<=>(Strong, Strong) = default;

private:
    Rep value_{};
};

/// Sums and differences, for the numbers that have them.
template <class T>
inline constexpr bool kAdditive = false;

template <class T>
    requires kAdditive<T>
constexpr T operator+(T a, T b) {
    return T{static_cast<typename T::rep>(a.value() + b.value())};
}
template <class T>
    requires kAdditive<T>
constexpr T operator-(T a, T b) {
    return T{static_cast<typename T::rep>(a.value() - b.value())};
}
template <class T>
    requires kAdditive<T>
constexpr T& operator+=(T& a, T b) {
    return a = a + b;
}
template <class T>
    requires kAdditive<T>
constexpr T& operator-=(T& a, T b) {
    return a = a - b;
}

// What is asked, in the smallest units of the assets.

/// Quote asset's smallest units for one whole unit of the base asset. 0 to 2^63-1.
using Price = Strong<struct PriceMeaning, std::int64_t>;
/// The base asset's smallest units.
using Quantity = Strong<struct QuantityMeaning, std::int64_t>;
/// Smallest units of some asset; negative only in issuer, funding and receivable accounts.
using Amount = Strong<struct AmountMeaning, std::int64_t>;

// What is traded, in the market's own steps: a product of the two is a product of small integers
// with no division, and a resting order fits half a cache line.

/// A price as a count of tick sizes. 1 to 2^31-1; 0 means none.
using Ticks = Strong<struct TicksMeaning, std::uint32_t>;
/// A quantity as a count of lot sizes. 1 to 2^32-1; 0 means none.
using Lots = Strong<struct LotsMeaning, std::uint32_t>;

// Names of things. Zero names nothing.

/// Counts up from 1 within a market, never reused.
using OrderId = Strong<struct OrderIdMeaning, std::uint64_t>;
/// Counts up from 1 within a market, without holes.
using TradeId = Strong<struct TradeIdMeaning, std::uint64_t>;
using AccountId = Strong<struct AccountIdMeaning, std::uint32_t>;
using KeyId = Strong<struct KeyIdMeaning, std::uint32_t>;
using MarketId = Strong<struct MarketIdMeaning, std::uint16_t>;
/// Of an order list; counts up from 1 over all markets, never reused.
using ListId = Strong<struct ListIdMeaning, std::uint64_t>;
/// Counts up from 1 within a market, without holes.
using PreventionId = Strong<struct PreventionIdMeaning, std::uint64_t>;
/// A connection that orders can be tied to. Given by the gateway, unique between two Started.
using SessionId = Strong<struct SessionIdMeaning, std::uint32_t>;
/// Accounts of one group count as one for self-trade prevention. Zero: of no group.
using TradeGroupId = Strong<struct TradeGroupIdMeaning, std::uint32_t>;
using AssetId = Strong<struct AssetIdMeaning, std::uint16_t>;

/// Position of a record in the log: 1, 2, 3 …
using Sequence = Strong<struct SequenceMeaning, std::uint64_t>;

/// Microseconds since 1970-01-01T00:00Z. Zero means none.
using Timestamp = Strong<struct TimestampMeaning, std::int64_t>;
/// A length of time in microseconds.
using Duration = Strong<struct DurationMeaning, std::int64_t>;

/// Parts per million: 0 to 100,000 for a fee.
using Ppm = Strong<struct PpmMeaning, std::uint32_t>;

template <>
inline constexpr bool kAdditive<Quantity> = true;
template <>
inline constexpr bool kAdditive<Amount> = true;
template <>
inline constexpr bool kAdditive<Lots> = true;
template <>
inline constexpr bool kAdditive<Duration> = true;

constexpr Timestamp operator+(Timestamp at, Duration by) {
    return Timestamp{at.value() + by.value()};
}
constexpr Duration operator-(Timestamp later, Timestamp earlier) {
    return Duration{later.value() - earlier.value()};
}

/// No deadline: later than every time.
inline constexpr Timestamp kNever{std::numeric_limits<std::int64_t>::max()};

// On disk and on the wire: the numbers never change.

enum class Side : std::uint8_t { buy = 0, sell = 1 };

[[nodiscard]] constexpr Side opposite(Side side) {
    return side == Side::buy ? Side::sell : Side::buy;
}

enum class OrderType : std::uint8_t {
    limit = 0,
    limit_maker = 1,       ///< Post-only: refused if it would take.
    market = 2,            ///< By quantity.
    market_by_budget = 3,  ///< By an amount of the quote asset.
};

/// Whether it has a price of its own.
[[nodiscard]] constexpr bool is_limit(OrderType type) {
    return type == OrderType::limit || type == OrderType::limit_maker;
}

enum class TimeInForce : std::uint8_t {
    good_till_canceled = 0,
    immediate_or_cancel = 1,
    fill_or_kill = 2,
    good_till_date = 3,
};

/// What becomes of a match between orders of one owner; the taker's mode decides.
enum class SelfTradePrevention : std::uint8_t {
    none = 0,  ///< They trade.
    expire_taker = 1,
    expire_maker = 2,
    expire_both = 3,
    decrement = 4,  ///< Both lose what the smaller one has left.
};

/// At which last trade price a waiting order starts to work: a stop loss when it got worse (a buy
/// at or above its stop price, a sell at or below), a take profit when it got better.
enum class Trigger : std::uint8_t { none = 0, stop_loss = 1, take_profit = 2 };

/// Where a pegged order takes its price from, once: the best of its own side or of the other one.
enum class Peg : std::uint8_t { none = 0, primary = 1, market = 2 };

/// How the orders of a list depend on each other.
enum class ListKind : std::uint8_t {
    one_cancels_other = 1,    ///< Two working orders; what happens to one ends the other.
    one_triggers_other = 2,   ///< The second starts when the first was filled whole.
    one_triggers_a_pair = 3,  ///< As above, with two that cancel each other.
};

/// What a waiting order waits for.
enum class WaitsFor : std::uint8_t {
    stop_price = 0,    ///< The last trade price, or a trailing stop's distance.
    working_order = 1  ///< The first order of its list to be filled.
};

/// What a market does (market.md, Phases).
enum class Phase : std::uint8_t {
    continuous = 0,
    closed = 1,
    cancel_only = 2,
    post_only = 3,
    auction_call = 4,
    halted = 5,
    delisted = 6,  ///< Closed for good.
};

/// Which sides a filter means.
enum class Sides : std::uint8_t { both = 0, buys = 1, sells = 2 };

/// In which state an order must be for a cancel to end it.
enum class CancelRestriction : std::uint8_t {
    none = 0,
    only_new = 1,               ///< Nothing of it was traded.
    only_partially_filled = 2,  ///< Some of it was traded.
};

/// Whether the new half of a replace is attempted when the old order cannot be cancelled.
enum class ReplaceMode : std::uint8_t { stop_on_failure = 0, allow_failure = 1 };

/// What a key may do, one bit each.
enum class Scope : std::uint8_t { read = 1, trade = 2, transfer = 4, meter = 8, admin = 16 };
using Scopes = Strong<struct ScopesMeaning, std::uint8_t>;
inline constexpr Scopes kAllScopes{31};

[[nodiscard]] constexpr bool allows(Scopes scopes, Scope scope) {
    return (scopes.value() & static_cast<std::uint8_t>(scope)) != 0;
}

enum class KeyAlgorithm : std::uint8_t { hmac_sha256 = 0, ed25519 = 1 };

/// The exchange's own accounts exist from the first record on; users follow from kFirstUser.
inline constexpr AccountId kIssuer{1};
inline constexpr AccountId kFees{2};
inline constexpr AccountId kFunding{3};
inline constexpr AccountId kReceivable{4};  ///< Owes what parties of busted trades could not give.
inline constexpr AccountId kFirstUser{100};

}  // namespace divmid

template <class Meaning, class Rep>
struct std::hash<divmid::Strong<Meaning, Rep>> {
    std::size_t operator()(divmid::Strong<Meaning, Rep> number) const noexcept {
        return std::hash<Rep>{}(number.value());
    }
};
