// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "engine/market/auction.hpp"
#include "engine/market/phases.hpp"
#include "engine/market/schedule.hpp"
#include "engine/types.hpp"

namespace divmid {

/// What a market does now, until when, and what it will do.
struct Calendar {
    /// How far in the future anything is planned: 20 years.
    static constexpr Duration kAheadMost{20LL * 366 * 24 * 3'600 * 1'000'000};

    Phase phase{};
    /// When an auction call ends, or the market is delisted; zero: by command.
    Timestamp until;
    Phase next{};  ///< What follows then.
    Schedule schedule;
    bool killed{};  ///< By the market's kill switch.

    AuctionPrice told;  ///< What was indicated last in this auction call.

    [[nodiscard]] bool in_call() const { return phase == Phase::auction_call; }
    /// The market's last day is known, or over.
    [[nodiscard]] bool delists() const {
        return phase == Phase::delisted || next == Phase::delisted;
    }
    /// When it has something to do next; kNever: nothing is planned.
    [[nodiscard]] Timestamp due() const {
        const Timestamp scheduled = schedule.empty() ? kNever : schedule.soonest().at;
        return until == Timestamp{} ? scheduled : std::min(until, scheduled);
    }
};

}  // namespace divmid
