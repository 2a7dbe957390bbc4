// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

const std::string kOco = "/api/v3/orderList/oco";
const std::string kOto = "/api/v3/orderList/oto";
const std::string kOtoco = "/api/v3/orderList/otoco";
const std::string kSellPair =
    "side=SELL&quantity=2&aboveType=LIMIT_MAKER&abovePrice=3&belowType=STOP_LOSS_LIMIT"
    "&belowPrice=0.9&belowStopPrice=1&belowTimeInForce=GTC";
const std::string kWorking =
    "workingType=LIMIT&workingSide=BUY&workingPrice=1&workingQuantity=2&workingTimeInForce=GTC";

Reply ask(RunningDialect& exchange, const std::string& path, const std::string& parameters) {
    return exchange.ask(exchange.alice, "POST", path, "symbol=DVMUSD&" + parameters);
}

/// The command that alice's request became. Requires: it became one.
PlaceList asked(RunningDialect& exchange, const std::string& path, const std::string& parameters) {
    ask(exchange, path, parameters);
    const auto commands = exchange.log.back().tick.commands.all<PlaceList>();
    REQUIRE(commands.size() == 1);
    return commands.front();
}

std::string client_id(const RunningDialect& exchange, const PlaceConditional& leg) {
    return std::string{exchange.log.back().tick.commands.arena.text(leg.order.client_id)};
}

std::int64_t code(RunningDialect& exchange, const std::string& path,
                  const std::string& parameters) {
    const std::size_t records = exchange.log.size();
    const Reply reply = ask(exchange, path, parameters);
    CHECK(exchange.log.size() == records);
    return reply.code();
}

/// The parameters with one of them otherwise; empty: left out.
std::string otherwise(std::string parameters, const std::string& name, const std::string& value) {
    const std::size_t at = parameters.find(name + '=');
    REQUIRE(at != std::string::npos);
    const std::size_t end = parameters.find('&', at);
    const std::size_t length = end == std::string::npos ? std::string::npos : end - at + 1;
    parameters.erase(at, length);
    if (!value.empty()) parameters = name + '=' + value + '&' + parameters;
    return parameters;
}

}  // namespace

TEST_CASE("a pair reaches the engine with its stop-loss first", "[list_requests]") {
    RunningDialect exchange;
    const PlaceList pair = asked(exchange, kOco,
                                 kSellPair +
                                     "&listClientOrderId=pair&aboveClientOrderId=up"
                                     "&belowClientOrderId=down&belowStrategyId=4");
    CHECK(pair.kind == ListKind::one_cancels_other);
    CHECK(client_id(exchange, pair.first) == "down");
    CHECK(client_id(exchange, pair.second) == "up");
    CHECK(pair.first.conditions.trigger == Trigger::stop_loss);
    CHECK(pair.first.conditions.stop_price == Price{1'000'000});
    CHECK(pair.first.conditions.strategy == 4);
    CHECK(pair.first.order.price == Price{900'000});
    CHECK(pair.second.order.type == OrderType::limit_maker);
    CHECK(pair.second.order.price == Price{3'000'000});
    for (const PlaceConditional* leg : {&pair.first, &pair.second}) {
        CHECK(leg->order.quantity == Quantity{2'000'000});
        CHECK(leg->order.side == Side::sell);
        CHECK(leg->order.account == exchange.alice.account);
        CHECK(leg->order.key == exchange.alice.key);
    }
}

TEST_CASE("the older form of a pair is the same pair", "[list_requests]") {
    RunningDialect exchange;
    const PlaceList pair =
        asked(exchange, "/api/v3/order/oco",
              "side=SELL&quantity=2&price=3&stopPrice=1&stopLimitPrice=0.9&stopLimitTimeInForce=GTC"
              "&limitClientOrderId=up&stopClientOrderId=down&limitIcebergQty=1");
    CHECK(client_id(exchange, pair.first) == "down");
    CHECK(pair.first.order.type == OrderType::limit);
    CHECK(pair.first.order.price == Price{900'000});
    CHECK(pair.first.conditions.stop_price == Price{1'000'000});
    CHECK(client_id(exchange, pair.second) == "up");
    CHECK(pair.second.order.price == Price{3'000'000});
    CHECK(pair.second.conditions.visible == Quantity{1'000'000});

    const PlaceList at_market =
        asked(exchange, "/api/v3/order/oco", "side=BUY&quantity=2&price=1&stopPrice=3");
    CHECK(at_market.first.order.type == OrderType::market);
    CHECK(at_market.first.conditions.trigger == Trigger::stop_loss);
}

TEST_CASE("a list that triggers others begins with its working order", "[list_requests]") {
    RunningDialect exchange;
    const PlaceList one = asked(
        exchange, kOto, kWorking + "&pendingType=MARKET&pendingSide=SELL&pendingQuantity=1.5");
    CHECK(one.kind == ListKind::one_triggers_other);
    CHECK(one.first.order.price == Price{1'000'000});
    CHECK(one.second.order.type == OrderType::market);
    CHECK(one.second.order.quantity == Quantity{1'500'000});

    const PlaceList pair =
        asked(exchange, kOtoco,
              kWorking +
                  "&pendingSide=SELL&pendingQuantity=2&pendingAboveType=TAKE_PROFIT"
                  "&pendingAboveStopPrice=3&pendingBelowType=STOP_LOSS"
                  "&pendingBelowTrailingDelta=100");
    CHECK(pair.kind == ListKind::one_triggers_a_pair);
    CHECK(pair.second.conditions.trigger == Trigger::stop_loss);
    CHECK(pair.second.conditions.trailing == 100);
    CHECK(pair.third.conditions.trigger == Trigger::take_profit);
    CHECK(pair.third.conditions.stop_price == Price{3'000'000});
}

TEST_CASE("a leg on the wrong side of a pair is named", "[list_requests]") {
    RunningDialect exchange;
    const std::string buy = "side=BUY&quantity=1";
    const std::string limit_above = "&aboveType=LIMIT_MAKER&abovePrice=3";
    const std::string limit_below = "&belowType=LIMIT_MAKER&belowPrice=1";
    const std::string stop_above = "&aboveType=STOP_LOSS&aboveStopPrice=3";
    const std::string stop_below = "&belowType=STOP_LOSS&belowStopPrice=1";
    const std::string profit_above = "&aboveType=TAKE_PROFIT&aboveStopPrice=3";
    const std::string profit_below = "&belowType=TAKE_PROFIT&belowStopPrice=1";
    CHECK(code(exchange, kOco, buy + limit_above + stop_below) == -1165);
    CHECK(code(exchange, kOco, buy + profit_above + profit_below) == -1198);
    CHECK(code(exchange, kOco, buy + stop_above + stop_below) == -1196);
    CHECK(code(exchange, kOco, buy + limit_above + limit_below) == -1168);
    const std::string sell = "side=SELL&quantity=1";
    CHECK(code(exchange, kOco, sell + stop_above + limit_below) == -1197);
    CHECK(code(exchange, kOco, sell + limit_above + profit_below) == -1199);
    CHECK(code(exchange, kOco, sell + profit_above + limit_below) == -1166);
}

TEST_CASE("what a list lacks, or has no use for, is refused before it reaches the engine",
          "[list_requests]") {
    RunningDialect exchange;
    for (const std::string name :
         {"side", "quantity", "aboveType", "belowType", "abovePrice", "belowTimeInForce"}) {
        INFO(name);
        CHECK(code(exchange, kOco, otherwise(kSellPair, name, "")) == -1102);
    }
    CHECK(code(exchange, kOco, otherwise(kSellPair, "aboveType", "LIMIT")) == -1158);
    CHECK(code(exchange, kOco, otherwise(kSellPair, "abovePrice", "0.5")) == -2010);
    CHECK(code(exchange, kOco, kSellPair + "&aboveStopPrice=2") == -1106);
    CHECK(code(exchange, kOco, kSellPair + "&aboveTimeInForce=GTC") == -1114);
    CHECK(code(exchange, kOco, kSellPair + "&listClientOrderId=auto:1") == -1130);
    CHECK(code(exchange, kOco,
               otherwise(kSellPair, "belowTimeInForce", "IOC") + "&belowIcebergQty=1") == -1160);
    CHECK(code(exchange, kOto,
               otherwise(kWorking, "workingType", "MARKET") +
                   "&pendingType=MARKET&pendingSide=SELL&pendingQuantity=1") == -1116);
    CHECK(code(exchange, kOto, kWorking + "&pendingType=MARKET&pendingSide=SELL") == -1102);
}

TEST_CASE("a list is asked for by its id, by its client id, or by both", "[list_requests]") {
    RunningDialect exchange;
    const auto ask_for = [&](const std::string& verb, const std::string& query) {
        return exchange.ask(exchange.alice, verb, "/api/v3/orderList", query);
    };
    CHECK(ask_for("GET", "").code() == -1102);
    CHECK(ask_for("GET", "orderListId=7").code() == -2013);
    CHECK(ask_for("GET", "origClientOrderId=nothing").code() == -2013);
    CHECK(ask_for("GET", "origClientOrderId=auto:list:7").code() == -2013);
    CHECK(ask_for("DELETE", "symbol=DVMUSD").code() == -1102);
    CHECK(ask_for("DELETE", "symbol=DVMUSD&orderListId=7").code() == -2011);
    CHECK(ask_for("DELETE", "symbol=DVMUSD&listClientOrderId=auto:list:zz").code() == -2011);
}

}  // namespace divmid::gateway
