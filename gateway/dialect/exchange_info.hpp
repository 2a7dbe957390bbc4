// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "gateway/access/rate_limits.hpp"
#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/timing.hpp"
#include "gateway/projections/catalog.hpp"
#include "gateway/projections/market_states.hpp"

namespace divmid::gateway {

struct ExchangeInfo {
    Timestamp now;
    TimeUnit unit{};
    RateLimits limits;
    bool permission_sets{true};
    const MarketStates& states;
    std::span<const ListedMarket* const> markets;
};

/// What clients load markets from. Truthful: what it offers the engine accepts, and the steps and
/// limits are those that the engine checks.
void write_exchange_info(JsonWriter& json, const ExchangeInfo& info);

}  // namespace divmid::gateway
