// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/account_queries.hpp"

#include "gateway/dialect/account.hpp"
#include "gateway/dialect/auto_id.hpp"
#include "gateway/dialect/faults.hpp"
#include "gateway/dialect/later.hpp"
#include "gateway/dialect/order_replies.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {

using storage::FillQuery;
using storage::FillRow;
using storage::OrderRow;

namespace {

constexpr std::size_t kListDefault = 500;
constexpr std::size_t kListMost = 1000;
constexpr Duration kDay{24LL * 60 * 60 * 1'000'000};

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

Outcome AccountQueries::account(const Request& request, std::string& result) {
    const bool omit_zero = request.parameters.flag("omitZeroBalances", false);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    write_account(json, request.caller, services_.projections.catalog,
                  services_.projections.balances, omit_zero);
    return Progress::answered;
}

Outcome AccountQueries::open_orders(const Request& request, std::string& result) {
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

Outcome AccountQueries::order(const Request& request) {
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

Outcome AccountQueries::my_trades(const Request& request) {
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
