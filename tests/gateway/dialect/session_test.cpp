// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "gateway/dialect/query_string.hpp"
#include "tests/gateway/access/blocked_stage.hpp"
#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

json::value answer(RunningDialect& exchange, FakeConnection& connection, std::string_view message) {
    connection.say(message);
    exchange.settle();
    return connection.socket.take();
}

constexpr std::string_view kKeyName = "ed25519alice0000000000";

const RunningDialect::Params kBid{{"symbol", "\"DVMUSD\""}, {"side", "\"BUY\""},
                                  {"type", "\"LIMIT\""},    {"timeInForce", "\"GTC\""},
                                  {"quantity", "\"1.00\""}, {"price", "\"1.5\""}};
/// The same without a key.
const std::string kOrder =
    R"("symbol":"DVMUSD","side":"BUY","type":"LIMIT","timeInForce":"GTC","quantity":"1.00",)"
    R"("price":"1.5",)";

/// A connection that alice is logged on with.
struct LoggedOn {
    LoggedOn() {
        REQUIRE(
            answer(exchange, *connection, exchange.signed_message(key, "0", "session.logon", {}))
                .at("status") == 200);
    }

    json::value ask_account() {
        return answer(exchange, *connection,
                      R"({"id":1,"method":"account.status","params":{"timestamp":)" +
                          exchange.milliseconds() + "}}");
    }
    std::int64_t account() { return ask_account().at("result").at("uid").as_int64(); }

    RunningDialect exchange;
    Trader key = exchange.add_public_key(exchange.alice, kKeyName);
    std::unique_ptr<FakeConnection> connection = exchange.connect("/ws-api/v3");
};

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

TEST_CASE("who is logged on needs no key and no signature, only the time", "[session]") {
    LoggedOn alice;
    RunningDialect& exchange = alice.exchange;
    const auto ask = [&](std::string_view method, const std::string& params) {
        return answer(
            exchange, *alice.connection,
            R"({"id":1,"method":")" + std::string{method} + R"(","params":{)" + params + "}}");
    };
    const std::string time = R"("timestamp":)" + exchange.milliseconds();
    CHECK(ask("account.status", time).at("result").at("uid") == exchange.alice.account.value());
    CHECK(ask("order.place", kOrder + time).at("result").at("status") == "NEW");
    CHECK(ask("order.place", kOrder + time).at("result").at("status") == "NEW");
    CHECK(ask("account.status", "").at("error").at("code") == -1102);
    CHECK(ask("account.status", time + R"(,"recvWindow":60001)").at("error").at("code") == -1131);
    CHECK(ask("account.status",
              R"("timestamp":)" + std::to_string(exchange.now().value() - 5'000'001))
              .at("error")
              .at("code") == -1021);
    CHECK(ask("account.status", time + R"(,"apiKey":")" + alice.key.key_name + '"')
              .at("error")
              .at("code") == -1102);
    CHECK(ask("account.status", time + R"(,"signature":"x")").at("error").at("code") == -2014);
}

TEST_CASE("a logon is told with its key and its times, and ends by a logout", "[session]") {
    RunningDialect exchange;
    const Trader key = exchange.add_public_key(exchange.alice, kKeyName);
    const auto connection = exchange.connect("/ws-api/v3", "returnRateLimits=false");
    exchange.clock.advance(std::chrono::milliseconds{7});
    const std::string since =
        R"({"apiKey":"ed25519alice0000000000","authorizedSince":1767225600007,)"
        R"("connectedSince":1767225600000,"returnRateLimits":false,"serverTime":)";
    CHECK(json::serialize(
              answer(exchange, *connection, exchange.signed_message(key, "1", "session.logon", {}))
                  .at("result")) == since + R"(1767225600007,"userDataStream":false})");
    exchange.clock.advance(std::chrono::milliseconds{1});
    CHECK(json::serialize(answer(exchange, *connection, R"({"id":2,"method":"session.status"})")
                              .at("result")) == since + R"(1767225600008,"userDataStream":false})");
    CHECK(answer(exchange, *connection, R"({"id":3,"method":"session.logout"})")
              .at("result")
              .at("apiKey")
              .is_null());
    const json::value refused =
        answer(exchange, *connection,
               R"({"id":4,"method":"account.status","params":{"timestamp":)" +
                   exchange.milliseconds() + "}}");
    CHECK(refused.at("status") == 401);
    CHECK(refused.at("error").at("code") == -2014);
}

TEST_CASE("a request with a key of its own is that key's, and the logon stays", "[session]") {
    LoggedOn alice;
    RunningDialect& exchange = alice.exchange;
    CHECK(answer(exchange, *alice.connection,
                 exchange.signed_message(exchange.bob, "1", "account.status", {}))
              .at("result")
              .at("uid") == exchange.bob.account.value());
    CHECK(alice.account() == exchange.alice.account.value());
}

TEST_CASE("a second logon replaces the first, a failed one does not", "[session]") {
    LoggedOn alice;
    RunningDialect& exchange = alice.exchange;
    const Trader bobs = exchange.add_public_key(exchange.bob, "ed25519bob000000000000");
    Trader forged = bobs;
    forged.signer = Ed25519Signer{};
    CHECK(answer(exchange, *alice.connection,
                 exchange.signed_message(forged, "1", "session.logon", {}))
              .at("error")
              .at("code") == -1022);
    CHECK(alice.account() == exchange.alice.account.value());
    CHECK(
        answer(exchange, *alice.connection, exchange.signed_message(bobs, "1", "session.logon", {}))
            .at("status") == 200);
    CHECK(alice.account() == exchange.bob.account.value());
}

TEST_CASE("a key that is revoked ends the session that it began", "[session]") {
    LoggedOn alice;
    RunningDialect& exchange = alice.exchange;
    exchange.command(RevokeKey{.key = alice.key.key});
    const json::value refused = alice.ask_account();
    CHECK(refused.at("status") == 401);
    CHECK(refused.at("error").at("code") == -2015);
    CHECK(alice.ask_account().at("error").at("code") == -2014);
    CHECK(answer(exchange, *alice.connection, R"({"id":1,"method":"session.status"})")
              .at("result")
              .at("apiKey")
              .is_null());
    CHECK(answer(exchange, *alice.connection,
                 exchange.signed_message(alice.key, "1", "session.logon", {}))
              .at("error")
              .at("code") == -2015);
}

TEST_CASE("what is sent behind a logon without waiting for it is its key's", "[session]") {
    RunningDialect exchange;
    const Trader key = exchange.add_public_key(exchange.alice, kKeyName);
    const auto connection = exchange.connect("/ws-api/v3");
    const std::string time = R"("timestamp":)" + exchange.milliseconds() + "}}";
    connection->say(exchange.signed_message(key, "1", "session.logon", {}));
    connection->say(R"({"id":2,"method":"order.place","params":{)" + kOrder + time);
    connection->say(R"({"id":3,"method":"openOrders.status","params":{)" + time);
    connection->say(R"({"id":4,"method":"session.logout"})");
    connection->say(R"({"id":5,"method":"order.place","params":{)" + kOrder + time);
    exchange.settle();
    CHECK(connection->socket.take().at("result").at("apiKey").as_string() == kKeyName);
    CHECK(connection->socket.take().at("result").at("status") == "NEW");
    CHECK(connection->socket.take().at("result").as_array().size() == 1);
    CHECK(connection->socket.take().at("result").at("apiKey").is_null());
    CHECK(connection->socket.take().at("error").at("code") == -2014);
}

TEST_CASE("commands are let in as they came, whichever signature takes longer", "[session]") {
    RunningDialect exchange;
    const Trader slow = exchange.add_public_key(exchange.alice, kKeyName);
    const auto connection = exchange.connect("/ws-api/v3");
    for (int id = 0; id < 60; ++id) {
        const Trader& trader = id % 3 == 2 ? exchange.alice : slow;
        connection->say(exchange.signed_message(trader, std::to_string(id), "order.place", kBid));
        if (id % 10 == 9)
            connection->say(exchange.signed_message(id % 20 == 9 ? slow : exchange.alice, "-1",
                                                    "openOrders.status", {}));
    }
    CHECK(exchange.inbox.empty());
    exchange.settle();
    for (int id = 0; id < 60; ++id) {
        const json::value placed = connection->socket.take();
        CHECK(placed.at("id") == id);
        CHECK(placed.at("result").at("orderId") == id + 1);
        if (id % 10 != 9) continue;
        const json::value open = connection->socket.take();
        CHECK(open.at("id") == -1);
        CHECK(open.at("result").as_array().size() >= static_cast<std::size_t>(id + 1));
    }
    CHECK(connection->socket.told.empty());
}

TEST_CASE("a bad signature refuses its own command and no other", "[session]") {
    RunningDialect exchange;
    const Trader good = exchange.add_public_key(exchange.alice, kKeyName);
    Trader forged = good;
    forged.signer = Ed25519Signer{};
    const auto connection = exchange.connect("/ws-api/v3");
    for (int id = 0; id < 6; ++id)
        connection->say(exchange.signed_message(id % 2 == 0 ? good : forged, std::to_string(id),
                                                "order.place", kBid));
    exchange.settle();
    for (int id = 0; id < 6; ++id) {
        const json::value told = connection->socket.take();
        CHECK(told.at("id") == id);
        if (id % 2 == 0)
            CHECK(told.at("result").at("orderId") == id / 2 + 1);
        else
            CHECK(told.at("error").at("code") == -1022);
    }
}

TEST_CASE("a signature that was verified too late, or whose key went meanwhile, does nothing",
          "[session]") {
    RunningDialect exchange;
    const Trader key = exchange.add_public_key(exchange.alice, kKeyName);
    const auto connection = exchange.connect("/ws-api/v3");
    RunningDialect::Params hurried = kBid;
    hurried.emplace_back("recvWindow", "1");
    connection->say(exchange.signed_message(key, "1", "order.place", hurried));
    exchange.clock.advance(std::chrono::milliseconds{2});
    exchange.settle();
    CHECK(connection->socket.take().at("error").at("code") == -1021);

    connection->say(exchange.signed_message(key, "2", "order.place", kBid));
    exchange.inbox.submit(RevokeKey{.key = key.key});
    exchange.apply();
    exchange.release();
    exchange.settle();
    CHECK(connection->socket.take().at("error").at("code") == -2015);
}

TEST_CASE("a connection that goes while its signatures are verified leaves nothing behind",
          "[session]") {
    RunningDialect exchange;
    const Trader key = exchange.add_public_key(exchange.alice, kKeyName);
    {
        const auto connection = exchange.connect("/ws-api/v3");
        connection->say(exchange.signed_message(key, "1", "order.place", kBid));
        connection->say(exchange.signed_message(key, "2", "account.status", {}));
        CHECK(connection->conversation->owes());
    }
    exchange.settle();
    CHECK(exchange.verifications.depth() == 0);
    CHECK(exchange.ask(exchange.alice, "GET", "/api/v3/openOrders").body.as_array().empty());
}

TEST_CASE("signatures being verified are bounded, of a connection and of all", "[session]") {
    RunningDialect exchange;
    const Trader key = exchange.add_public_key(exchange.alice, kKeyName);
    std::vector<std::unique_ptr<FakeConnection>> connections;
    while (exchange.verifications.has_room()) {
        connections.push_back(exchange.connect("/ws-api/v3"));
        Conversation& conversation = *connections.back()->conversation;
        while (conversation.has_room() && exchange.verifications.has_room())
            conversation.receive(exchange.signed_message(key, "1", "order.place", kBid));
    }
    CHECK(connections.size() == Verifications::kMost / ApiLine::kVerifyingMost);
    CHECK_FALSE(connections.front()->conversation->has_room());

    const auto one_more = exchange.connect("/ws-api/v3");
    one_more->say(exchange.signed_message(key, "1", "order.place", kBid));
    const json::value refused = one_more->socket.take();
    CHECK(refused.at("status") == 503);
    CHECK(refused.at("error").at("code") == -1008);
    one_more->say(exchange.signed_message(exchange.bob, "2", "order.place", kBid));
    exchange.settle();
    CHECK(one_more->socket.take().at("status") == 200);
    CHECK(connections.front()->conversation->has_room());
    CHECK(exchange.verifications.depth() == 0);
}

TEST_CASE("a signature that finds no room refuses its own request, and holds nobody up",
          "[session]") {
    RunningDialect exchange;
    const Trader key = exchange.add_public_key(exchange.alice, kKeyName);
    const auto connection = exchange.connect("/ws-api/v3");
    const std::string plain = "timestamp=" + exchange.stamp();
    std::string query = plain + "&signature=";
    append_encoded(sign(key, plain), query);
    HttpRequest request;
    request.method = "GET";
    request.path = "/api/v3/account";
    request.query = query;
    request.api_key = key.key_name;
    request.peer = "192.0.2.1";
    const auto responder = std::make_shared<KeptResponse>();
    {
        BlockedStage blocked{exchange.verifying, Verifications::kStageRoom};
        REQUIRE(exchange.verifications.has_room());
        exchange.send(request, responder);
        for (const std::string_view id : {"1", "2"})
            connection->say(exchange.signed_message(key, id, "order.place", kBid));
        connection->say(exchange.signed_message(exchange.bob, "3", "order.place", kBid));
        exchange.reactor.run_ready(1000);
    }
    exchange.settle();
    REQUIRE(responder->kept);
    CHECK(responder->kept->status == 503);
    CHECK(json::parse(responder->kept->body).at("code") == -1008);
    for (const int id : {1, 2}) {
        const json::value refused = connection->socket.take();
        CHECK(refused.at("id") == id);
        CHECK(refused.at("status") == 503);
        CHECK(refused.at("error").at("code") == -1008);
    }
    CHECK(connection->socket.take().at("status") == 200);
    CHECK(exchange.verifications.depth() == 0);
}

TEST_CASE("who is logged on subscribes without a signature, until the logout", "[session]") {
    LoggedOn alice;
    RunningDialect& exchange = alice.exchange;
    const auto subscribe = [&] {
        return answer(exchange, *alice.connection,
                      R"({"id":1,"method":"userDataStream.subscribe"})");
    };
    const auto subscribed = [&] {
        return answer(exchange, *alice.connection, R"({"id":2,"method":"session.status"})")
            .at("result")
            .at("userDataStream");
    };
    CHECK(subscribed() == false);
    CHECK(subscribe().at("result").at("subscriptionId") == 0);
    CHECK(subscribed() == true);
    CHECK(subscribe().at("error").at("code") == -2035);
    exchange.command(Deposit{.account = exchange.alice.account,
                             .asset = AssetId{2},
                             .amount = Amount{1'000'000},
                             .note = {}});
    CHECK(alice.connection->socket.take().at("event").at("e") == "balanceUpdate");
    alice.connection->socket.told.clear();
    alice.connection->say(R"({"id":3,"method":"session.logout"})");
    CHECK(alice.connection->socket.take().at("event").at("e") == "eventStreamTerminated");
    CHECK(alice.connection->socket.take().at("result").at("userDataStream") == false);
    CHECK(subscribe().at("error").at("code") == -2015);
}

}  // namespace divmid::gateway
