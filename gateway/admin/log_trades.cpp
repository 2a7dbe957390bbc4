// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/log_trades.hpp"

#include <utility>
#include <vector>

namespace divmid::gateway::admin {

Deferred<std::optional<FoundTrade>> LogTrades::find(MarketId market, TradeId trade) {
    using Found = std::optional<FoundTrade>;
    auto rows = services_.history.trades({.market = market, .from = trade, .limit = 1});
    return std::move(rows).then(
        [services = services_, market, trade](const std::vector<storage::TradeRow>& found) {
            if (found.empty() || found.front().trade != trade)
                return Deferred<Found>::ready(services.reactor, std::nullopt);
            const Timestamp time = found.front().time;
            return services.archive.trade({.market = market, .trade = trade, .time = time})
                .then([time](const std::optional<TradeExecuted>& whole) {
                    return whole ? Found{{*whole, time}} : Found{};
                });
        });
}

}  // namespace divmid::gateway::admin
