// SPDX-License-Identifier: Apache-2.0
#include "gateway/metrics/market_metrics.hpp"

#include <catch2/catch.hpp>

#include "engine/exchange.hpp"

namespace divmid::gateway::metrics {
namespace {

using Catch::Contains;

/// What the log holds, made again from it.
std::string text_of(const std::vector<Record>& log) {
    Projections projections;
    for (const Record& record : log) projections.apply(record);
    Families families;
    show(families, projections);
    return families.text();
}

}  // namespace

TEST_CASE("what is counted is what the log holds, before and after a restart", "[metrics]") {
    Exchange exchange;
    std::vector<Record> log;
    const auto tick = [&](auto command, std::string_view symbol = {}) {
        Tick tick;
        tick.time = Timestamp{static_cast<std::int64_t>(log.size()) + 1};
        if constexpr (requires { command.symbol; })
            command.symbol = tick.commands.arena.add(symbol);
        tick.commands.push(command);
        log.push_back(exchange.apply(std::move(tick)));
    };
    tick(ListAsset{.symbol = {}, .scale = 6}, "USD");
    tick(ListAsset{.symbol = {}, .scale = 6}, "USD");
    tick(OpenAccount{});
    const AccountId account = log.back().events.all<AccountOpened>().front().account;
    tick(Deposit{.account = account, .asset = AssetId{1}, .amount = Amount{5}, .note = {}});

    std::size_t events = 0;
    for (const Record& record : log) events += record.events.size();
    const std::string text = text_of(log);
    CHECK_THAT(text, Contains("divmid_ticks_total 4\n"));
    CHECK_THAT(text, Contains("divmid_commands_total 4\n"));
    CHECK_THAT(text, Contains("divmid_events_total " + std::to_string(events) + "\n"));
    CHECK_THAT(text, Contains("divmid_engine_refusals_total{reason=\"" +
                              std::string{divmid::text(Reject::symbol_taken)} + "\"} 1\n"));
    CHECK_THAT(text, Contains("divmid_conservation_balance{asset=\"USD\"} 0\n"));
    CHECK_THAT(text, Contains("divmid_unbalanced_assets 0\n"));
    CHECK(text_of(log) == text);
}

TEST_CASE("every code that was answered is counted by itself", "[metrics]") {
    RefusalCounts refusals;
    refusals.count(-1022);
    refusals.count(-1022);
    refusals.count(-2010);
    Families families;
    show(families, refusals);
    CHECK_THAT(families.text(), Contains("divmid_gateway_refusals_total{code=\"-1022\"} 2\n"));
    CHECK_THAT(families.text(), Contains("divmid_gateway_refusals_total{code=\"-2010\"} 1\n"));
}

}  // namespace divmid::gateway::metrics
