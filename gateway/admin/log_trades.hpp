// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/reactor/reactor.hpp"
#include "gateway/admin/trades.hpp"
#include "storage/archive.hpp"
#include "storage/history.hpp"

namespace divmid::gateway::admin {

/// The history knows when a trade was, and the log of that time who made it and for which fees.
class LogTrades final : public Trades {
public:
    struct Services {
        Reactor& reactor;
        storage::History& history;
        storage::Archive& archive;
    };

    /// What is given outlives this, and what is asked of it.
    explicit LogTrades(Services services) : services_{services} {}

    [[nodiscard]] Deferred<std::optional<FoundTrade>> find(MarketId market, TradeId trade) override;

private:
    Services services_;
};

}  // namespace divmid::gateway::admin
