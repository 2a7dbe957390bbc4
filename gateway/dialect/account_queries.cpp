// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/account_queries.hpp"

#include "gateway/dialect/account.hpp"
#include "gateway/dialect/auto_id.hpp"
#include "gateway/dialect/faults.hpp"
#include "gateway/dialect/later.hpp"
#include "gateway/dialect/order_replies.hpp"
#include "gateway/dialect/pages.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {

using storage::FillQuery;
using storage::FillRow;
using storage::OrderQuery;
using storage::OrderRow;

namespace {

/// A page of the caller's rows of a market.
template <class Query>
Query read_list(Parameters& parameters, const ListedMarket* market, AccountId account) {
    auto query = read_page<Query>(parameters, account);
    if (market) query.market = market->terms.market;
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
    write_account(json, request.caller, services_.projections, omit_zero);
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

Outcome AccountQueries::all_orders(const Request& request) {
    Parameters& parameters = request.parameters;
    const ListedMarket* const market = read_symbol(parameters, services_.projections.catalog);
    auto query = read_list<OrderQuery>(parameters, market, request.caller.account);
    query.from = read_first<OrderId>(parameters, "orderId", is_timed(query));
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    return answer_list(
        request, services_.history.orders(query),
        [market, unit = request.caller.unit](JsonWriter& json, const OrderRow& order) {
            write_order(json, order, *market, unit);
        });
}

Outcome AccountQueries::my_trades(const Request& request) {
    Parameters& parameters = request.parameters;
    const ListedMarket* const market = read_symbol(parameters, services_.projections.catalog);
    auto query = read_list<FillQuery>(parameters, market, request.caller.account);
    query.from = read_first<TradeId>(parameters, "fromId", is_timed(query));
    query.order = read_first<OrderId>(parameters, "orderId", is_timed(query));
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    return answer_list(request, services_.history.fills(query),
                       [market, unit = request.caller.unit](JsonWriter& json, const FillRow& fill) {
                           write_fill(json, fill, *market, unit);
                       });
}

Outcome AccountQueries::commission(const Request& request, std::string& result) {
    const ListedMarket* const market =
        read_symbol(request.parameters, services_.projections.catalog);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    write_commission(json, *market,
                     services_.projections.market_states.profile(request.caller.account));
    return Progress::answered;
}

Outcome AccountQueries::trade_fees(const Request& request, std::string& result) {
    const auto markets = read_symbols(request.parameters, services_.projections.catalog);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    const auto profile = services_.projections.market_states.profile(request.caller.account);
    JsonWriter json{result};
    json.begin_array();
    for (const ListedMarket* market : markets) write_trade_fee(json, *market, profile);
    json.end_array();
    return Progress::answered;
}

}  // namespace divmid::gateway
