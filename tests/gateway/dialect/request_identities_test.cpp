// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "gateway/dialect/entry_terms.hpp"
#include "gateway/dialect/query_string.hpp"
#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

struct Asking {
    Operation operation{};
    std::string verb;
    std::string path;
    std::string parameters;
};

const std::string kSell = "symbol=DVMUSD&side=SELL&type=LIMIT&timeInForce=GTC&quantity=10&price=1";
const std::string kSellPair =
    "symbol=DVMUSD&side=SELL&quantity=2&aboveType=LIMIT_MAKER&abovePrice=3"
    "&belowType=STOP_LOSS&belowStopPrice=1";
const std::string kOldPair =
    "symbol=DVMUSD&side=SELL&quantity=2&price=3&stopPrice=1&stopLimitPrice=1"
    "&stopLimitTimeInForce=GTC";
const std::string kOneThenOne =
    "symbol=DVMUSD&workingType=LIMIT&workingTimeInForce=GTC&workingSide=BUY&workingPrice=1"
    "&workingQuantity=2&pendingType=LIMIT&pendingTimeInForce=GTC&pendingSide=SELL&pendingPrice=3"
    "&pendingQuantity=2";
const std::string kOneThenPair =
    "symbol=DVMUSD&workingType=LIMIT&workingTimeInForce=GTC&workingSide=BUY&workingPrice=1"
    "&workingQuantity=2&pendingSide=SELL&pendingQuantity=2&pendingAboveType=LIMIT_MAKER"
    "&pendingAbovePrice=3&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=1";

// Each that may have a number.
const std::vector<Asking> kAll{
    {Operation::kill, "POST", "/divmid/v1/kill", ""},
    {Operation::lift_kill, "DELETE", "/divmid/v1/kill", ""},
    {Operation::set_dead_man, "POST", "/divmid/v1/deadman", "timeout=1000"},
    {Operation::place_order, "POST", "/api/v3/order", kSell},
    {Operation::replace_order, "POST", "/api/v3/order/cancelReplace",
     kSell + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=1"},
    {Operation::cancel_order, "DELETE", "/api/v3/order", "symbol=DVMUSD&orderId=1"},
    {Operation::cancel_open_orders, "DELETE", "/api/v3/openOrders", "symbol=DVMUSD"},
    {Operation::cancel_many_orders, "DELETE", "/divmid/v1/orders", "side=SELL"},
    {Operation::place_oco, "POST", "/api/v3/orderList/oco", kSellPair},
    {Operation::place_old_oco, "POST", "/api/v3/order/oco", kOldPair},
    {Operation::place_oto, "POST", "/api/v3/orderList/oto", kOneThenOne},
    {Operation::place_otoco, "POST", "/api/v3/orderList/otoco", kOneThenPair},
    {Operation::cancel_list, "DELETE", "/api/v3/orderList", "symbol=DVMUSD&orderListId=1"},
    {Operation::amend_keep_priority, "PUT", "/api/v3/order/amend/keepPriority",
     "symbol=DVMUSD&orderId=1&newQty=1"},
    {Operation::amend_in_place, "PUT", "/divmid/v1/order", "symbol=DVMUSD&orderId=1&price=2"},
};

/// An exchange of which the peer found two requests with the same identity.
struct FooledExchange : RunningDialect {
    FooledExchange() { keep_log(); }

    /// As if that had been asked under the number, with the same identity as `other`.
    template <class Command>
    void record(const Command& first, std::uint64_t number, const Asking& other) {
        Parameters parameters;
        std::string scratch;
        parse_query_string({.query = other.parameters, .body = {}}, parameters, scratch);
        inbox.precede({.account = alice.account,
                       .key = alice.key,
                       .number = number,
                       .identity = identity_of(other.operation, parameters)});
        const Record& record = command(first);
        REQUIRE(record.events.all<CommandRefused>().empty());
    }
    Reply ask_again(const Asking& asking, std::uint64_t number) {
        const std::string parameters = asking.parameters.empty() ? "" : asking.parameters + '&';
        return ask(alice, asking.verb, asking.path,
                   parameters + "requestNumber=" + std::to_string(number));
    }
};

void check_reused(const Reply& reply) {
    CHECK(reply.code() == -2010);
    CHECK(reply.message() == "Request number was used for another request.");
}

}  // namespace

TEST_CASE("what has the identity of another kind of request is refused as another request",
          "[numbers]") {
    FooledExchange exchange;
    const SetDeadMan timer{.account = exchange.alice.account,
                           .key = exchange.alice.key,
                           .timeout = Duration{3'600'000'000},
                           .deadline = {}};
    const SwitchKill stop{
        .account = exchange.alice.account, .market = {}, .key = exchange.alice.key, .note = {}};
    std::uint64_t number = 0;
    for (const Asking& asking : kAll) {
        if (asking.operation == Operation::set_dead_man) continue;
        INFO(asking.verb << ' ' << asking.path);
        exchange.record(timer, ++number, asking);
        check_reused(exchange.ask_again(asking, number));
    }
    for (const Asking& asking : kAll) {
        if (asking.operation == Operation::kill || asking.operation == Operation::lift_kill)
            continue;
        INFO(asking.verb << ' ' << asking.path);
        exchange.record(stop, ++number, asking);
        check_reused(exchange.ask_again(asking, number));
    }
}

TEST_CASE("what has the identity of another request of its kind is answered as that", "[numbers]") {
    FooledExchange exchange;
    const Asking& timer = kAll[2];
    exchange.record(SetDeadMan{.account = exchange.alice.account,
                               .key = exchange.alice.key,
                               .timeout = Duration{60'000'000},
                               .deadline = {}},
                    1, timer);
    CHECK(exchange.ask_again(timer, 1).body.at("timeout") == 60'000);
}

TEST_CASE("every request that may have a number is tried with the identity of another",
          "[numbers]") {
    std::set<Operation> tried;
    for (const Asking& asking : kAll) tried.insert(asking.operation);
    for (const Route& route : all_routes()) {
        if (!is_command(route.operation) || route.operation == Operation::test_order) continue;
        INFO(route.path);
        CHECK(tried.contains(route.operation));
    }
}

}  // namespace divmid::gateway
