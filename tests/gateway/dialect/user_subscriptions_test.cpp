// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "gateway/dialect/account_subscriptions.hpp"
#include "tests/gateway/dialect/user_client.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

std::string request(std::string_view method, std::string_view params = "{}") {
    return R"({"id":1,"method":")" + std::string{method} + R"(","params":)" + std::string{params} +
           "}";
}

/// Status, then the code and text of a refusal or the result.
std::string outcome(const json::value& answer) {
    const json::object& told = answer.as_object();
    const bool good = told.contains("result");
    return json::serialize(told.at("status")) + ' ' +
           json::serialize(told.at(good ? "result" : "error"));
}

void deposit(RunningDialect& exchange, const Trader& to) {
    exchange.command(
        Deposit{.account = to.account, .asset = AssetId{2}, .amount = Amount{1}, .note = {}});
}

}  // namespace

TEST_CASE("subscriptions count from zero, one for each account", "[user_stream]") {
    RunningDialect exchange;
    UserClient client{exchange};
    CHECK(client.subscribe(exchange.alice) == 0);
    CHECK(client.subscribe(exchange.bob) == 1);
    CHECK(outcome(client.ask(exchange.signed_message(exchange.alice, "1",
                                                     "userDataStream.subscribe.signature", {}))) ==
          R"(400 {"code":-2035,"msg":"User Data Stream subscription already active."})");
    CHECK(outcome(client.ask(request("session.subscriptions"))) ==
          R"(200 [{"subscriptionId":0},{"subscriptionId":1}])");
    CHECK(client.ask(request("session.status")).at("result").at("userDataStream") == true);

    deposit(exchange, exchange.bob);
    CHECK(client.connection().socket.take().at("subscriptionId") == 1);
    client.heard();
    deposit(exchange, exchange.alice);
    CHECK(client.connection().socket.take().at("subscriptionId") == 0);
}

TEST_CASE("a subscription ends with its last event, before the answer", "[user_stream]") {
    RunningDialect exchange;
    UserClient client{exchange};
    client.subscribe(exchange.alice);
    client.subscribe(exchange.bob);
    client.connection().say(request("userDataStream.unsubscribe", R"({"subscriptionId":0})"));
    FakeSocket& socket = client.connection().socket;
    CHECK(json::serialize(socket.take()) ==
          R"({"subscriptionId":0,"event":{"e":"eventStreamTerminated","E":1767225600000}})");
    CHECK(outcome(socket.take()) == "200 {}");
    deposit(exchange, exchange.alice);
    CHECK(client.silent());
    deposit(exchange, exchange.bob);
    CHECK(client.heard() == std::vector<std::string>{"balance", "account"});

    // The number is not used again.
    CHECK(client.subscribe(exchange.alice) == 2);
    client.connection().say(request("userDataStream.unsubscribe"));
    CHECK(socket.take().at("subscriptionId") == 1);
    CHECK(socket.take().at("subscriptionId") == 2);
    CHECK(outcome(socket.take()) == "200 {}");
    for (const std::string_view params : {"{}", R"({"subscriptionId":1})"})
        CHECK(outcome(client.ask(request("userDataStream.unsubscribe", params))) ==
              R"(400 {"code":-2036,"msg":"User Data Stream subscription not active."})");
    CHECK(client.ask(request("session.status")).at("result").at("userDataStream") == false);
}

TEST_CASE("a key that may not read, or none, hears nothing", "[user_stream]") {
    RunningDialect exchange;
    UserClient client{exchange};
    const Trader carol = exchange.open_account("carol0000000000000000",
                                               Scopes{static_cast<std::uint8_t>(Scope::trade)});
    CHECK(outcome(client.ask(
              exchange.signed_message(carol, "1", "userDataStream.subscribe.signature", {}))) ==
          R"(401 {"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."})");
    CHECK(client.ask(request("userDataStream.subscribe")).at("status") != 200);
    CHECK(client.ask(request("userDataStream.subscribe.signature")).at("status") != 200);
}

TEST_CASE("with its key a subscription ends, and others stay", "[user_stream]") {
    RunningDialect exchange;
    UserClient client{exchange};
    UserClient other{exchange};
    client.subscribe(exchange.alice);
    other.subscribe(exchange.bob);
    exchange.command(RevokeKey{.key = exchange.alice.key});
    CHECK(client.heard() == std::vector<std::string>{"end"});
    CHECK(outcome(client.ask(request("session.subscriptions"))) == "200 []");
    deposit(exchange, exchange.alice);
    CHECK(client.silent());
    deposit(exchange, exchange.bob);
    CHECK(other.heard() == std::vector<std::string>{"balance", "account"});
}

TEST_CASE("an orderly stop ends every subscription", "[user_stream]") {
    RunningDialect exchange;
    UserClient client{exchange};
    client.subscribe(exchange.alice);
    client.subscribe(exchange.bob);
    client.connection().conversation->goodbye();
    CHECK(client.heard() == std::vector<std::string>{"end", "end"});
}

TEST_CASE("a query waits while answers do, so that no event overtakes its answer",
          "[user_stream]") {
    RunningDialect exchange;
    UserClient client{exchange};
    client.subscribe(exchange.alice);
    FakeConnection& connection = client.connection();
    connection.socket.bytes_queued = ApiLine::kQueuedBytesMost;
    connection.say(exchange.signed_message(exchange.alice, "1", "account.status", {}));
    deposit(exchange, exchange.alice);
    connection.drain();
    CHECK(text(client.next(), "e") == "balanceUpdate");
    const json::object position = client.next();
    const json::value answer = connection.socket.take();
    CHECK(answer.at("result").at("balances").at(1).at("free") == position.at("B").at(0).at("f"));
}

TEST_CASE("a connection that is gone is told nothing, and the others are", "[user_stream]") {
    RunningDialect exchange;
    UserClient stays{exchange};
    stays.subscribe(exchange.alice);
    {
        UserClient goes{exchange};
        goes.subscribe(exchange.alice);
    }
    deposit(exchange, exchange.alice);
    CHECK(stays.heard() == std::vector<std::string>{"balance", "account"});
}

TEST_CASE("a connection has so many subscriptions, and so many in its life", "[user_stream]") {
    RunningDialect exchange;
    const Services services{.inbox = exchange.inbox,
                            .projections = exchange.projections,
                            .history = *exchange.history,
                            .account_feed = *exchange.account_feed,
                            .verifications = exchange.verifications,
                            .clock = [&] { return exchange.now(); },
                            .started = {}};
    FakeSocket socket;
    AccountSubscriptions subscriptions{services, socket};
    const auto subscribe = [&](std::uint32_t account) {
        std::string result;
        const Outcome outcome = subscriptions.subscribe(
            {.account = AccountId{account}, .key = {}, .deadline = {}, .unit = {}},
            AccountSubscriptions::Ground::signature, result);
        return outcome ? 0 : outcome.error().code;
    };
    for (std::uint32_t account = 0; account < AccountSubscriptions::kActiveMost; ++account)
        REQUIRE(subscribe(account) == 0);
    CHECK(subscribe(1'000'000) == -2042);
    std::uint32_t ever = AccountSubscriptions::kActiveMost;
    while (ever < AccountSubscriptions::kEverMost) {
        subscriptions.end_all();
        socket.told.clear();
        for (std::uint32_t i = 0; i < 100 && ever < AccountSubscriptions::kEverMost; ++i, ++ever)
            REQUIRE(subscribe(i) == 0);
    }
    CHECK(subscribe(1'000'000) == -2042);
}

TEST_CASE("there are no listen keys", "[user_stream]") {
    RunningDialect exchange;
    for (const std::string_view verb : {"POST", "PUT", "DELETE"})
        CHECK(exchange.ask(exchange.alice, verb, "/api/v3/userDataStream").status == 404);
}

}  // namespace divmid::gateway
