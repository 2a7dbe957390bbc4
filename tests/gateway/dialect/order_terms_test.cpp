// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

const std::string kStopLimit =
    "side=SELL&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=2&price=0.9&stopPrice=1";

/// The command that alice's request became. Requires: it became one.
template <class Command>
Command asked(RunningDialect& exchange, const std::string& parameters,
              const std::string& path = "/api/v3/order") {
    exchange.ask(exchange.alice, "POST", path, "symbol=DVMUSD&" + parameters);
    const auto commands = exchange.log.back().tick.commands.all<Command>();
    REQUIRE(commands.size() == 1);
    return commands.front();
}

void refused(RunningDialect& exchange, const std::string& parameters, std::int64_t code,
             const std::string& message) {
    INFO(parameters);
    const std::size_t records = exchange.log.size();
    const Reply reply = exchange.place(exchange.alice, parameters);
    CHECK(reply.code() == code);
    CHECK(reply.message() == message);
    CHECK(exchange.log.size() == records);
}

std::string missing(const std::string& name) {
    return "Mandatory parameter '" + name + "' was not sent, was empty/null, or malformed.";
}
std::string not_required(const std::string& name) {
    return "Parameter '" + name + "' sent when not required.";
}

}  // namespace

TEST_CASE("an order that asks nothing beyond a plain one is a plain command", "[order_terms]") {
    RunningDialect exchange;
    for (const std::string plain :
         {"side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=1",
          "side=BUY&type=MARKET&quantity=1", "side=BUY&type=MARKET&quoteOrderQty=1",
          "side=BUY&type=LIMIT_MAKER&quantity=1&price=1",
          "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=1&icebergQty=0"}) {
        INFO(plain);
        asked<PlaceOrder>(exchange, plain);
    }
}

TEST_CASE("each conditional type works as what follows its trigger", "[order_terms]") {
    struct Row {
        std::string type;
        OrderType works_as;
        Trigger trigger;
    };
    RunningDialect exchange;
    for (const Row& row : {Row{"STOP_LOSS", OrderType::market, Trigger::stop_loss},
                           Row{"TAKE_PROFIT", OrderType::market, Trigger::take_profit},
                           Row{"STOP_LOSS_LIMIT", OrderType::limit, Trigger::stop_loss},
                           Row{"TAKE_PROFIT_LIMIT", OrderType::limit, Trigger::take_profit}}) {
        INFO(row.type);
        const std::string limit =
            row.works_as == OrderType::limit ? "&timeInForce=IOC&price=0.9" : "";
        const auto command = asked<PlaceConditional>(
            exchange, "side=SELL&type=" + row.type + "&quantity=2.5&stopPrice=1.25" + limit);
        CHECK(command.order.type == row.works_as);
        CHECK(command.order.quantity == Quantity{2'500'000});
        CHECK(command.order.price == Price{limit.empty() ? 0 : 900'000});
        CHECK(command.conditions.trigger == row.trigger);
        CHECK(command.conditions.stop_price == Price{1'250'000});
        CHECK(command.conditions.trailing == 0);
    }
}

TEST_CASE("what an order may ask beyond its type reaches the engine", "[order_terms]") {
    RunningDialect exchange;
    Conditions trails;
    trails.trigger = Trigger::stop_loss;
    trails.trailing = 150;
    CHECK(asked<PlaceConditional>(exchange, "side=SELL&type=STOP_LOSS&quantity=1&trailingDelta=150")
              .conditions == trails);
    Conditions both = trails;
    both.stop_price = Price{1'000'000};
    both.strategy = 7;
    both.strategy_type = 1'000'000;
    CHECK(asked<PlaceConditional>(
              exchange, kStopLimit + "&trailingDelta=150&strategyId=7&strategyType=1000000")
              .conditions == both);
    const auto pegged = asked<PlaceConditional>(
        exchange,
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=3&icebergQty=1.5&pegPriceType=MARKET_PEG"
        "&pegOffsetType=PRICE_LEVEL&pegOffsetValue=2");
    CHECK(pegged.order.price == Price{});
    CHECK(pegged.conditions.peg == Peg::market);
    CHECK(pegged.conditions.peg_levels == 2);
    CHECK(pegged.conditions.visible == Quantity{1'500'000});
    const auto dated =
        asked<PlaceConditional>(exchange, kStopLimit + "&goodTillDate=1900000000000");
    CHECK(dated.order.expiry() == Timestamp{1'900'000'000'000'000});
}

TEST_CASE("a test of a conditional order, and one in place of another, are read alike",
          "[order_terms]") {
    RunningDialect exchange;
    CHECK(asked<PlaceConditional>(exchange, kStopLimit, "/api/v3/order/test").order.validate_only);
    const auto replace = asked<ReplaceConditional>(
        exchange, kStopLimit + "&cancelReplaceMode=ALLOW_FAILURE&cancelOrderId=9",
        "/api/v3/order/cancelReplace");
    CHECK(replace.replace.replaced == OrderId{9});
    CHECK(replace.replace.mode == ReplaceMode::allow_failure);
    CHECK(replace.conditions.stop_price == Price{1'000'000});
}

TEST_CASE("each type says what it needs", "[order_terms]") {
    RunningDialect exchange;
    const std::string stop = "side=SELL&type=STOP_LOSS";
    refused(exchange, stop + "&quantity=1", -1102,
            "Param 'stopPrice' or 'trailingDelta' must be sent, but both were empty/null!");
    refused(exchange, stop + "&stopPrice=1", -1102, missing("quantity"));
    const std::string limit = "side=SELL&type=TAKE_PROFIT_LIMIT&quantity=1&stopPrice=1";
    refused(exchange, limit + "&price=1", -1102, missing("timeInForce"));
    refused(exchange, limit + "&timeInForce=GTC", -1102, missing("price"));
}

TEST_CASE("each type says what it has no use for", "[order_terms]") {
    RunningDialect exchange;
    const std::string limit = "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=1";
    for (const std::string name : {"stopPrice", "trailingDelta", "quoteOrderQty"})
        refused(exchange, limit + '&' + name + "=1", -1106, not_required(name));
    const std::string stop = "side=SELL&type=STOP_LOSS&quantity=1&stopPrice=1";
    for (const std::string name : {"price", "icebergQty", "pegPriceType", "quoteOrderQty"})
        refused(exchange, stop + '&' + name + "=1", -1106, not_required(name));
    refused(exchange, stop + "&timeInForce=GTC", -1114,
            "TimeInForce parameter sent when not required.");
    refused(exchange, limit + "&pegPriceType=PRIMARY_PEG", -1106, not_required("price"));
}

TEST_CASE("values that mean nothing are refused before they reach the engine", "[order_terms]") {
    RunningDialect exchange;
    const std::string pegged = "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&pegPriceType=";
    refused(exchange, pegged + "LAST_PEG", -1210, "Invalid pegPriceType.");
    refused(exchange, pegged + "PRIMARY_PEG&pegOffsetType=TICK&pegOffsetValue=1", -1211,
            "Invalid pegOffsetType.");
    refused(exchange, pegged + "PRIMARY_PEG&pegOffsetType=PRICE_LEVEL", -1128,
            "Combination of optional parameters invalid.");
    refused(exchange, pegged + "PRIMARY_PEG&pegOffsetType=PRICE_LEVEL&pegOffsetValue=101", -1130,
            "Data sent for parameter 'pegOffsetValue' is not valid.");
    refused(exchange, kStopLimit + "&strategyType=999999", -1134,
            "`strategyType` was less than 1000000.");
    refused(exchange, kStopLimit + "&trailingDelta=0", -1130,
            "Data sent for parameter 'trailingDelta' is not valid.");
    refused(exchange, kStopLimit + "&trailingDelta=4294967296", -1108,
            "Parameter 'trailingDelta' overflowed.");
    refused(exchange, "side=SELL&type=STOP_LOSS&quantity=1&trailingDelta=10&stopPrice=0", -1013,
            "Filter failure: PRICE_FILTER");
    refused(exchange, kStopLimit + "&selfTradePreventionMode=TRANSFER", -1013,
            "This symbol does not allow the specified self-trade prevention mode.");
}

}  // namespace divmid::gateway
