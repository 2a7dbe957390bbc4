// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/queries.hpp"

#include "gateway/dialect/account.hpp"
#include "gateway/dialect/auto_id.hpp"
#include "gateway/dialect/exchange_info.hpp"
#include "gateway/dialect/later.hpp"
#include "gateway/dialect/market_data.hpp"
#include "gateway/dialect/order_replies.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {

using storage::FillQuery;
using storage::FillRow;
using storage::OrderRow;

namespace {

constexpr std::size_t kDepthDefault = 100;
constexpr std::size_t kDepthMost = 5000;
constexpr std::size_t kListDefault = 500;
constexpr std::size_t kListMost = 1000;
constexpr Duration kDay{24LL * 60 * 60 * 1'000'000};

bool is_signed(const Request& request) {
    return request.caller.account != AccountId{};
}

/// The fault of a request that was read to its end, if there is one.
std::optional<Error> fault_of(const Request& request) {
    return request.parameters.finish(is_signed(request));
}

bool offers_spot(std::string_view permissions) {
    return permissions == "SPOT" || permissions.find("\"SPOT\"") != std::string_view::npos;
}

FillQuery read_fill_query(Parameters& parameters, const ListedMarket* market, AccountId account) {
    FillQuery query{.account = account,
                    .market = market ? market->terms.market : MarketId{},
                    .order = {},
                    .from = {},
                    .start = parameters.maybe_time("startTime"),
                    .end = parameters.maybe_time("endTime"),
                    .limit = parameters.limit(kListDefault, kListMost)};
    const bool timed = query.start != Timestamp{} || query.end != Timestamp{};
    const auto order = parameters.maybe_integer("orderId");
    const auto from = parameters.maybe_integer("fromId");
    query.order = OrderId{static_cast<std::uint64_t>(order.value_or(0))};
    query.from = TradeId{static_cast<std::uint64_t>(from.value_or(0))};
    if (timed && (order || from)) parameters.fail(refuse::bad_combination());
    if (query.start != Timestamp{} && query.end != Timestamp{}) {
        if (query.end < query.start) parameters.fail(refuse::bad_combination());
        if (query.end - query.start > kDay) parameters.fail(refuse::more_than_a_day());
    }
    return query;
}

/// Whether the order found is the one that was meant: it carries the client id, if one was given.
bool is_meant(const std::optional<OrderRow>& order, std::string_view client_id) {
    return order && (client_id.empty() || shown_client_id(*order) == client_id);
}

}  // namespace

Outcome Queries::ping(const Request& request, std::string& result) {
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    result += "{}";
    return Progress::answered;
}

Outcome Queries::time(const Request& request, std::string& result) {
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    json.begin_object().member("serverTime");
    json.number(to_wire_time(services_.clock(), request.caller.unit)).end_object();
    return Progress::answered;
}

Outcome Queries::exchange_info(const Request& request, std::string& result) {
    Parameters& parameters = request.parameters;
    auto markets = read_symbols(parameters, services_.projections.catalog);
    if (const auto permissions = parameters.maybe_text("permissions")) {
        if (parameters.sent("symbol") || parameters.sent("symbols"))
            parameters.fail(refuse::bad_combination());
        if (!offers_spot(*permissions)) markets.clear();
    }
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    write_exchange_info(json, {.now = services_.clock(),
                               .unit = request.caller.unit,
                               .weight = services_.weight,
                               .markets = markets});
    return Progress::answered;
}

Outcome Queries::depth(const Request& request, std::string& result) {
    const ListedMarket* const market =
        read_symbol(request.parameters, services_.projections.catalog);
    const std::size_t limit = request.parameters.limit(kDepthDefault, kDepthMost);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    write_depth(json, *market, services_.projections.books.book(market->terms.market), limit);
    return Progress::answered;
}

Outcome Queries::trades(const Request& request, std::string& result) {
    const ListedMarket* const market =
        read_symbol(request.parameters, services_.projections.catalog);
    const std::size_t limit = request.parameters.limit(kListDefault, kListMost);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    write_trades(json, *market, services_.projections.tape.trades(market->terms.market), limit,
                 request.caller.unit);
    return Progress::answered;
}

Outcome Queries::tickers(const Request& request, std::string& result, const WriteTicker& write) {
    const auto markets = read_symbols(request.parameters, services_.projections.catalog);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    const bool one = request.parameters.sent("symbol");
    if (!one) json.begin_array();
    for (const ListedMarket* market : markets) write(json, *market);
    if (!one) json.end_array();
    return Progress::answered;
}

Outcome Queries::price_tickers(const Request& request, std::string& result) {
    return tickers(request, result, [this](JsonWriter& json, const ListedMarket& market) {
        write_price_ticker(json, market, services_.projections.tape.trades(market.terms.market));
    });
}

Outcome Queries::book_tickers(const Request& request, std::string& result) {
    return tickers(request, result, [this](JsonWriter& json, const ListedMarket& market) {
        write_book_ticker(json, market, services_.projections.books.book(market.terms.market));
    });
}

Outcome Queries::account(const Request& request, std::string& result) {
    const bool omit_zero = request.parameters.flag("omitZeroBalances", false);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    write_account(json, request.caller, services_.projections.catalog,
                  services_.projections.balances, omit_zero);
    return Progress::answered;
}

Outcome Queries::open_orders(const Request& request, std::string& result) {
    const Catalog& catalog = services_.projections.catalog;
    const ListedMarket* const market = maybe_symbol(request.parameters, catalog);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    json.begin_array();
    for (const OrderRow& order : services_.history.open_orders(
             request.caller.account, market ? market->terms.market : MarketId{}))
        write_order(json, order, *catalog.market(order.market), request.caller.unit);
    json.end_array();
    return Progress::answered;
}

Outcome Queries::order(const Request& request) {
    const OrderReference meant =
        read_order_reference(request.parameters, services_.projections.catalog);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};

    const AccountId account = request.caller.account;
    const ListedMarket& market = *meant.market;
    OrderId id = meant.order;
    if (const auto name = parse_auto_id(meant.client_id); name && id == OrderId{}) {
        if (name->market != market.terms.market) return std::unexpected{refuse::order_not_found()};
        id = name->order;
    }
    if (id == OrderId{} && meant.client_id.empty())
        return std::unexpected{refuse::order_not_found()};
    auto found = id != OrderId{}
                     ? services_.history.order(account, market.terms.market, id)
                     : services_.history.order(account, market.terms.market, meant.client_id);
    answer_later(
        std::move(found), {request.line, request.number},
        [&market, client_id = storage::ClientId{meant.client_id}, unit = request.caller.unit](
            const std::optional<OrderRow>& order, std::string& result) -> std::optional<Error> {
            if (!is_meant(order, client_id.view())) return refuse::order_not_found();
            JsonWriter json{result};
            write_order(json, *order, market, unit);
            return std::nullopt;
        });
    return Progress::waiting;
}

Outcome Queries::my_trades(const Request& request) {
    const ListedMarket* const market =
        read_symbol(request.parameters, services_.projections.catalog);
    const FillQuery query = read_fill_query(request.parameters, market, request.caller.account);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    answer_later(services_.history.fills(query), {request.line, request.number},
                 [market, unit = request.caller.unit](const std::vector<FillRow>& fills,
                                                      std::string& result) -> std::optional<Error> {
                     JsonWriter json{result};
                     json.begin_array();
                     for (const FillRow& fill : fills) write_fill(json, fill, *market, unit);
                     json.end_array();
                     return std::nullopt;
                 });
    return Progress::waiting;
}

}  // namespace divmid::gateway
