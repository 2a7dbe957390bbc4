// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

json::value answer(RunningDialect& exchange, FakeConnection& connection, std::string_view message) {
    connection.say(message);
    exchange.settle();
    return connection.socket.take();
}

}  // namespace

TEST_CASE("a connection that nobody is logged on with says so", "[session]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3", "returnRateLimits=false");
    exchange.clock.advance(std::chrono::milliseconds{7});
    for (const std::string_view method : {"session.status", "session.logout"})
        CHECK(json::serialize(answer(exchange, *connection,
                                     R"({"id":1,"method":")" + std::string{method} + "\"}")) ==
              R"({"id":1,"status":200,"result":{"apiKey":null,"authorizedSince":null,)"
              R"("connectedSince":1767225600000,"returnRateLimits":false,)"
              R"("serverTime":1767225600007,"userDataStream":false}})");
}

TEST_CASE("a key that shares its secret does not log on", "[session]") {
    RunningDialect exchange;
    const auto connection = exchange.connect("/ws-api/v3");
    const json::value refused = answer(
        exchange, *connection, exchange.signed_message(exchange.alice, "1", "session.logon", {}));
    CHECK(refused.at("status") == 400);
    CHECK(json::serialize(refused.at("error")) ==
          R"({"code":-4056,"msg":"HMAC_SHA256 API key is not supported."})");
}

}  // namespace divmid::gateway
