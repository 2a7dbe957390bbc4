// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/routes.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "gateway/dialect/parameters.hpp"

namespace divmid::gateway {
namespace {

constexpr std::string_view kPrefix = "/api/v3/";

// The busiest first: look-ups walk it.
constexpr std::array kRoutes{
    Route{Operation::place_order, Security::trade, "POST", "order", "order.place"},
    Route{Operation::cancel_order, Security::trade, "DELETE", "order", "order.cancel"},
    Route{Operation::replace_order, Security::trade, "POST", "order/cancelReplace",
          "order.cancelReplace"},
    Route{Operation::query_order, Security::user_data, "GET", "order", "order.status"},
    Route{Operation::open_orders, Security::user_data, "GET", "openOrders", "openOrders.status"},
    Route{Operation::account, Security::user_data, "GET", "account", "account.status"},
    Route{Operation::my_trades, Security::user_data, "GET", "myTrades", "myTrades"},
    Route{Operation::order_counts, Security::user_data, "GET", "rateLimit/order",
          "account.rateLimits.orders"},
    Route{Operation::depth, Security::none, "GET", "depth", "depth"},
    Route{Operation::trades, Security::none, "GET", "trades", "trades.recent"},
    Route{Operation::aggregate_trades, Security::none, "GET", "aggTrades", "trades.aggregate"},
    Route{Operation::historical_trades, Security::none, "GET", "historicalTrades",
          "trades.historical"},
    Route{Operation::price_ticker, Security::none, "GET", "ticker/price", "ticker.price"},
    Route{Operation::book_ticker, Security::none, "GET", "ticker/bookTicker", "ticker.book"},
    Route{Operation::klines, Security::none, "GET", "klines", "klines"},
    Route{Operation::klines, Security::none, "GET", "uiKlines", "uiKlines"},
    Route{Operation::day_ticker, Security::none, "GET", "ticker/24hr", "ticker.24hr"},
    Route{Operation::average_price, Security::none, "GET", "avgPrice", "avgPrice"},
    Route{Operation::ping, Security::none, "GET", "ping", "ping"},
    Route{Operation::time, Security::none, "GET", "time", "time"},
    Route{Operation::exchange_info, Security::none, "GET", "exchangeInfo", "exchangeInfo"},
    Route{Operation::cancel_open_orders, Security::trade, "DELETE", "openOrders",
          "openOrders.cancelAll"},
    Route{Operation::all_orders, Security::user_data, "GET", "allOrders", "allOrders"},
    Route{Operation::place_oco, Security::trade, "POST", "orderList/oco", "orderList.place.oco"},
    Route{Operation::place_old_oco, Security::trade, "POST", "order/oco", "orderList.place"},
    Route{Operation::place_oto, Security::trade, "POST", "orderList/oto", "orderList.place.oto"},
    Route{Operation::place_otoco, Security::trade, "POST", "orderList/otoco",
          "orderList.place.otoco"},
    Route{Operation::cancel_list, Security::trade, "DELETE", "orderList", "orderList.cancel"},
    Route{Operation::amend_keep_priority, Security::trade, "PUT", "order/amend/keepPriority",
          "order.amend.keepPriority"},
    Route{Operation::query_list, Security::user_data, "GET", "orderList", "orderList.status"},
    Route{Operation::open_lists, Security::user_data, "GET", "openOrderList",
          "openOrderLists.status"},
    Route{Operation::all_lists, Security::user_data, "GET", "allOrderList", "allOrderLists"},
    Route{Operation::amendments, Security::user_data, "GET", "order/amendments",
          "order.amendments"},
    Route{Operation::prevented_matches, Security::user_data, "GET", "myPreventedMatches",
          "myPreventedMatches"},
    Route{Operation::my_filters, Security::user_data, "GET", "myFilters", "myFilters"},
    Route{Operation::execution_rules, Security::none, "GET", "executionRules", "executionRules"},
    Route{Operation::commission, Security::user_data, "GET", "account/commission",
          "account.commission"},
    Route{Operation::test_order, Security::trade, "POST", "order/test", "order.test"},
    Route{Operation::session_logon, Security::key, "", "", "session.logon"},
    Route{Operation::session_status, Security::none, "", "", "session.status"},
    Route{Operation::session_logout, Security::none, "", "", "session.logout"},
    Route{Operation::session_subscriptions, Security::none, "", "", "session.subscriptions"},
    Route{Operation::cancel_on_disconnect, Security::none, "", "", "session.cancelOnDisconnect"},
    Route{Operation::subscribe_account, Security::none, "", "", "userDataStream.subscribe"},
    Route{Operation::subscribe_account_signed, Security::user_data, "", "",
          "userDataStream.subscribe.signature"},
    Route{Operation::unsubscribe_account, Security::none, "", "", "userDataStream.unsubscribe"},
};

// Paths of our own; and what clients ask elsewhere before they trade here: fees, and products that
// this exchange does not have. What is constant needs no proof: it tells nothing.
constexpr std::array kElsewhere{
    Route{Operation::amend_in_place, Security::trade, "PUT", "/divmid/v1/order", "order.amend"},
    Route{Operation::cancel_many_orders, Security::trade, "DELETE", "/divmid/v1/orders",
          "orders.cancel"},
    Route{Operation::set_dead_man, Security::trade, "POST", "/divmid/v1/deadman", "deadman.set"},
    Route{Operation::kill, Security::trade, "POST", "/divmid/v1/kill", "kill.set"},
    Route{Operation::lift_kill, Security::trade, "DELETE", "/divmid/v1/kill", "kill.lift"},
    Route{Operation::trade_fees, Security::user_data, "GET", "/sapi/v1/asset/tradeFee", {}},
    Route{Operation::nothing_listed, Security::none, "GET", "/sapi/v1/capital/config/getall", {}},
    Route{Operation::nothing_listed, Security::none, "GET", "/sapi/v1/margin/allPairs", {}},
    Route{
        Operation::nothing_listed, Security::none, "GET", "/sapi/v1/margin/isolated/allPairs", {}},
    Route{Operation::no_symbols, Security::none, "GET", "/fapi/v1/exchangeInfo", {}},
    Route{Operation::no_symbols, Security::none, "GET", "/dapi/v1/exchangeInfo", {}},
};

const Route* find_in(std::span<const Route> routes, std::string_view verb, std::string_view path) {
    for (const Route& route : routes)
        if (route.path == path && route.verb == verb) return &route;
    return nullptr;
}

unsigned weight_of_depth(const Parameters& parameters) {
    const std::string_view limit = parameters.peek("limit");
    const auto asked = parse_decimal(limit.empty() ? "100" : limit, 0).value_or(0);
    if (asked <= 100) return 5;
    if (asked <= 500) return 25;
    return asked <= 1000 ? 50 : 250;
}

unsigned weight_of_day_ticker(const Parameters& parameters) {
    if (parameters.sent("symbol")) return 2;
    if (!parameters.sent("symbols")) return 80;
    const auto symbols = 1 + std::ranges::count(parameters.peek("symbols"), ',');
    if (symbols <= 20) return 2;
    return symbols <= 100 ? 40 : 80;
}

unsigned weight_of_execution_rules(const Parameters& parameters) {
    constexpr std::ptrdiff_t kMost = 40;
    if (parameters.sent("symbol")) return 2;
    if (!parameters.sent("symbols")) return kMost;
    const auto symbols = 1 + std::ranges::count(parameters.peek("symbols"), ',');
    return static_cast<unsigned>(std::min(2 * symbols, kMost));
}

}  // namespace

const Route* find_route(std::string_view verb, std::string_view path) {
    if (!path.starts_with(kPrefix)) return find_in(kElsewhere, verb, path);
    return find_in(kRoutes, verb, path.substr(kPrefix.size()));
}

const Route* find_method(std::string_view method) {
    if (method.starts_with("v3/")) method.remove_prefix(3);
    if (method.empty()) return nullptr;
    for (const std::span<const Route> routes :
         {std::span<const Route>{kRoutes}, std::span<const Route>{kElsewhere}})
        for (const Route& route : routes)
            if (route.method == method) return &route;
    return nullptr;
}

std::string_view name_of(Operation operation) {
    for (const std::span<const Route> routes :
         {std::span<const Route>{kRoutes}, std::span<const Route>{kElsewhere}})
        for (const Route& route : routes)
            if (route.operation == operation) return route.method;
    return {};
}

std::vector<Route> all_routes() {
    std::vector<Route> routes{kRoutes.begin(), kRoutes.end()};
    routes.insert(routes.end(), kElsewhere.begin(), kElsewhere.end());
    return routes;
}

unsigned weight_of(Operation operation, const Parameters& parameters) {
    switch (operation) {
        case Operation::ping:
        case Operation::time:
        case Operation::nothing_listed:
        case Operation::no_symbols:
        case Operation::place_order:
        case Operation::cancel_order:
        case Operation::cancel_open_orders:
        case Operation::place_oco:
        case Operation::place_old_oco:
        case Operation::place_oto:
        case Operation::place_otoco:
        case Operation::cancel_list:
        case Operation::cancel_many_orders:
        case Operation::set_dead_man:
        case Operation::kill:
        case Operation::lift_kill:
        case Operation::replace_order:
            return 1;
        case Operation::test_order:
            return parameters.sent("computeCommissionRates") ? 20 : 1;
        case Operation::session_logon:
        case Operation::session_status:
        case Operation::session_logout:
        case Operation::session_subscriptions:
        case Operation::cancel_on_disconnect:
        case Operation::subscribe_account:
        case Operation::subscribe_account_signed:
        case Operation::unsubscribe_account:
            return 2;
        case Operation::price_ticker:
        case Operation::book_ticker:
            return parameters.sent("symbol") ? 2 : 4;
        case Operation::day_ticker:
            return weight_of_day_ticker(parameters);
        case Operation::klines:
        case Operation::average_price:
            return 2;
        case Operation::query_order:
        case Operation::aggregate_trades:
        case Operation::amend_keep_priority:
        case Operation::amend_in_place:
        case Operation::query_list:
        case Operation::amendments:
            return 4;
        case Operation::open_lists:
            return 6;
        case Operation::prevented_matches:
            return parameters.sent("preventedMatchId") ? 2 : 20;
        case Operation::execution_rules:
            return weight_of_execution_rules(parameters);
        case Operation::my_filters:
            return 40;
        case Operation::depth:
            return weight_of_depth(parameters);
        case Operation::open_orders:
            return parameters.sent("symbol") ? 6 : 80;
        case Operation::order_counts:
            return 40;
        case Operation::my_trades:
            return parameters.sent("orderId") ? 5 : 20;
        case Operation::account:
        case Operation::exchange_info:
        case Operation::all_orders:
        case Operation::all_lists:
        case Operation::commission:
        case Operation::trade_fees:
            return 20;
        case Operation::trades:
        case Operation::historical_trades:
            return 25;
    }
    return 1;
}

}  // namespace divmid::gateway
