// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "gateway/dialect/query_string.hpp"
#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

/// alice with a key of either kind: what holds for one holds for the other.
struct BothKeys {
    RunningDialect exchange;
    Trader shared = exchange.alice;
    Trader pair = exchange.add_public_key(exchange.alice, "ed25519alice0000000000");
};

/// The code of the refusal; zero when there is none.
std::int64_t account(RunningDialect& exchange, const Trader& trader, const std::string& plain,
                     std::string signature) {
    std::string encoded;
    append_encoded(signature, encoded);
    HttpRequest request;
    request.method = "GET";
    request.path = "/api/v3/account";
    const std::string query = plain + "&signature=" + encoded;
    request.query = query;
    request.api_key = trader.key_name;
    const Reply reply = exchange.request(request);
    return reply.status == 200 ? 0 : reply.code();
}

std::int64_t account(RunningDialect& exchange, const Trader& trader, const std::string& plain) {
    return account(exchange, trader, plain, sign(trader, plain));
}

/// An order over the WebSocket API, signed over `payload`; its parameters as `fields`.
std::int64_t place(RunningDialect& exchange, const Trader& trader, const std::string& payload,
                   const std::string& fields) {
    const auto connection = exchange.connect("/ws-api/v3");
    connection->say(R"({"id":1,"method":"order.place","params":{)" + fields + R"(,"signature":")" +
                    sign(trader, payload) + "\"}}");
    exchange.settle();
    const json::value told = connection->socket.take();
    return told.at("status") == 200 ? 0 : told.at("error").at("code").as_int64();
}

}  // namespace

TEST_CASE("a signature of either kind counts for its key, its bytes and its time", "[access]") {
    BothKeys keys;
    RunningDialect& exchange = keys.exchange;
    for (const Trader& trader : {keys.shared, keys.pair}) {
        const auto now = exchange.now().value();
        const std::string plain = "timestamp=" + std::to_string(now / 1000);
        const auto at = [&](std::int64_t microseconds, const std::string& more = "") {
            return account(exchange, trader,
                           "timestamp=" + std::to_string(now + microseconds) + more);
        };
        CHECK(account(exchange, trader, plain) == 0);
        CHECK(account(exchange, trader, plain, sign(exchange.bob, plain)) == -1022);
        CHECK(account(exchange, trader, plain, sign(trader, plain + "0")) == -1022);
        CHECK(account(exchange, trader, plain, "00") == -1022);
        CHECK(account(exchange, trader, "recvWindow=5000") == -1102);
        CHECK(at(0) == 0);
        CHECK(at(999'999) == 0);
        CHECK(at(1'000'000) == -1021);
        CHECK(at(-5'000'000) == 0);
        CHECK(at(-5'000'001) == -1021);
        CHECK(at(-6'346, "&recvWindow=6.346") == 0);
        CHECK(at(-6'347, "&recvWindow=6.346") == -1021);
        CHECK(at(0, "&recvWindow=6.3461") == -1111);
        CHECK(at(0, "&recvWindow=60000") == 0);
        CHECK(at(0, "&recvWindow=60000.001") == -1131);
    }
    std::string upper = sign(keys.shared, "timestamp=" + exchange.milliseconds());
    std::ranges::transform(upper, upper.begin(), [](char c) {
        return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    });
    CHECK(account(exchange, keys.shared, "timestamp=" + exchange.milliseconds(), upper) == 0);
    std::string lower = sign(keys.pair, "timestamp=" + exchange.milliseconds());
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    CHECK(account(exchange, keys.pair, "timestamp=" + exchange.milliseconds(), lower) == -1022);
}

TEST_CASE("query and body are signed as they were received, wherever the signature stands",
          "[access]") {
    BothKeys keys;
    for (const Trader& trader : {keys.shared, keys.pair}) {
        const std::string query = "symbol=DVMUSD&side=%42UY&type=LIMIT_MAKER&&price=1";
        const auto send = [&](bool in_body, bool first) {
            const std::string body = "quantity=1%30&timestamp=" + keys.exchange.stamp();
            std::string pair;
            append_encoded(sign(trader, query + body), pair);
            pair = "signature=" + pair;
            const auto with = [&](const std::string& text, bool here) {
                if (!here) return text;
                return first ? pair + "&" + text : text + "&" + pair;
            };
            const std::string in_query = with(query, !in_body);
            const std::string form = with(body, in_body);
            HttpRequest request;
            request.method = "POST";
            request.path = "/api/v3/order";
            request.query = in_query;
            request.body = form;
            request.api_key = trader.key_name;
            return keys.exchange.request(request).status;
        };
        for (const bool in_body : {false, true})
            for (const bool first : {false, true}) CHECK(send(in_body, first) == 200);
    }
}

TEST_CASE("the WebSocket API takes both payloads, and numbers as they stand in the text",
          "[access]") {
    BothKeys keys;
    RunningDialect& exchange = keys.exchange;
    for (const Trader& trader : {keys.shared, keys.pair}) {
        const auto order = [&](std::string_view signed_id, bool rate_limits) {
            const std::string time = exchange.stamp();
            const std::string flag = rate_limits ? "false" : "true";
            const std::string payload =
                "apiKey=" + trader.key_name + "&newClientOrderId=" + std::string{signed_id} +
                "&price=1.50&quantity=10.0&recvWindow=5000.000"
                "&returnRateLimits=false&side=BUY&symbol=DVMUSD&timestamp=" +
                time + "&type=LIMIT_MAKER";
            return place(exchange, trader, payload,
                         R"("symbol":"DVMUSD","side":"BUY","type":"LIMIT_MAKER","quantity":10.0,)"
                         R"("price":1.50,"recvWindow":5000.000,"newClientOrderId":"a:/b",)"
                         R"("returnRateLimits":)" +
                             flag + R"(,"timestamp":)" + time + R"(,"apiKey":")" + trader.key_name +
                             '"');
        };
        CHECK(order("a:/b", true) == 0);
        CHECK(order("a:/b", true) == -2010);  // The id is taken: the signature was good.
        CHECK(order("a%3A%2Fb", true) == -2010);
        CHECK(order("a%3a%2fb", true) == -1022);
        CHECK(order("a:/b", false) == -1022);
        exchange.ask(trader, "DELETE", "/api/v3/order", "symbol=DVMUSD&origClientOrderId=a%3A%2Fb");
    }
}

TEST_CASE("a revoked key of either kind lets nobody in", "[access]") {
    BothKeys keys;
    for (const Trader& trader : {keys.shared, keys.pair}) {
        keys.exchange.command(RevokeKey{.key = trader.key});
        CHECK(keys.exchange.ask(trader, "GET", "/api/v3/account").code() == -2015);
        CHECK(keys.exchange.place(trader, "side=BUY&type=LIMIT_MAKER&quantity=10&price=1").code() ==
              -2015);
    }
}

}  // namespace divmid::gateway
