// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "gateway/dialect/query_string.hpp"
#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kBuy =
    "symbol=DVMUSD&side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1";

const RunningDialect::Params kBid{{"symbol", "\"DVMUSD\""},  {"side", "\"BUY\""},
                                  {"type", "\"LIMIT\""},     {"timeInForce", "\"GTC\""},
                                  {"quantity", "\"10.00\""}, {"price", "\"1.5\""}};

/// A signed query, as somebody on the way could read it.
std::string signed_query(const Trader& trader, std::string query) {
    std::string signature;
    append_encoded(sign(trader, query), signature);
    return query + "&signature=" + signature;
}

Reply send(RunningDialect& exchange, const Trader& trader, std::string_view verb,
           std::string_view path, std::string_view query, std::string_view body = {}) {
    HttpRequest request;
    request.method = verb;
    request.path = path;
    request.query = query;
    request.body = body;
    request.api_key = trader.key_name;
    return exchange.request(request);
}

std::size_t open_orders(RunningDialect& exchange) {
    return exchange.ask(exchange.alice, "GET", "/api/v3/openOrders").body.as_array().size();
}

}  // namespace

TEST_CASE("an order that somebody captured is executed once, however it comes again", "[replay]") {
    RunningDialect exchange;
    const std::string plain = std::string{kBuy} + "&timestamp=" + exchange.stamp();
    const std::string query = signed_query(exchange.alice, plain);
    const auto again = [&](std::string_view in_query, std::string_view in_body) {
        const Reply reply =
            send(exchange, exchange.alice, "POST", "/api/v3/order", in_query, in_body);
        CHECK(reply.status == 400);
        CHECK(reply.code() == -1021);
        CHECK(reply.message() ==
              "Signature for this request was used already: it is executed once.");
    };
    CHECK(send(exchange, exchange.alice, "POST", "/api/v3/order", query).status == 200);
    again(query, "");
    again("", query);
    std::string upper = query;
    const std::size_t code = upper.find("signature=") + 10;
    for (std::size_t at = code; at < upper.size(); ++at)
        upper[at] = static_cast<char>(std::toupper(upper[at]));
    again(upper, "");
    again(upper.substr(code - 10) + "&" + plain, "");
    exchange.clock.advance(std::chrono::seconds{5});
    again(query, "");
    CHECK(open_orders(exchange) == 1);

    exchange.clock.advance(std::chrono::milliseconds{1});
    CHECK(send(exchange, exchange.alice, "POST", "/api/v3/order", query).message() ==
          "Timestamp for this request is outside of the recvWindow.");
    CHECK(open_orders(exchange) == 1);
}

TEST_CASE("questions may be asked again, cancels may not", "[replay]") {
    RunningDialect exchange;
    const auto order = exchange.place(exchange.alice, std::string{kBuy.substr(14)});
    REQUIRE(order.status == 200);
    const std::string query =
        signed_query(exchange.alice, "symbol=DVMUSD&orderId=1&timestamp=" + exchange.stamp());
    for (int time = 0; time < 3; ++time)
        CHECK(send(exchange, exchange.alice, "GET", "/api/v3/order", query).status == 200);
    const std::string test =
        signed_query(exchange.alice, std::string{kBuy} + "&timestamp=" + exchange.stamp());
    for (int time = 0; time < 3; ++time)
        CHECK(send(exchange, exchange.alice, "POST", "/api/v3/order/test", test).status == 200);
    CHECK(send(exchange, exchange.alice, "DELETE", "/api/v3/order", query).status == 200);
    CHECK(send(exchange, exchange.alice, "DELETE", "/api/v3/order", query).code() == -1021);
}

TEST_CASE("what is refused for its signature or its time takes no room", "[replay]") {
    RunningDialect exchange;
    const std::string plain = std::string{kBuy} + "&timestamp=" + exchange.stamp();
    CHECK(send(exchange, exchange.alice, "POST", "/api/v3/order", signed_query(exchange.bob, plain))
              .code() == -1022);
    CHECK(
        send(exchange, exchange.alice, "POST", "/api/v3/order", signed_query(exchange.alice, plain))
            .status == 200);
}

TEST_CASE("of two connections that send one signature at once exactly one executes it",
          "[replay]") {
    RunningDialect exchange;
    const Trader signer = exchange.add_public_key(exchange.alice, "ed25519alice0000000000");
    for (const Trader& trader : {exchange.alice, signer}) {
        const auto one = exchange.connect("/ws-api/v3");
        const auto other = exchange.connect("/ws-api/v3");
        const std::string message = exchange.signed_message(trader, "1", "order.place", kBid);
        one->say(message);
        other->say(message);
        exchange.settle();
        const json::value first = one->socket.take();
        const json::value second = other->socket.take();
        CHECK((first.at("status") == 200) != (second.at("status") == 200));
        const json::value& refused = first.at("status") == 200 ? second : first;
        CHECK(refused.at("error").at("code") == -1021);
    }
    CHECK(open_orders(exchange) == 2);
}

TEST_CASE("a captured subscription that waits until its signature is forgotten is refused",
          "[replay]") {
    RunningDialect exchange;
    const auto ask = [&](FakeConnection& connection, std::string_view message) {
        connection.say(message);
        exchange.settle();
        return connection.socket.take();
    };
    const std::string captured =
        exchange.signed_message(exchange.alice, "1", "userDataStream.subscribe.signature", {});
    const auto hers = exchange.connect("/ws-api/v3");
    REQUIRE(ask(*hers, captured).at("status") == 200);

    const auto thief = exchange.connect("/ws-api/v3");
    thief->say(exchange.signed_message(exchange.bob, "0", "order.place", kBid));
    thief->say(captured);
    exchange.clock.advance(std::chrono::seconds{8});
    // What is let in now has the expired signatures forgotten.
    const auto other = exchange.connect("/ws-api/v3");
    REQUIRE(ask(*other, exchange.signed_message(exchange.bob, "1",
                                                "userDataStream.subscribe.signature", {}))
                .at("status") == 200);
    exchange.settle();
    CHECK(thief->socket.take().at("id") == 0);
    CHECK(thief->socket.take().at("error").at("code") == -1021);
}

TEST_CASE("what was sent before the process began changes nothing", "[replay]") {
    RunningDialect exchange;  // Began at the time that its clock shows.
    const std::string before = std::to_string(exchange.now().value() - 1);
    const Reply reply =
        send(exchange, exchange.alice, "POST", "/api/v3/order",
             signed_query(exchange.alice, std::string{kBuy} + "&timestamp=" + before));
    CHECK(reply.code() == -1021);
    CHECK(reply.message() == "Timestamp for this request is from before the server was started.");
    CHECK(open_orders(exchange) == 0);
    CHECK(send(exchange, exchange.alice, "GET", "/api/v3/account",
               signed_query(exchange.alice, "timestamp=" + before))
              .status == 200);
}

}  // namespace divmid::gateway
