// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "engine/event.hpp"
#include "engine/reactor/deferred.hpp"

namespace divmid::gateway::admin {

/// A trade as the log has it.
struct FoundTrade {
    TradeExecuted trade;
    Timestamp time;
};

/// Where an operator's command finds what the log says of a trade. A port, so that what
/// administration does can be tested without a disk.
class Trades {
public:
    virtual ~Trades() = default;

    /// Nothing when there is no such trade. Fails when the disk does.
    [[nodiscard]] virtual Deferred<std::optional<FoundTrade>> find(MarketId market,
                                                                   TradeId trade) = 0;

protected:
    Trades() = default;
    Trades(const Trades&) = default;
    Trades& operator=(const Trades&) = default;
};

}  // namespace divmid::gateway::admin
