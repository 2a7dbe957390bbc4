// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/market_queries.hpp"

#include <algorithm>
#include <limits>

#include "gateway/dialect/exchange_info.hpp"
#include "gateway/dialect/faults.hpp"
#include "gateway/dialect/market_data.hpp"
#include "gateway/dialect/market_filters.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {
namespace {

constexpr std::size_t kDepthDefault = 100;
constexpr std::size_t kDepthMost = 5000;
constexpr std::size_t kAskedMost = std::numeric_limits<std::int32_t>::max();

bool offers_spot(std::string_view permissions) {
    return permissions == "SPOT" || permissions.find("\"SPOT\"") != std::string_view::npos;
}

/// Of every market so far.
constexpr std::string_view kTrading = "TRADING";

bool is_status(std::string_view text) {
    return text == kTrading || text == "HALT" || text == "BREAK";
}

}  // namespace

Outcome MarketQueries::ping(const Request& request, std::string& result) {
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    result += "{}";
    return Progress::answered;
}

Outcome MarketQueries::time(const Request& request, std::string& result) {
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    json.begin_object().member("serverTime");
    json.number(to_wire_time(services_.clock(), request.caller.unit)).end_object();
    return Progress::answered;
}

Outcome MarketQueries::exchange_info(const Request& request, std::string& result) {
    Parameters& parameters = request.parameters;
    auto markets = read_symbols(parameters, services_.projections.catalog);
    const auto permissions = parameters.maybe_text("permissions");
    const auto status = parameters.maybe_text("symbolStatus");
    if ((permissions || status) && (parameters.sent("symbol") || parameters.sent("symbols")))
        parameters.fail(refuse::bad_combination());
    if (permissions && !offers_spot(*permissions)) markets.clear();
    if (status && !is_status(*status)) parameters.fail(refuse::invalid("symbolStatus"));
    if (status && *status != kTrading) markets.clear();
    const bool permission_sets = parameters.flag("showPermissionSets", true);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    write_exchange_info(json, {.now = services_.clock(),
                               .unit = request.caller.unit,
                               .limits = services_.limits,
                               .permission_sets = permission_sets,
                               .states = services_.projections.market_states,
                               .markets = markets});
    return Progress::answered;
}

Outcome MarketQueries::filters(const Request& request, std::string& result) {
    const ListedMarket* const market =
        read_symbol(request.parameters, services_.projections.catalog);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    json.begin_object().member("exchangeFilters").begin_array().end_array();
    write_filters(json.member("symbolFilters"), *market);
    json.member("assetFilters").begin_array().end_array().end_object();
    return Progress::answered;
}

Outcome MarketQueries::execution_rules(const Request& request, std::string& result) {
    Parameters& parameters = request.parameters;
    auto markets = read_symbols(parameters, services_.projections.catalog);
    if (const auto status = parameters.maybe_text("symbolStatus")) {
        if (parameters.sent("symbol") || parameters.sent("symbols"))
            parameters.fail(refuse::bad_combination());
        if (!is_status(*status)) parameters.fail(refuse::invalid("symbolStatus"));
        if (*status != kTrading) markets.clear();
    }
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    json.begin_object().member("symbolRules").begin_array();
    for (const ListedMarket* market : markets) write_execution_rules(json, *market);
    json.end_array().end_object();
    return Progress::answered;
}

Outcome MarketQueries::depth(const Request& request, std::string& result) {
    const ListedMarket* const market =
        read_symbol(request.parameters, services_.projections.catalog);
    // Who asks for more gets that many: the documented answer, unlike that of other lists.
    const std::size_t limit =
        std::min(request.parameters.limit(kDepthDefault, kAskedMost), kDepthMost);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    write_depth(json, *market, services_.projections.books.book(market->terms.market), limit);
    return Progress::answered;
}

Outcome MarketQueries::tickers(const Request& request, std::string& result,
                               const WriteTicker& write) {
    const auto markets = read_symbols(request.parameters, services_.projections.catalog);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    const bool one = request.parameters.sent("symbol");
    if (!one) json.begin_array();
    for (const ListedMarket* market : markets) write(json, *market);
    if (!one) json.end_array();
    return Progress::answered;
}

Outcome MarketQueries::price_tickers(const Request& request, std::string& result) {
    return tickers(request, result, [this](JsonWriter& json, const ListedMarket& market) {
        write_price_ticker(json, market, services_.projections.tape.last(market.terms.market));
    });
}

Outcome MarketQueries::book_tickers(const Request& request, std::string& result) {
    return tickers(request, result, [this](JsonWriter& json, const ListedMarket& market) {
        write_book_ticker(json, market, services_.projections.books.book(market.terms.market));
    });
}

}  // namespace divmid::gateway
