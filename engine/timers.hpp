// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>

#include "engine/types.hpp"

namespace divmid {

/// Whatever happens by itself at a time. Those of one time come by kind, then by market or account;
/// dates of a market by order id. An order's date comes first, so that it is over when an uncross
/// of the same moment looks for orders.
struct Timer {
    enum class Kind : std::uint8_t {
        date,      ///< Of an order of a market.
        dead_man,  ///< Of an account.
        calendar,  ///< Of a market: the end of its auction call or of the market, a phase.
    };

    /// That many come in one tick, the others in the next. Ends by date go on where the tick brings
    /// what may trade: an order that is over does not, even with its timer still queued.
    static constexpr std::size_t kMost = 1'000;

    Timestamp due{kNever};
    Kind kind{};
    std::uint32_t owner{};  ///< Market or account.

    [[nodiscard]] bool before(const Timer& other) const {
        return std::tie(due, kind, owner) < std::tie(other.due, other.kind, other.owner);
    }
};

}  // namespace divmid
