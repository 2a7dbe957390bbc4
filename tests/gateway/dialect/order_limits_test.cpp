// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <string>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

using namespace std::chrono_literals;
namespace json = boost::json;

/// Limits that a test reaches soon; what it does not name is out of reach.
RateLimits few_orders(std::uint32_t in_10_seconds, std::uint32_t today = 1000) {
    RateLimits limits = kNoLimits;
    limits.orders_per_10_seconds = in_10_seconds;
    limits.orders_per_day = today;
    return limits;
}

/// "10 seconds/day", as the headers of an accepted order tell them.
std::string counts(const Reply& reply) {
    return reply.header("X-MBX-ORDER-COUNT-10S").value_or("none") + "/" +
           reply.header("X-MBX-ORDER-COUNT-1D").value_or("none");
}

Reply bid(RunningDialect& exchange, const Trader& trader, const std::string& price = "1",
          const std::string& more = "") {
    return exchange.place(trader,
                          "side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=" + price + more);
}

Reply ask(RunningDialect& exchange, const Trader& trader, const std::string& quantity = "10") {
    return exchange.place(trader,
                          "side=SELL&type=LIMIT&timeInForce=GTC&price=1&quantity=" + quantity);
}

Reply too_dear(RunningDialect& exchange, const Trader& trader) {
    return exchange.place(trader, "side=BUY&type=LIMIT&timeInForce=GTC&quantity=100000&price=99");
}

std::string count_of(RunningDialect& exchange, const Trader& trader) {
    const Reply reply = exchange.ask(trader, "GET", "/api/v3/rateLimit/order");
    return json::serialize(reply.body.at(0).at("count")) + "/" +
           json::serialize(reply.body.at(1).at("count"));
}

}  // namespace

TEST_CASE("an accepted order tells the counts of its account, a refused one does not", "[limits]") {
    RunningDialect exchange;
    CHECK(counts(bid(exchange, exchange.alice)) == "1/1");
    CHECK(counts(bid(exchange, exchange.alice)) == "2/2");
    CHECK(counts(bid(exchange, exchange.bob)) == "1/1");
    CHECK(counts(exchange.get("/api/v3/ping")) == "none/none");
    const Reply refused = too_dear(exchange, exchange.alice);
    CHECK(refused.code() == -2010);
    CHECK(counts(refused) == "none/none");
    CHECK(count_of(exchange, exchange.alice) == "2/2");
}

TEST_CASE("too many orders in ten seconds are refused until the clock begins the next",
          "[limits]") {
    RunningDialect exchange{few_orders(3)};
    exchange.advance(6500ms);
    for (int order = 0; order < 3; ++order) CHECK(bid(exchange, exchange.alice).status == 200);
    const Reply refused = bid(exchange, exchange.alice);
    CHECK(refused.status == 429);
    CHECK(refused.code() == -1015);
    CHECK(refused.message() == "Too many new orders; current limit is 3 orders per 10 SECOND.");
    CHECK(refused.header("Retry-After") == "4");
    CHECK(counts(refused) == "none/none");
    CHECK(bid(exchange, exchange.bob).status == 200);
    exchange.advance(3499ms);
    CHECK(bid(exchange, exchange.alice).status == 429);
    exchange.advance(1ms);
    CHECK(counts(bid(exchange, exchange.alice)) == "1/4");
}

TEST_CASE("too many orders in a day are refused until midnight", "[limits]") {
    RunningDialect exchange{few_orders(2, 3)};
    CHECK(bid(exchange, exchange.alice).status == 200);
    CHECK(bid(exchange, exchange.alice).status == 200);
    exchange.advance(10s);
    CHECK(counts(bid(exchange, exchange.alice)) == "1/3");
    const Reply refused = bid(exchange, exchange.alice);
    CHECK(refused.message() == "Too many new orders; current limit is 3 orders per 1 DAY.");
    CHECK(refused.header("Retry-After") == "86390");
    exchange.advance(24h - 10s);
    CHECK(counts(bid(exchange, exchange.alice)) == "1/1");
}

TEST_CASE("an order over the limit is never submitted", "[limits]") {
    RunningDialect exchange{few_orders(1)};
    bid(exchange, exchange.alice);
    const std::size_t records = exchange.log.size();
    CHECK(bid(exchange, exchange.alice).status == 429);
    CHECK(exchange.log.size() == records);
}

TEST_CASE("orders that are not released yet count, and those of who has gone too", "[limits]") {
    RunningDialect exchange{few_orders(2)};
    const RunningDialect::Params order{{"symbol", "\"DVMUSD\""},
                                       {"side", "\"BUY\""},
                                       {"type", "\"LIMIT_MAKER\""},
                                       {"quantity", "\"10\""},
                                       {"price", "\"1\""}};
    auto gone = exchange.connect("/ws-api/v3");
    gone->say(exchange.signed_message(exchange.alice, "1", "order.place", order));
    gone->say(exchange.signed_message(exchange.alice, "2", "order.place", order));
    gone.reset();
    const auto connection = exchange.connect("/ws-api/v3");
    connection->say(exchange.signed_message(exchange.alice, "3", "order.place", order));
    CHECK(connection->socket.take().at("error").at("code") == -1015);
    exchange.settle();
    CHECK(count_of(exchange, exchange.alice) == "2/2");
    exchange.advance(10s);
    CHECK(counts(bid(exchange, exchange.alice)) == "1/3");
}

TEST_CASE("what the engine refuses and what only tests an order does not count", "[limits]") {
    RunningDialect exchange{few_orders(1)};
    for (int time = 0; time < 3; ++time) {
        CHECK(too_dear(exchange, exchange.alice).code() == -2010);
        CHECK(exchange
                  .ask(exchange.alice, "POST", "/api/v3/order/test",
                       "symbol=DVMUSD&side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1")
                  .status == 200);
    }
    CHECK(counts(bid(exchange, exchange.alice)) == "1/1");
}

TEST_CASE("an order that trades gives its count back at its first trade, and once", "[limits]") {
    RunningDialect exchange;
    CHECK(counts(bid(exchange, exchange.alice)) == "1/1");
    CHECK(counts(bid(exchange, exchange.alice)) == "2/2");
    // A taker gives back at once; the maker, though partly filled.
    CHECK(counts(ask(exchange, exchange.bob, "4")) == "0/0");
    CHECK(count_of(exchange, exchange.alice) == "1/1");
    ask(exchange, exchange.bob, "4");
    CHECK(count_of(exchange, exchange.alice) == "1/1");
    // The rest of the first, all of the second, and what is left rests: it has traded already.
    CHECK(counts(ask(exchange, exchange.bob, "20")) == "0/0");
    CHECK(count_of(exchange, exchange.alice) == "0/0");
    CHECK(counts(ask(exchange, exchange.bob)) == "1/1");
    bid(exchange, exchange.alice, "1", "&newOrderRespType=ACK");
    CHECK(count_of(exchange, exchange.bob) == "0/0");
    CHECK(count_of(exchange, exchange.alice) == "0/0");
}

TEST_CASE("a replacement counts as a new order, and over the limit nothing is cancelled",
          "[limits]") {
    RunningDialect exchange{few_orders(2)};
    const auto replace = [&](std::string_view id) {
        return exchange.ask(exchange.alice, "POST", "/api/v3/order/cancelReplace",
                            "symbol=DVMUSD&side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1"
                            "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=" +
                                std::string{id});
    };
    bid(exchange, exchange.alice);
    CHECK(counts(replace("1")) == "2/2");
    CHECK(replace("2").code() == -1015);
    const Reply open = exchange.ask(exchange.alice, "GET", "/api/v3/openOrders", "symbol=DVMUSD");
    CHECK(open.body.as_array().size() == 1);
    CHECK(open.body.at(0).at("orderId") == 2);
}

TEST_CASE("cancelled and expired orders give nothing back", "[limits]") {
    RunningDialect exchange;
    const std::string id = json::serialize(bid(exchange, exchange.alice).body.at("orderId"));
    exchange.ask(exchange.alice, "DELETE", "/api/v3/order", "symbol=DVMUSD&orderId=" + id);
    CHECK(exchange.place(exchange.alice, "side=BUY&type=LIMIT&timeInForce=IOC&quantity=10&price=1")
              .body.at("status") == "EXPIRED");
    CHECK(count_of(exchange, exchange.alice) == "2/2");
}

TEST_CASE("fills of yesterday's orders give back today's count, never below nothing", "[limits]") {
    RunningDialect exchange;
    for (int order = 0; order < 3; ++order) bid(exchange, exchange.alice);
    exchange.advance(24h);
    CHECK(count_of(exchange, exchange.alice) == "0/0");
    CHECK(counts(bid(exchange, exchange.alice)) == "1/1");
    ask(exchange, exchange.bob, "30");
    CHECK(count_of(exchange, exchange.alice) == "0/0");
    CHECK(counts(bid(exchange, exchange.alice)) == "1/1");
}

TEST_CASE("after a restart the counts of the day are the same", "[limits]") {
    RunningDialect exchange;
    for (int order = 0; order < 5; ++order) bid(exchange, exchange.alice);
    ask(exchange, exchange.bob, "15");
    exchange.advance(10s);
    bid(exchange, exchange.alice);
    OrderCounts again;
    for (const Record& record : exchange.log) again.apply(record);
    for (const Trader& trader : {exchange.alice, exchange.bob}) {
        const auto before =
            exchange.projections.order_counts.counts(trader.account, exchange.now());
        const auto after = again.counts(trader.account, exchange.now());
        CHECK(after.in_10_seconds == before.in_10_seconds);
        CHECK(after.today == before.today);
    }
    CHECK(again.counts(exchange.alice.account, exchange.now()).today == 4);
    CHECK(again.counts(exchange.alice.account, exchange.now()).in_10_seconds == 1);
}

TEST_CASE("answers to orders tell the counts of orders, others the weight alone", "[limits]") {
    RunningDialect exchange{RateLimits{}};
    const auto connection = exchange.connect("/ws-api/v3");
    connection->say(R"({"id":1,"method":"ping"})");
    CHECK(json::serialize(connection->socket.take().at("rateLimits")) ==
          R"([{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,)"
          R"("limit":6000,"count":1}])");
    connection->say(exchange.signed_message(exchange.alice, "1", "order.place",
                                            {{"symbol", "\"DVMUSD\""},
                                             {"side", "\"BUY\""},
                                             {"type", "\"LIMIT_MAKER\""},
                                             {"quantity", "\"10\""},
                                             {"price", "\"1\""}}));
    exchange.settle();
    CHECK(json::serialize(connection->socket.take().at("rateLimits")) ==
          R"([{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,)"
          R"("limit":100,"count":1},)"
          R"({"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,)"
          R"("limit":200000,"count":1},)"
          R"({"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,)"
          R"("limit":6000,"count":2}])");
    connection->say(exchange.signed_message(exchange.alice, "1", "account.rateLimits.orders", {}));
    exchange.settle();
    const json::value told = connection->socket.take();
    CHECK(json::serialize(told.at("result")) ==
          R"([{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,)"
          R"("limit":100,"count":1},)"
          R"({"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,)"
          R"("limit":200000,"count":1}])");
    CHECK(told.at("rateLimits").at(0).at("count") == 42);
}

TEST_CASE("too many orders over WebSocket say when to come back", "[limits]") {
    RunningDialect exchange{few_orders(1)};
    bid(exchange, exchange.alice);
    const auto connection = exchange.connect("/ws-api/v3");
    connection->say(exchange.signed_message(exchange.alice, "1", "order.place",
                                            {{"symbol", "\"DVMUSD\""},
                                             {"side", "\"BUY\""},
                                             {"type", "\"LIMIT_MAKER\""},
                                             {"quantity", "\"10\""},
                                             {"price", "\"1\""}}));
    const json::value told = connection->socket.take();
    CHECK(told.at("status") == 429);
    CHECK(json::serialize(told.at("error")) ==
          R"({"code":-1015,"msg":"Too many new orders; current limit is 1 orders per 10 SECOND.",)"
          R"("data":{"serverTime":1767225600000,"retryAfter":1767225610000}})");
    CHECK(told.at("rateLimits").at(0).at("count") == 1);
}

}  // namespace divmid::gateway
