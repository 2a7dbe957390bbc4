// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/market/order_pool.hpp"
#include "engine/types.hpp"

namespace divmid {

/// What two orders of one owner lose where they meet.
struct Loss {
    Lots maker;
    std::uint64_t taker{};  ///< Lots.
    bool maker_done{};
    bool taker_done{};
};

/// By the taker's mode (market.md, Self-trade prevention): expiring takes all of a side's lots,
/// decrementing the smaller number from both. `maker` counts hidden lots too; `taker` is what is
/// left of it. Requires: the mode is not `none`, both have lots.
[[nodiscard]] constexpr Loss loss_of(SelfTradePrevention mode, Lots maker, std::uint64_t taker) {
    Loss loss;
    if (mode == SelfTradePrevention::decrement) {
        const std::uint64_t both = std::min<std::uint64_t>(maker.value(), taker);
        loss.maker = Lots{static_cast<std::uint32_t>(both)};
        loss.taker = both;
        loss.maker_done = loss.maker == maker;
        loss.taker_done = both == taker;
        return loss;
    }
    loss.maker_done = mode != SelfTradePrevention::expire_taker;
    loss.taker_done = mode != SelfTradePrevention::expire_maker;
    if (loss.maker_done) loss.maker = maker;
    if (loss.taker_done) loss.taker = taker;
    return loss;
}

/// Two orders met that must not trade.
struct Prevention {
    SlotIndex maker{};
    Loss loss;
};

}  // namespace divmid
