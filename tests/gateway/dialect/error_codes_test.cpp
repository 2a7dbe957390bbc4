// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

constexpr std::string_view kOrder = "/api/v3/order";

const std::string kLimit = "symbol=DVMUSD&side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1";

/// One refusal: what is asked, and what is told of it.
struct Refusal {
    int code;
    unsigned status;
    std::string text;
    std::function<Reply(RunningDialect&)> ask;
};

std::function<Reply(RunningDialect&)> signed_ask(std::string_view verb, std::string_view path,
                                                 std::string parameters) {
    return [=](RunningDialect& exchange) {
        return exchange.ask(exchange.alice, verb, path, parameters);
    };
}
std::function<Reply(RunningDialect&)> order(std::string parameters) {
    return signed_ask("POST", kOrder, std::move(parameters));
}
std::function<Reply(RunningDialect&)> look(std::string_view path, std::string query) {
    return [=](RunningDialect& exchange) { return exchange.get(path, query); };
}
/// The same twice: what the second time is told.
std::function<Reply(RunningDialect&)> twice(const std::function<Reply(RunningDialect&)>& ask) {
    return [=](RunningDialect& exchange) {
        ask(exchange);
        exchange.advance(std::chrono::milliseconds{1});
        return ask(exchange);
    };
}
/// Signed by hand: the query whole, as it goes out.
Reply send_signed(RunningDialect& exchange, std::string query, std::string_view key_name) {
    query += "&signature=" + sign(exchange.alice, query);
    HttpRequest request;
    request.method = "GET";
    request.path = "/api/v3/account";
    request.query = query;
    request.api_key = key_name;
    return exchange.request(request);
}
std::function<Reply(RunningDialect&)> timed(std::int64_t off, std::string options = "") {
    return [=](RunningDialect& exchange) {
        const std::int64_t time = exchange.now().value() / 1000 + off;
        return send_signed(exchange, "timestamp=" + std::to_string(time) + options,
                           exchange.alice.key_name);
    };
}
std::function<Reply(RunningDialect&)> named(std::string_view key_name) {
    return [=](RunningDialect& exchange) {
        return send_signed(exchange, "timestamp=" + exchange.milliseconds(), key_name);
    };
}
Reply forged(RunningDialect& exchange) {
    Trader forger = exchange.alice;
    forger.secret = "not alice's secret";
    return exchange.ask(forger, "GET", "/api/v3/account");
}

const std::string kPair = "/api/v3/orderList/oco";
const std::string kSell = "symbol=DVMUSD&side=SELL&quantity=1";

std::vector<Refusal> format_refusals() {
    return {
        {-1000, 404, "", look("/api/v3/nothing", "")},
        {-1100, 400,
         "Illegal characters found in parameter 'newClientOrderId'; legal range is "
         "'^[\\.A-Z\\:/a-z0-9_-]{1,36}$'.",
         order(kLimit + "&newClientOrderId=%20")},
        {-1101, 400, "", look("/api/v3/depth", "symbol=DVMUSD&other=1")},
        {-1102, 400, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.",
         look("/api/v3/depth", "")},
        {-1104, 400, "Not all sent parameters were read; read '8' parameter(s) but was sent '9'.",
         order(kLimit + "&mistyped=1")},
        {-1105, 400, "Parameter 'newClientOrderId' was empty.",
         order(kLimit + "&newClientOrderId=")},
        {-1106, 400, "Parameter 'quoteOrderQty' sent when not required.",
         order(kLimit + "&quoteOrderQty=1")},
        {-1108, 400, "Parameter 'orderId' overflowed.",
         signed_ask("GET", kOrder, "symbol=DVMUSD&orderId=99999999999999999999")},
        {-1111, 400, "Parameter 'price' has too much precision.", order(kLimit + "00.0000001")},
        {-1114, 400, "TimeInForce parameter sent when not required.",
         order("symbol=DVMUSD&side=BUY&type=MARKET&quantity=1&timeInForce=GTC")},
        {-1115, 400, "Invalid timeInForce.",
         order("symbol=DVMUSD&side=BUY&type=LIMIT&timeInForce=DAY&quantity=1&price=1")},
        {-1116, 400, "Invalid orderType.", order("symbol=DVMUSD&side=BUY&type=HOPE&quantity=1")},
        {-1117, 400, "Invalid side.", order("symbol=DVMUSD&side=HOLD&type=MARKET&quantity=1")},
        {-1121, 400, "Invalid symbol.", look("/api/v3/depth", "symbol=NOTHING")},
        {-1134, 400, "`strategyType` was less than 1000000.",
         order(kLimit + "&strategyType=999999")},
        {-1158, 400, "Order type not supported in OCO.",
         signed_ask("POST", kPair,
                    kSell + "&aboveType=MARKET&belowType=STOP_LOSS&belowStopPrice=1")},
        {-1168, 400, "At least one OCO order must be contingent.",
         signed_ask("POST", kPair,
                    kSell + "&aboveType=LIMIT_MAKER&abovePrice=3&belowType=LIMIT_MAKER"
                            "&belowPrice=1")},
        {-1197, 400, "A stop loss order in a sell OCO must be below.",
         signed_ask("POST", kPair,
                    kSell + "&aboveType=STOP_LOSS&aboveStopPrice=3&belowType=TAKE_PROFIT"
                            "&belowStopPrice=1")},
        {-1210, 400, "Invalid pegPriceType.",
         order("symbol=DVMUSD&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&pegPriceType=X")},
        {-1127, 400, "More than 24 hours between startTime and endTime.",
         signed_ask("GET", "/api/v3/myTrades", "symbol=DVMUSD&startTime=1&endTime=86400002")},
        {-1128, 400, "Combination of optional parameters invalid.",
         signed_ask("GET", "/api/v3/myTrades", "symbol=DVMUSD&startTime=1&fromId=1")},
        {-1130, 400, "Data sent for parameter 'limit' is not valid.",
         look("/api/v3/depth", "symbol=DVMUSD&limit=0")},
    };
}

std::vector<Refusal> access_refusals() {
    return {
        {-1021, 400, "Timestamp for this request is outside of the recvWindow.", timed(-5001)},
        {-1021, 400, "Timestamp for this request was 1000ms ahead of the server's time.",
         timed(1000)},
        {-1022, 400, "Signature for this request is not valid.", forged},
        {-1131, 400, "recvWindow must be less than 60000.", timed(0, "&recvWindow=60001")},
        {-2014, 401, "API-key format invalid.", named("not a key")},
        {-2015, 401, "Invalid API-key, IP, or permissions for action.",
         named("nobodynobodynobody")},
    };
}

std::vector<Refusal> order_refusals() {
    const std::string sell = "symbol=DVMUSD&side=SELL&type=LIMIT&timeInForce=GTC";
    return {
        {-1013, 400, "Filter failure: PRICE_FILTER",
         order("symbol=DVMUSD&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.00001")},
        {-1013, 400, "Filter failure: LOT_SIZE",
         order("symbol=DVMUSD&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=1")},
        {-1013, 400, "Filter failure: NOTIONAL", order(sell + "&quantity=0.01&price=0.0001")},
        {-1013, 400, "This symbol does not allow the specified self-trade prevention mode.",
         order(kLimit + "&selfTradePreventionMode=TRANSFER")},
        {-2010, 400, "Account has insufficient balance for requested action.",
         order(sell + "&quantity=10000.01&price=1")},
        {-2010, 400, "Duplicate order sent.", twice(order(kLimit + "&newClientOrderId=one"))},
        {-2010, 400, "Order would immediately match and take.",
         [=](RunningDialect& exchange) {
             exchange.place(exchange.bob,
                            "side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=1");
             return exchange.place(exchange.alice, "side=BUY&type=LIMIT_MAKER&quantity=1&price=1");
         }},
        {-2011, 400, "Unknown order sent.",
         signed_ask("DELETE", kOrder, "symbol=DVMUSD&orderId=7")},
        {-2013, 400, "Order list does not exist.",
         signed_ask("GET", "/api/v3/orderList", "orderListId=7")},
        {-2013, 400, "Order does not exist.", signed_ask("GET", kOrder, "symbol=DVMUSD&orderId=7")},
    };
}

void check(const std::vector<Refusal>& refusals) {
    for (const Refusal& refusal : refusals) {
        RunningDialect exchange;
        const Reply reply = refusal.ask(exchange);
        INFO(boost::json::serialize(reply.body));
        CHECK(reply.code() == refusal.code);
        CHECK(reply.status == refusal.status);
        if (!refusal.text.empty()) CHECK(reply.message() == refusal.text);
    }
}

}  // namespace

TEST_CASE("what is wrong with a request's text has its code and words", "[error_codes]") {
    check(format_refusals());
}

TEST_CASE("what is wrong with a caller's proof has its code and words", "[error_codes]") {
    check(access_refusals());
}

TEST_CASE("what is wrong with an order has its code and words", "[error_codes]") {
    check(order_refusals());
}

}  // namespace divmid::gateway
