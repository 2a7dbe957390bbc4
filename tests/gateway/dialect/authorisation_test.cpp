// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <optional>
#include <set>
#include <string>

#include "gateway/dialect/routes.hpp"
#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

using Params = RunningDialect::Params;

/// Who asks.
enum class Who : std::uint8_t { nobody, misspelt, stranger, forger, revoked, reader, trader };
constexpr std::array kEverybody{Who::nobody,  Who::misspelt, Who::stranger, Who::forger,
                                Who::revoked, Who::reader,   Who::trader};

/// What each of them gets: the code of the refusal, or 0 when let in. In the order of kEverybody.
using Cells = std::array<int, kEverybody.size()>;
constexpr Cells kPublic{};
constexpr Cells kReading{-2014, -2014, -2015, -1022, -2015, 0, -2015};
constexpr Cells kTrading{-2014, -2014, -2015, -1022, -2015, -2015, 0};
/// The keys of this test are HMAC: none of them logs on.
constexpr Cells kLogon{-2014, -2014, -2015, -1022, -2015, -4056, -4056};
/// Only a connection that is logged on may; none of these is.
constexpr Cells kLoggedOn{-2015, -2015, -2015, -2015, -2015, -2015, -2015};
constexpr std::array kRefusals{-4056, -2014, -2015, -1022};

struct Row {
    std::string_view name;  ///< Method of the WebSocket API, or verb and path where it has none.
    Cells cells;
    Params parameters{};
};

const Params kMarket{{"symbol", "\"DVMUSD\""}};
const Params kOrder{{"symbol", "\"DVMUSD\""}, {"side", "\"BUY\""},   {"type", "\"LIMIT\""},
                    {"price", "\"1\""},       {"quantity", "\"1\""}, {"timeInForce", "\"GTC\""}};
const Params kMarketMinutes{{"symbol", "\"DVMUSD\""}, {"interval", "\"1m\""}};
const Params kReplacement{{"symbol", "\"DVMUSD\""},
                          {"side", "\"BUY\""},
                          {"type", "\"LIMIT\""},
                          {"price", "\"1\""},
                          {"quantity", "\"1\""},
                          {"timeInForce", "\"GTC\""},
                          {"cancelReplaceMode", "\"STOP_ON_FAILURE\""},
                          {"cancelOrderId", "1"}};
const Params kThatOrder{{"symbol", "\"DVMUSD\""}, {"orderId", "1"}};

const Params kPair{{"symbol", "\"DVMUSD\""},   {"side", "\"SELL\""},
                   {"quantity", "\"1\""},      {"aboveType", "\"LIMIT_MAKER\""},
                   {"abovePrice", "\"3\""},    {"belowType", "\"STOP_LOSS\""},
                   {"belowStopPrice", "\"1\""}};
const Params kOldPair{{"symbol", "\"DVMUSD\""},
                      {"side", "\"SELL\""},
                      {"quantity", "\"1\""},
                      {"price", "\"3\""},
                      {"stopPrice", "\"1\""}};
const Params kWorking{{"symbol", "\"DVMUSD\""},     {"workingType", "\"LIMIT\""},
                      {"workingSide", "\"BUY\""},   {"workingPrice", "\"1\""},
                      {"workingQuantity", "\"1\""}, {"workingTimeInForce", "\"GTC\""},
                      {"pendingSide", "\"SELL\""},  {"pendingQuantity", "\"1\""}};

Params with(Params parameters, const Params& more) {
    parameters.insert(parameters.end(), more.begin(), more.end());
    return parameters;
}

const Params kTriggering = with(kWorking, {{"pendingType", "\"MARKET\""}});
const Params kTriggeringPair = with(kWorking, {{"pendingAboveType", "\"LIMIT_MAKER\""},
                                               {"pendingAbovePrice", "\"3\""},
                                               {"pendingBelowType", "\"STOP_LOSS\""},
                                               {"pendingBelowStopPrice", "\"1\""}});
const Params kThatList{{"symbol", "\"DVMUSD\""}, {"orderListId", "1"}};

const std::vector<Row> kMatrix{
    {"orderList.place", kTrading, kOldPair},
    {"orderList.place.oco", kTrading, kPair},
    {"orderList.place.oto", kTrading, kTriggering},
    {"orderList.place.otoco", kTrading, kTriggeringPair},
    {"orderList.cancel", kTrading, kThatList},
    {"order.amend.keepPriority", kTrading, with(kThatOrder, {{"newQty", "\"1\""}})},
    {"order.amend", kTrading, with(kThatOrder, {{"quantity", "\"1\""}})},
    {"orderList.status", kReading, {{"orderListId", "1"}}},
    {"openOrderLists.status", kReading},
    {"allOrderLists", kReading},
    {"order.amendments", kReading, kThatOrder},
    {"myPreventedMatches", kReading, kThatOrder},
    {"myFilters", kReading, kMarket},
    {"executionRules", kPublic},
    {"order.place", kTrading, kOrder},
    {"order.test", kTrading, kOrder},
    {"order.cancel", kTrading, kThatOrder},
    {"order.cancelReplace", kTrading, kReplacement},
    {"openOrders.cancelAll", kTrading, kMarket},
    {"orders.cancel", kTrading},
    {"deadman.set", kTrading, {{"timeout", "0"}}},
    {"kill.set", kTrading},
    {"kill.lift", kTrading},
    {"order.status", kReading, kThatOrder},
    {"openOrders.status", kReading},
    {"account.status", kReading},
    {"account.commission", kReading, kMarket},
    {"account.rateLimits.orders", kReading},
    {"allOrders", kReading, kMarket},
    {"myTrades", kReading, kMarket},
    {"GET /sapi/v1/asset/tradeFee", kReading},
    {"depth", kPublic, kMarket},
    {"trades.recent", kPublic, kMarket},
    {"trades.historical", kPublic, kMarket},
    {"trades.aggregate", kPublic, kMarket},
    {"klines", kPublic, kMarketMinutes},
    {"uiKlines", kPublic, kMarketMinutes},
    {"avgPrice", kPublic, kMarket},
    {"ticker.24hr", kPublic},
    {"ticker.price", kPublic},
    {"ticker.book", kPublic},
    {"ping", kPublic},
    {"time", kPublic},
    {"exchangeInfo", kPublic},
    {"session.logon", kLogon},
    {"session.status", kPublic},
    {"session.logout", kPublic},
    {"session.subscriptions", kPublic},
    {"session.cancelOnDisconnect", kPublic},
    {"userDataStream.subscribe", kLoggedOn},
    {"userDataStream.subscribe.signature", kReading},
    {"userDataStream.unsubscribe", kPublic},
    {"GET /sapi/v1/capital/config/getall", kPublic},
    {"GET /sapi/v1/margin/allPairs", kPublic},
    {"GET /sapi/v1/margin/isolated/allPairs", kPublic},
    {"GET /fapi/v1/exchangeInfo", kPublic},
    {"GET /dapi/v1/exchangeInfo", kPublic},
};

std::string whole_path(const Route& route) {
    return route.path.starts_with('/') ? std::string{route.path}
                                       : "/api/v3/" + std::string{route.path};
}

std::string name_of(const Route& route) {
    return route.method.empty() ? std::string{route.verb} + ' ' + whole_path(route)
                                : std::string{route.method};
}

const Row* row_of(const Route& route) {
    const auto found = std::ranges::find(kMatrix, name_of(route), &Row::name);
    return found == kMatrix.end() ? nullptr : &*found;
}

std::string query_of(const Params& parameters) {
    std::string query;
    for (const auto& [name, value] : parameters) {
        const bool quoted = value.starts_with('"');
        query += (query.empty() ? "" : "&") + name + '=' +
                 (quoted ? value.substr(1, value.size() - 2) : value);
    }
    return query;
}

/// An exchange with a key for everybody.
class Gate {
public:
    Gate() {
        const Trader gone = exchange.open_account("revoked0000000000000");
        exchange.command(RevokeKey{.key = gone.key});
        of_[static_cast<std::size_t>(Who::revoked)] = gone;
        of_[static_cast<std::size_t>(Who::reader)] =
            exchange.open_account("reader00000000000000", scopes(Scope::read));
        of_[static_cast<std::size_t>(Who::trader)] =
            exchange.open_account("trader00000000000000", scopes(Scope::trade));
        Trader& forger = of_[static_cast<std::size_t>(Who::forger)];
        forger = exchange.alice;
        forger.secret = "not alice's secret";
        of_[static_cast<std::size_t>(Who::stranger)] = {
            {}, {}, "stranger000000000000", "a secret of nobody's"};
        of_[static_cast<std::size_t>(Who::misspelt)] = {
            {}, {}, "a key with spaces in it", "a secret of nobody's"};
    }

    const Trader& key_of(Who who) { return of_[static_cast<std::size_t>(who)]; }

    /// Zero when let in, whatever then became of it.
    static int refusal(const boost::json::value& error) {
        const auto* code = error.is_object() ? error.as_object().if_contains("code") : nullptr;
        const bool refused = code && std::ranges::count(kRefusals, code->as_int64()) != 0;
        return refused ? static_cast<int>(code->as_int64()) : 0;
    }

    int by_rest(const Route& route, const Row& row, Who who) {
        const std::string path = whole_path(route);
        const std::string query = query_of(row.parameters);
        if (is_signed(row, who))
            return refusal(exchange.ask(key_of(who), route.verb, path, query).body);
        HttpRequest request;
        request.method = route.verb;
        request.path = path;
        request.query = query;
        request.api_key = key_of(who).key_name;
        return refusal(exchange.request(request).body);
    }

    int by_socket(const Route& route, const Row& row, Who who) {
        const auto connection = exchange.connect("/ws-api/v3");
        connection->say(
            row.cells != kPublic && who != Who::nobody
                ? exchange.signed_message(key_of(who), "1", route.method, row.parameters)
                : unsigned_message(route.method, row.parameters));
        exchange.settle();
        const boost::json::value answer = connection->socket.take();
        const auto* error = answer.as_object().if_contains("error");
        return error ? refusal(*error) : 0;
    }

    RunningDialect exchange;

private:
    static bool is_signed(const Row& row, Who who) {
        return who != Who::nobody && row.cells != kPublic && row.cells != kLoggedOn;
    }

    static Scopes scopes(Scope scope) { return Scopes{static_cast<std::uint8_t>(scope)}; }

    static std::string unsigned_message(std::string_view method, const Params& parameters) {
        std::string params;
        for (const auto& [name, value] : parameters)
            params += (params.empty() ? "\"" : ",\"") + name + "\":" + value;
        return R"({"id":1,"method":")" + std::string{method} + R"(","params":{)" + params + "}}";
    }

    std::array<Trader, kEverybody.size()> of_;
};

}  // namespace

TEST_CASE("every route says who may ask, and nothing else is said", "[authorisation]") {
    std::set<std::string> routes;
    for (const Route& route : all_routes()) {
        INFO(name_of(route));
        CHECK(row_of(route));
        routes.insert(name_of(route));
    }
    for (const Row& row : kMatrix) {
        INFO(row.name);
        CHECK(routes.contains(std::string{row.name}));
    }
}

TEST_CASE("everybody gets from each route what the matrix says, on both transports",
          "[authorisation]") {
    Gate gate;
    for (const Route& route : all_routes()) {
        const Row* const row = row_of(route);
        if (!row) continue;
        for (const Who who : kEverybody) {
            INFO(name_of(route) << " asked by " << static_cast<int>(who));
            const int expected = row->cells[static_cast<std::size_t>(who)];
            if (!route.path.empty()) CHECK(gate.by_rest(route, *row, who) == expected);
            if (!route.method.empty()) CHECK(gate.by_socket(route, *row, who) == expected);
        }
    }
}

}  // namespace divmid::gateway
