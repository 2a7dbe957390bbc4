// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "engine/reject.hpp"
#include "engine/types.hpp"

namespace divmid::storage {

// Every field of a record is a number in a column of 64-bit words. Signed ones are extended by
// their sign, so that a difference of two of them is small when they are close.

template <class Meaning, std::integral Rep>
[[nodiscard]] constexpr std::uint64_t to_bits(Strong<Meaning, Rep> number) {
    return static_cast<std::uint64_t>(number.value());
}
template <std::integral T>
[[nodiscard]] constexpr std::uint64_t to_bits(T number) {
    return static_cast<std::uint64_t>(number);
}
template <class T>
    requires std::is_enum_v<T>
[[nodiscard]] constexpr std::uint64_t to_bits(T name) {
    return static_cast<std::uint64_t>(name);
}

// Which numbers name something. A switch over the names would say it too; the largest name is
// enough where they leave no holes.

[[nodiscard]] constexpr std::uint64_t last_name(Side) {
    return to_bits(Side::sell);
}
[[nodiscard]] constexpr std::uint64_t last_name(OrderType) {
    return to_bits(OrderType::market_by_budget);
}
[[nodiscard]] constexpr std::uint64_t last_name(TimeInForce) {
    return to_bits(TimeInForce::good_till_date);
}
[[nodiscard]] constexpr std::uint64_t last_name(SelfTradePrevention) {
    return to_bits(SelfTradePrevention::decrement);
}
[[nodiscard]] constexpr std::uint64_t last_name(CancelRestriction) {
    return to_bits(CancelRestriction::only_partially_filled);
}
[[nodiscard]] constexpr std::uint64_t last_name(ReplaceMode) {
    return to_bits(ReplaceMode::allow_failure);
}
[[nodiscard]] constexpr std::uint64_t last_name(KeyAlgorithm) {
    return to_bits(KeyAlgorithm::ed25519);
}
[[nodiscard]] constexpr std::uint64_t last_name(Trigger) {
    return to_bits(Trigger::take_profit);
}
[[nodiscard]] constexpr std::uint64_t last_name(Peg) {
    return to_bits(Peg::market);
}
[[nodiscard]] constexpr std::uint64_t last_name(WaitsFor) {
    return to_bits(WaitsFor::working_order);
}
[[nodiscard]] constexpr std::uint64_t last_name(Phase) {
    return to_bits(Phase::delisted);
}
[[nodiscard]] constexpr std::uint64_t last_name(Sides) {
    return to_bits(Sides::sells);
}

template <class T>
[[nodiscard]] constexpr bool names(T, std::uint64_t bits) {
    return bits <= last_name(T{});
}
[[nodiscard]] constexpr bool names(ListKind, std::uint64_t bits) {
    return bits >= 1 && bits <= to_bits(ListKind::one_triggers_a_pair);
}
[[nodiscard]] constexpr bool names(EndReason, std::uint64_t bits) {
    return bits <= to_bits(EndReason::auction_unfilled);  // Zero: none yet, in rows of open orders.
}
[[nodiscard]] bool names(Reject, std::uint64_t bits);

// The inverse of to_bits(). False, and `to` unchanged, when the word is not of that type.

template <std::integral T>
[[nodiscard]] constexpr bool from_bits(std::uint64_t bits, T& to) {
    const T number = static_cast<T>(bits);
    if (to_bits(number) != bits) return false;
    to = number;
    return true;
}
template <class Meaning, std::integral Rep>
[[nodiscard]] constexpr bool from_bits(std::uint64_t bits, Strong<Meaning, Rep>& to) {
    Rep number{};
    if (!from_bits(bits, number)) return false;
    to = Strong<Meaning, Rep>{number};
    return true;
}
template <class T>
    requires std::is_enum_v<T>
[[nodiscard]] constexpr bool from_bits(std::uint64_t bits, T& to) {
    if (!names(T{}, bits)) return false;
    to = static_cast<T>(bits);
    return true;
}

}  // namespace divmid::storage
