// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/types.hpp"

namespace divmid {

/// What is asked of a market, as far as its phase cares. A replace asks for what its new half does,
/// an amend for what the amended order did.
enum class Asking : std::uint8_t {
    cancel,
    limit,      ///< That may rest: good till cancelled, or till a date.
    limit_now,  ///< Immediate or cancel, fill or kill.
    limit_maker,
    market,
    market_by_budget,
    waiting,  ///< For a stop price, whatever it works as.
    list,
};
inline constexpr std::size_t kAskings = 8;

/// A phase that a market can be in, rather than a number that names none.
[[nodiscard]] constexpr bool is_phase(Phase phase) {
    return phase <= Phase::delisted;
}

/// The matrix of market.md, Phases, with a line for each phase and a column for each kind of
/// Asking. In an auction call nothing is matched at once: what would end unmatched is refused, a
/// limit maker too, since whether it would take is not known before the uncross.
[[nodiscard]] constexpr bool allows(Phase phase, Asking asking) {
    constexpr bool yes = true;
    constexpr bool no = false;
    // cancel limit  now   maker market budget waiting list
    constexpr std::array<std::array<bool, kAskings>, 7> kAllowed{{
        {yes, yes, yes, yes, yes, yes, yes, yes},  // continuous
        {no, no, no, no, no, no, no, no},          // closed
        {yes, no, no, no, no, no, no, no},         // cancel_only
        {yes, no, no, yes, no, no, no, no},        // post_only
        {yes, yes, no, no, yes, no, yes, no},      // auction_call
        {yes, no, no, no, no, no, no, no},         // halted
        {no, no, no, no, no, no, no, no},          // delisted
    }};
    return kAllowed[static_cast<std::size_t>(phase)][static_cast<std::size_t>(asking)];
}

/// Whether orders meet as they come.
[[nodiscard]] constexpr bool matches(Phase phase) {
    return phase == Phase::continuous;
}

/// What an order asks that waits for a stop price, or does not.
[[nodiscard]] constexpr Asking asking_of(OrderType type, TimeInForce time_in_force, bool waits) {
    if (waits) return Asking::waiting;
    switch (type) {
        case OrderType::limit:
            return time_in_force == TimeInForce::immediate_or_cancel ||
                           time_in_force == TimeInForce::fill_or_kill
                       ? Asking::limit_now
                       : Asking::limit;
        case OrderType::limit_maker:
            return Asking::limit_maker;
        case OrderType::market:
            return Asking::market;
        case OrderType::market_by_budget:
            return Asking::market_by_budget;
    }
    return Asking::market_by_budget;
}

}  // namespace divmid
