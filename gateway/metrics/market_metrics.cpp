// SPDX-License-Identifier: Apache-2.0
#include "gateway/metrics/market_metrics.hpp"

#include <string>

namespace divmid::gateway::metrics {
namespace {

constexpr Title kTicks{"divmid_ticks_total", "Records in the log, from its beginning."};
constexpr Title kCommands{"divmid_commands_total", "Commands in the log, from its beginning."};
constexpr Title kEvents{"divmid_events_total", "Events in the log, from its beginning."};
constexpr Title kOrders{"divmid_orders_total", "Orders accepted, from the beginning of the log."};
constexpr Title kTrades{"divmid_trades_total", "Trades, from the beginning of the log."};
constexpr Title kRefused{"divmid_engine_refusals_total",
                         "Commands that the engine refused, from the beginning of the log."};
constexpr Title kAnsweredErrors{"divmid_gateway_refusals_total",
                                "Requests answered with an error code since the process began."};
constexpr Title kSum{"divmid_conservation_balance",
                     "Sum of an asset over all accounts in its smallest units; always 0."};
constexpr Title kUnbalanced{"divmid_unbalanced_assets",
                            "Assets whose sum over all accounts is not 0; always 0."};

double number(std::uint64_t count) {
    return static_cast<double>(count);
}

void show_conservation(Families& to, const Catalog& catalog, const Balances& balances) {
    std::size_t shown = 0;
    std::size_t unbalanced = 0;
    for (const auto& [id, asset] : catalog.assets()) {
        const Amount sum = balances.sum(id);
        if (sum != Amount{}) ++unbalanced;
        if (shown++ < kAssetsShown)
            to.gauge(kSum, static_cast<double>(sum.value()), {{"asset", asset.symbol}});
    }
    to.gauge(kUnbalanced, number(unbalanced));
}

}  // namespace

void show(Families& to, const Projections& projections) {
    const Tally& tally = projections.tally;
    to.counter(kTicks, number(tally.ticks()));
    to.counter(kCommands, number(tally.commands()));
    to.counter(kEvents, number(tally.events()));
    to.counter(kOrders, number(tally.orders()));
    to.counter(kTrades, number(tally.trades()));
    tally.each_refusal([&](Reject reason, std::uint64_t count) {
        to.counter(kRefused, number(count), {{"reason", std::string{text(reason)}}});
    });
    show_conservation(to, projections.catalog, projections.balances);
}

void show(Families& to, const RefusalCounts& refusals) {
    for (const auto& [code, count] : refusals.all())
        to.counter(kAnsweredErrors, number(count), {{"code", std::to_string(code)}});
}

}  // namespace divmid::gateway::metrics
