// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/trade_queries.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/dialect/faults.hpp"
#include "gateway/dialect/later.hpp"
#include "gateway/dialect/market_data.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {

using storage::AggregateId;
using storage::AggregateRow;
using storage::TradeQuery;
using storage::TradeRow;

namespace {

constexpr std::size_t kTradesDefault = 500;
constexpr std::size_t kTradesMost = 1000;

/// What all of them have: the newest ones of the market.
TradeQuery read_newest(Parameters& parameters, const ListedMarket* market) {
    TradeQuery query;
    if (market) query.market = market->terms.market;
    query.limit = parameters.limit(kTradesDefault, kTradesMost);
    return query;
}

/// From 0 on means from the first on: ids count from 1. Zero when not sent.
template <class Id>
Id read_first(Parameters& parameters) {
    const auto first = parameters.maybe_integer("fromId");
    return first ? Id{std::max<std::uint64_t>(1, static_cast<std::uint64_t>(*first))} : Id{};
}

}  // namespace

Outcome TradeQueries::recent(const Request& request) {
    const ListedMarket* const market =
        read_symbol(request.parameters, services_.projections.catalog);
    const TradeQuery query = read_newest(request.parameters, market);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    return answer_trades(request, *market, query);
}

Outcome TradeQueries::historical(const Request& request) {
    const ListedMarket* const market =
        read_symbol(request.parameters, services_.projections.catalog);
    TradeQuery query = read_newest(request.parameters, market);
    query.from = read_first<TradeId>(request.parameters);
    // It was for owners of keys once, and clients still send theirs.
    (void)request.parameters.maybe_text("apiKey");
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    return answer_trades(request, *market, query);
}

Outcome TradeQueries::answer_trades(const Request& request, const ListedMarket& market,
                                    const TradeQuery& query) {
    answer_later(
        services_.history.trades(query), {request.line, request.number},
        [&market, unit = request.caller.unit](const std::vector<TradeRow>& trades,
                                              std::string& result) -> std::optional<Error> {
            JsonWriter json{result};
            write_trades(json, market, trades, unit);
            return std::nullopt;
        });
    return Progress::waiting;
}

Outcome TradeQueries::aggregates(const Request& request) {
    Parameters& parameters = request.parameters;
    const ListedMarket* const market = read_symbol(parameters, services_.projections.catalog);
    TradeQuery query = read_newest(parameters, market);
    query.from_aggregate = read_first<AggregateId>(parameters);
    query.start = parameters.maybe_start("startTime");
    query.end = parameters.maybe_end("endTime");
    const bool timed = query.start != Timestamp{} || query.end != Timestamp{};
    const bool backwards = query.end != Timestamp{} && query.end < query.start;
    if (backwards || (timed && query.from_aggregate != AggregateId{}))
        parameters.fail(refuse::bad_combination());
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    answer_later(services_.history.aggregates(query), {request.line, request.number},
                 [market, unit = request.caller.unit](const std::vector<AggregateRow>& aggregates,
                                                      std::string& result) -> std::optional<Error> {
                     JsonWriter json{result};
                     write_aggregates(json, *market, aggregates, unit);
                     return std::nullopt;
                 });
    return Progress::waiting;
}

}  // namespace divmid::gateway
