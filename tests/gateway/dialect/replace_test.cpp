// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <vector>

#include "gateway/dialect/query_string.hpp"
#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

constexpr const char* kPath = "/api/v3/order/cancelReplace";
const std::string kBid = "symbol=DVMUSD&side=BUY&type=LIMIT&timeInForce=GTC";

std::string text(const json::value& value) {
    return json::serialize(value);
}

/// An exchange where alice has an open bid of 10 at 1.5, called mine.
struct ReplaceFixture : RunningDialect {
    ReplaceFixture() {
        place(alice,
              "side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1.5&newClientOrderId=mine");
    }

    Reply replace(const std::string& parameters, std::string order = kBid) {
        return ask(alice, "POST", kPath, std::move(order) + '&' + parameters);
    }
    std::int64_t open_orders(const Trader& trader) {
        const Reply open = ask(trader, "GET", "/api/v3/openOrders", "symbol=DVMUSD");
        return static_cast<std::int64_t>(open.body.as_array().size());
    }
    json::value answer(FakeConnection& connection, std::string_view method,
                       RunningDialect::Params params) {
        connection.say(signed_message(alice, "1", method, std::move(params)));
        settle();
        return connection.socket.take();
    }
};

/// Keeps the answers that come later.
class Answers final : public Responder {
public:
    explicit Answers(std::vector<HttpResponse>& to) : to_{to} {}
    void respond(HttpResponse response) override { to_.push_back(std::move(response)); }

private:
    std::vector<HttpResponse>& to_;
};

}  // namespace

TEST_CASE("a cancel-replace answers with the cancelled order and the new one", "[replace]") {
    ReplaceFixture exchange;
    const Reply replaced = exchange.replace(
        "cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=mine"
        "&newClientOrderId=mine&cancelNewClientOrderId=moved"
        "&quantity=20&price=1.25");
    REQUIRE(replaced.status == 200);
    CHECK(text(replaced.body) ==
          R"({"cancelResult":"SUCCESS","newOrderResult":"SUCCESS","cancelResponse":)"
          R"({"origClientOrderId":"mine","symbol":"DVMUSD","orderId":1,"orderListId":-1,)"
          R"("clientOrderId":"moved","transactTime":1767225600000,"price":"1.500000",)"
          R"("origQty":"10.000000","executedQty":"0.000000","origQuoteOrderQty":"0.000000",)"
          R"("cummulativeQuoteQty":"0.000000","status":"CANCELED","timeInForce":"GTC",)"
          R"("type":"LIMIT","side":"BUY",)"
          R"("selfTradePreventionMode":"EXPIRE_MAKER"},"newOrderResponse":)"
          R"({"symbol":"DVMUSD","orderId":2,"orderListId":-1,"clientOrderId":"mine",)"
          R"("transactTime":1767225600000,"price":"1.250000","origQty":"20.000000",)"
          R"("executedQty":"0.000000","origQuoteOrderQty":"0.000000",)"
          R"("cummulativeQuoteQty":"0.000000","status":"NEW","timeInForce":"GTC",)"
          R"("type":"LIMIT","side":"BUY","workingTime":1767225600000,)"
          R"("selfTradePreventionMode":"EXPIRE_MAKER","fills":[]}})");
    CHECK(text(exchange.get("/api/v3/depth", "symbol=DVMUSD").body.at("bids")) ==
          R"([["1.250000","20.000000"]])");
    const Reply account = exchange.ask(exchange.alice, "GET", "/api/v3/account");
    CHECK(text(account.body.at("balances")).find(R"("locked":"25.000000")") != std::string::npos);
}

TEST_CASE("the new half of a cancel-replace may trade, and says at what", "[replace]") {
    ReplaceFixture exchange;
    exchange.place(exchange.bob, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=5&price=2");
    const Reply replaced =
        exchange.replace("cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=1&quantity=5&price=2.5");
    REQUIRE(replaced.status == 200);
    const json::value& placed = replaced.body.at("newOrderResponse");
    CHECK(placed.at("status") == "FILLED");
    CHECK(text(placed.at("fills")) ==
          R"([{"price":"2.000000","qty":"5.000000","commission":"0.010000",)"
          R"("commissionAsset":"DVM","tradeId":1}])");
    const Reply brief = exchange.replace(
        "cancelReplaceMode=ALLOW_FAILURE&cancelOrderId=1&quantity=5&price=1&newOrderRespType=ACK");
    CHECK(text(brief.body.at("data").at("newOrderResponse")) ==
          R"({"symbol":"DVMUSD","orderId":4,"orderListId":-1,"clientOrderId":"auto:1:4",)"
          R"("transactTime":1767225600000})");
}

TEST_CASE("a cancel-replace that finds no order to cancel fails, unless told to go on",
          "[replace]") {
    ReplaceFixture exchange;
    const Reply stopped = exchange.replace(
        "cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=9&quantity=20&price=1.25");
    CHECK(stopped.status == 400);
    CHECK(text(stopped.body) ==
          R"({"code":-2022,"msg":"Order cancel-replace failed.","data":)"
          R"({"cancelResult":"FAILURE","newOrderResult":"NOT_ATTEMPTED","cancelResponse":)"
          R"({"code":-2011,"msg":"Unknown order sent."},"newOrderResponse":null}})");
    CHECK(exchange.open_orders(exchange.alice) == 1);

    const Reply half =
        exchange.replace("cancelReplaceMode=ALLOW_FAILURE&cancelOrderId=9&quantity=20&price=1.25");
    CHECK(half.status == 409);
    CHECK(half.code() == -2021);
    CHECK(half.message() == "Order cancel-replace partially failed.");
    CHECK(half.body.at("data").at("cancelResult") == "FAILURE");
    CHECK(half.body.at("data").at("newOrderResult") == "SUCCESS");
    CHECK(half.body.at("data").at("newOrderResponse").at("orderId") == 2);
    CHECK(exchange.open_orders(exchange.alice) == 2);

    const Reply neither = exchange.replace(
        "cancelReplaceMode=ALLOW_FAILURE&cancelOrderId=9&quantity=99999&price=1.25");
    CHECK(neither.status == 400);
    CHECK(neither.code() == -2022);
    CHECK(neither.body.at("data").at("newOrderResult") == "FAILURE");
    CHECK(neither.body.at("data").at("newOrderResponse").at("code") == -2010);
}

TEST_CASE("an order that was cancelled and could not be replaced is gone", "[replace]") {
    ReplaceFixture exchange;
    const Reply half = exchange.replace(
        "cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=1&quantity=99999&price=1.25");
    CHECK(half.status == 409);
    CHECK(half.body.at("data").at("cancelResult") == "SUCCESS");
    CHECK(half.body.at("data").at("cancelResponse").at("status") == "CANCELED");
    CHECK(half.body.at("data").at("newOrderResult") == "FAILURE");
    CHECK(text(half.body.at("data").at("newOrderResponse")) ==
          R"({"code":-2010,"msg":"Account has insufficient balance for requested action."})");
    CHECK(exchange.open_orders(exchange.alice) == 0);
}

TEST_CASE("nothing is cancelled for a new order with wrong parameters", "[replace]") {
    ReplaceFixture exchange;
    exchange.place(exchange.alice,
                   "side=BUY&type=LIMIT&timeInForce=GTC&quantity=5&price=1&newClientOrderId=other");
    const std::string stop = "cancelReplaceMode=STOP_ON_FAILURE&";
    const std::string mine = stop + "cancelOrderId=1&";
    const auto code = [&](const std::string& parameters) {
        const Reply reply = exchange.replace(parameters);
        CHECK(reply.status == 400);
        return reply.code();
    };
    CHECK(code(mine + "quantity=1&price=1.00001") == -1013);
    CHECK(code(mine + "quantity=0.5&price=1") == -1013);
    CHECK(code(mine + "quantity=1&price=1&newClientOrderId=other") == -2010);
    CHECK(code(mine + "quantity=1&price=1&newClientOrderId=auto:1:1") == -1130);
    CHECK(code(mine + "price=1") == -1102);
    CHECK(code(stop + "quantity=1&price=1") == -1102);
    CHECK(code("cancelOrderId=1&quantity=1&price=1") == -1102);
    CHECK(code("cancelReplaceMode=MAYBE&cancelOrderId=1&quantity=1&price=1") == -1130);
    CHECK(code(mine + "quantity=1&price=1&cancelRestrictions=ONLY_OLD") == -1145);
    CHECK(code(mine + "quantity=1&price=1&selfTradePreventionMode=TRANSFER") == -1013);
    CHECK(code(mine + "quantity=1&price=1&orderId=1") == -1104);
    CHECK(code(mine + "quantity=1&price=1&computeCommissionRates=true") == -1104);
    CHECK(code(mine + "quantity=1&price=1&cancelNewClientOrderId=a%20b") == -1100);
    CHECK(exchange.open_orders(exchange.alice) == 2);
}

TEST_CASE("both names of the order to be replaced must be of the same order", "[replace]") {
    ReplaceFixture exchange;
    const std::string rest = "&cancelReplaceMode=STOP_ON_FAILURE&quantity=20&price=1.25";
    CHECK(exchange.replace("cancelOrderId=1&cancelOrigClientOrderId=other" + rest).code() == -2022);
    CHECK(exchange.replace("cancelOrigClientOrderId=auto:1:1" + rest).code() == -2022);
    CHECK(exchange.replace("cancelOrderId=1&cancelOrigClientOrderId=mine" + rest).status == 200);
    // The new one has no id of its own: the one it was shown finds it.
    CHECK(exchange.replace("cancelOrderId=1&cancelOrigClientOrderId=auto:1:2" + rest).code() ==
          -2022);
    CHECK(exchange.replace("cancelOrderId=2&cancelOrigClientOrderId=auto:1:2" + rest).status ==
          200);
    CHECK(exchange.replace("cancelOrigClientOrderId=auto:1:3" + rest).status == 200);
    CHECK(exchange.open_orders(exchange.alice) == 1);
}

TEST_CASE("a cancel restricted to a state is refused in another", "[replace]") {
    ReplaceFixture exchange;
    const auto cancel = [&](const std::string& restriction) {
        return exchange.ask(exchange.alice, "DELETE", "/api/v3/order",
                            "symbol=DVMUSD&orderId=1&cancelRestrictions=" + restriction);
    };
    const Reply refused = cancel("ONLY_PARTIALLY_FILLED");
    CHECK(refused.code() == -2011);
    CHECK(refused.message() == "Order was not canceled due to cancel restrictions.");
    exchange.place(exchange.bob, "side=SELL&type=LIMIT&timeInForce=GTC&quantity=4&price=1.5");
    CHECK(cancel("ONLY_NEW").code() == -2011);
    const Reply half = exchange.replace(
        "cancelReplaceMode=ALLOW_FAILURE&cancelOrderId=1&cancelRestrictions=ONLY_NEW"
        "&newClientOrderId=mine&quantity=20&price=1.25");
    CHECK(half.code() == -2022);
    CHECK(half.body.at("data").at("newOrderResponse").at("msg") == "Duplicate order sent.");
    CHECK(cancel("NONE").code() == -1145);
    CHECK(cancel("").code() == -1105);
    const Reply canceled = cancel("ONLY_PARTIALLY_FILLED");
    CHECK(canceled.status == 200);
    CHECK(canceled.body.at("executedQty") == "4.000000");
}

TEST_CASE("over the WebSocket API a cancel-replace is answered as over REST", "[replace]") {
    ReplaceFixture exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    const auto params = [](std::string order, std::string mode) {
        return RunningDialect::Params{{"symbol", "\"DVMUSD\""},
                                      {"side", "\"BUY\""},
                                      {"type", "\"LIMIT\""},
                                      {"timeInForce", "\"GTC\""},
                                      {"quantity", "\"20\""},
                                      {"price", "\"1.25\""},
                                      {"cancelOrderId", std::move(order)},
                                      {"cancelReplaceMode", '"' + std::move(mode) + '"'}};
    };
    const json::value good =
        exchange.answer(*connection, "order.cancelReplace", params("1", "STOP_ON_FAILURE"));
    CHECK(good.at("status") == 200);
    CHECK(good.at("result").at("cancelResponse").at("orderId") == 1);
    CHECK(good.at("result").at("newOrderResponse").at("orderId") == 2);

    const json::value failed =
        exchange.answer(*connection, "v3/order.cancelReplace", params("1", "STOP_ON_FAILURE"));
    CHECK(failed.at("status") == 400);
    CHECK(text(failed.at("error")) ==
          R"({"code":-2022,"msg":"Order cancel-replace failed.","data":)"
          R"({"cancelResult":"FAILURE","newOrderResult":"NOT_ATTEMPTED","cancelResponse":)"
          R"({"code":-2011,"msg":"Unknown order sent."},"newOrderResponse":null}})");
    const json::value half =
        exchange.answer(*connection, "order.cancelReplace", params("1", "ALLOW_FAILURE"));
    CHECK(half.at("status") == 409);
    CHECK(half.at("error").at("data").at("newOrderResponse").at("orderId") == 3);

    RunningDialect::Params odd = params("2", "STOP_ON_FAILURE");
    odd.emplace_back("cancelOrder", "2");
    CHECK(exchange.answer(*connection, "order.cancelReplace", odd).at("error").at("code") == -1104);
    CHECK(exchange
              .answer(*connection, "order.cancel",
                      {{"symbol", "\"DVMUSD\""},
                       {"orderId", "2"},
                       {"cancelRestrictions", "\"ONLY_PARTIALLY_FILLED\""}})
              .at("error")
              .at("code") == -2011);
}

TEST_CASE("exchangeInfo says that orders can be replaced", "[replace]") {
    RunningDialect exchange;
    const Reply info = exchange.get("/api/v3/exchangeInfo", "symbol=DVMUSD");
    CHECK(info.body.at("symbols").at(0).at("cancelReplaceAllowed") == true);
}

TEST_CASE("ten requests at once with one client id place one order, replacements too",
          "[replace]") {
    ReplaceFixture exchange;
    std::vector<HttpResponse> answers;
    for (int i = 0; i < 10; ++i) {
        // Signed apart: the same bytes twice would be one request, captured and sent again.
        std::string form =
            "symbol=DVMUSD&side=BUY&type=LIMIT&timeInForce=GTC&quantity=5&price=1"
            "&newClientOrderId=once&recvWindow=" +
            std::to_string(5000 + i);
        HttpRequest request;
        request.method = "POST";
        request.path = "/api/v3/order";
        if (i % 2 == 1) {
            request.path = kPath;
            form += "&cancelReplaceMode=ALLOW_FAILURE&cancelOrderId=77";
        }
        form += "&timestamp=" + exchange.milliseconds();
        form += "&signature=" + sign(exchange.alice, form);
        request.body = form;
        request.api_key = exchange.alice.key_name;
        exchange.send(request, std::make_shared<Answers>(answers));
    }
    exchange.settle();
    REQUIRE(answers.size() == 10);
    const auto good = std::ranges::count(answers, 200U, &HttpResponse::status);
    CHECK(good == 1);
    for (const HttpResponse& answer : answers)
        if (answer.status != 200)
            CHECK(answer.body.find("Duplicate order sent.") != std::string::npos);
    CHECK(exchange.open_orders(exchange.alice) == 2);
}

}  // namespace divmid::gateway
