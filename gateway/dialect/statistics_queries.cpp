// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/statistics_queries.hpp"

#include <optional>
#include <string_view>

#include "gateway/dialect/faults.hpp"
#include "gateway/dialect/symbols.hpp"
#include "gateway/dialect/zone.hpp"

namespace divmid::gateway {
namespace {

constexpr std::size_t kKlinesDefault = 500;
constexpr std::size_t kKlinesMost = 1000;

Interval read_interval(Parameters& parameters) {
    const std::string_view name = parameters.text("interval");
    const auto interval = parse_interval(name);
    if (!interval) parameters.fail(refuse::bad_interval());
    return interval.value_or(Interval::minute);
}

Duration read_zone(Parameters& parameters) {
    const auto text = parameters.maybe_text("timeZone");
    if (!text) return {};
    const auto zone = parse_zone(*text);
    if (!zone) parameters.fail(refuse::invalid("timeZone"));
    return zone.value_or(Duration{});
}

std::optional<Timestamp> read_time(Parameters& parameters, std::string_view name) {
    const bool sent = parameters.sent(name);
    const Timestamp time = parameters.maybe_time(name);
    return sent ? std::optional{time} : std::nullopt;
}

bool read_is_mini(Parameters& parameters) {
    const std::string_view type = parameters.maybe_text("type").value_or("FULL");
    if (type != "FULL" && type != "MINI") parameters.fail(refuse::bad_ticker_type());
    return type == "MINI";
}

}  // namespace

Outcome StatisticsQueries::klines(const Request& request, std::string& result) {
    Parameters& parameters = request.parameters;
    const ListedMarket* const market = read_symbol(parameters, services_.projections.catalog);
    const KlineQuery query{.interval = read_interval(parameters),
                           .zone = read_zone(parameters),
                           .from = read_time(parameters, "startTime"),
                           .to = read_time(parameters, "endTime"),
                           .limit = parameters.limit(kKlinesDefault, kKlinesMost),
                           .now = services_.clock()};
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    json.begin_array();
    if (const MarketCandles* const traded = candles(*market))
        for (const Kline& kline : gateway::klines(*traded, query))
            write_kline(json, *market, kline, request.caller.unit);
    json.end_array();
    return Progress::answered;
}

Outcome StatisticsQueries::day_tickers(const Request& request, std::string& result) {
    Parameters& parameters = request.parameters;
    const auto markets = read_symbols(parameters, services_.projections.catalog);
    const bool is_mini = read_is_mini(parameters);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    const bool one = parameters.sent("symbol");
    const auto& write = is_mini ? write_mini_ticker : write_day_ticker;
    if (!one) json.begin_array();
    for (const ListedMarket* market : markets)
        write(json, *market, day_ticker(*market), request.caller.unit);
    if (!one) json.end_array();
    return Progress::answered;
}

Outcome StatisticsQueries::average_price(const Request& request, std::string& result) {
    const ListedMarket* const market =
        read_symbol(request.parameters, services_.projections.catalog);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    const MarketCandles* const traded = candles(*market);
    const Price price = gateway::average_price(traded, market->terms, services_.clock());
    const Timestamp last = traded ? traded->last().time : Timestamp{};
    JsonWriter json{result};
    json.begin_object().member("mins").number(kAverageMinutes);
    json.member("price").decimal(price.value(), market->quote_scale);
    json.member("closeTime").number(to_wire_time(last, request.caller.unit)).end_object();
    return Progress::answered;
}

const MarketCandles* StatisticsQueries::candles(const ListedMarket& market) const {
    return services_.projections.candles.market(market.terms.market);
}

DayTicker StatisticsQueries::day_ticker(const ListedMarket& market) const {
    const Timestamp now = services_.clock();
    return {.window = day_window(candles(market), now),
            .top = top_of(services_.projections.books.book(market.terms.market)),
            .now = now};
}

}  // namespace divmid::gateway
