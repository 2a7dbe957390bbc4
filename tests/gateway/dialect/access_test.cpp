// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "gateway/access/secret_store.hpp"
#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

constexpr std::string_view kOrder =
    "symbol=DVMUSD&side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1";

/// A request for the account with everything about it to be chosen.
struct Asked {
    std::string query;
    std::string key_name;
};

Reply account(RunningDialect& exchange, const Asked& asked) {
    HttpRequest request;
    request.method = "GET";
    request.path = "/api/v3/account";
    request.query = asked.query;
    request.api_key = asked.key_name;
    return exchange.request(request);
}

Asked signed_with(const Trader& trader, std::string query) {
    query += "&signature=" + sign(trader, query);
    return {query, trader.key_name};
}

}  // namespace

TEST_CASE("without a key, with a malformed or an unknown one, nobody is let in", "[access]") {
    RunningDialect exchange;
    const std::string query = "timestamp=" + exchange.milliseconds() + "&signature=00";
    const auto refused = [&](const std::string& key_name) {
        const Reply reply = account(exchange, {query, key_name});
        CHECK(reply.status == 401);
        return reply.code();
    };
    CHECK(refused("") == -2014);
    CHECK(refused("not a key!") == -2014);
    CHECK(refused(std::string(65, 'a')) == -2014);
    CHECK(refused("nobody-000000000000000") == -2014);
    CHECK(refused("nobody0000000000000000") == -2015);
}

TEST_CASE("a request without timestamp or signature is missing something", "[access]") {
    RunningDialect exchange;
    CHECK(account(exchange, signed_with(exchange.alice, "recvWindow=5000")).code() == -1102);
    CHECK(account(exchange, {"timestamp=" + exchange.milliseconds(), exchange.alice.key_name})
              .code() == -1102);
}

TEST_CASE("a signature counts only for its key and its bytes", "[access]") {
    RunningDialect exchange;
    const std::string query = "timestamp=" + exchange.milliseconds();
    const auto code = [&](const Asked& asked) {
        const Reply reply = account(exchange, asked);
        return reply.status == 200 ? 0 : reply.code();
    };
    CHECK(code(signed_with(exchange.alice, query)) == 0);
    CHECK(code({signed_with(exchange.bob, query).query, exchange.alice.key_name}) == -1022);
    CHECK(code({signed_with(exchange.alice, query).query + "&recvWindow=60000",
                exchange.alice.key_name}) == -1022);
    const std::string code_of_other_order = sign(exchange.alice, "recvWindow=1&" + query);
    CHECK(code({query + "&recvWindow=1&signature=" + code_of_other_order,
                exchange.alice.key_name}) == -1022);
}

TEST_CASE("a request outside its window is refused before and in the engine", "[access]") {
    RunningDialect exchange;
    const auto at = [&](std::int64_t milliseconds, const std::string& window) {
        const std::string query =
            "timestamp=" + std::to_string(exchange.now().value() / 1000 + milliseconds) + window;
        const Reply reply = account(exchange, signed_with(exchange.alice, query));
        return reply.status == 200 ? 0 : reply.code();
    };
    CHECK(at(-5000, "") == 0);
    CHECK(at(-5001, "") == -1021);
    CHECK(at(-60000, "&recvWindow=60000") == 0);
    CHECK(at(0, "&recvWindow=60001") == -1131);
    CHECK(at(999, "") == 0);
    CHECK(at(1000, "") == -1021);

    // Good when it came, too late when its tick is made.
    const auto connection = exchange.connect("/ws-api/v3");
    connection->say(exchange.signed_message(exchange.alice, "1", "order.place",
                                            {{"symbol", "\"DVMUSD\""},
                                             {"side", "\"BUY\""},
                                             {"type", "\"LIMIT_MAKER\""},
                                             {"quantity", "\"10\""},
                                             {"price", "\"1\""},
                                             {"recvWindow", "0.5"}}));
    exchange.clock.advance(std::chrono::milliseconds{1});
    exchange.settle();
    CHECK(connection->socket.take().at("error").at("code") == -1021);
}

TEST_CASE("a key does what its scopes allow, and a revoked one nothing", "[access]") {
    RunningDialect exchange;
    const Trader reader = exchange.open_account("reader0000000000000000",
                                                Scopes{static_cast<std::uint8_t>(Scope::read)});
    const Trader placer = exchange.open_account("placer0000000000000000",
                                                Scopes{static_cast<std::uint8_t>(Scope::trade)});
    const auto place = [&](const Trader& trader) {
        return exchange.ask(trader, "POST", "/api/v3/order", std::string{kOrder});
    };
    const auto look = [&](const Trader& trader) {
        return exchange.ask(trader, "GET", "/api/v3/account");
    };
    CHECK(place(reader).status == 401);
    CHECK(place(reader).code() == -2015);
    CHECK(look(reader).status == 200);
    CHECK(place(placer).status == 200);
    CHECK(look(placer).code() == -2015);

    exchange.command(RevokeKey{.key = exchange.alice.key});
    CHECK(place(exchange.alice).code() == -2015);
    CHECK(look(exchange.alice).code() == -2015);
}

TEST_CASE("nobody sees or cancels the orders of others", "[access]") {
    RunningDialect exchange;
    exchange.ask(exchange.alice, "POST", "/api/v3/order", std::string{kOrder});
    const std::string order = "symbol=DVMUSD&orderId=1";
    CHECK(exchange.ask(exchange.bob, "GET", "/api/v3/order", order).code() == -2013);
    CHECK(exchange.ask(exchange.bob, "DELETE", "/api/v3/order", order).code() == -2011);
    CHECK(exchange.ask(exchange.bob, "GET", "/api/v3/openOrders").body.as_array().empty());
    CHECK(exchange.ask(exchange.bob, "GET", "/api/v3/myTrades", "symbol=DVMUSD")
              .body.as_array()
              .empty());
}

TEST_CASE("secrets come back from the store, and under no other master key", "[access]") {
    const storage::TemporaryDirectory directory;
    storage::Store store = *storage::Store::open(directory.path() / "data");
    storage::Vault vault{store};
    const auto master = directory.path() / "master.key";
    {
        const SecretStore secrets{*Sealer::open(master), vault};
        REQUIRE(secrets.keep(KeyId{1}, "first"));
        REQUIRE(secrets.keep(KeyId{2}, "second"));
        REQUIRE(secrets.forget(KeyId{2}));
    }
    CHECK((std::filesystem::status(master).permissions() & std::filesystem::perms::all) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK(vault.get(storage::SecretKind::hmac_key, 1)->value().find("first") == std::string::npos);

    Secrets loaded;
    REQUIRE(SecretStore(*Sealer::open(master), vault).load(loaded));
    REQUIRE(loaded.find(KeyId{1}));
    CHECK(loaded.find(KeyId{1})->sign("x") == HmacKey{"first"}.sign("x"));
    CHECK_FALSE(loaded.find(KeyId{2}));

    const SecretStore strange{*Sealer::open(directory.path() / "other.key"), vault};
    CHECK(strange.load(loaded).error().fault == storage::Fault::corrupt);
}

TEST_CASE("a master key that others may read, or of the wrong size, is refused", "[access]") {
    const storage::TemporaryDirectory directory;
    const auto master = directory.path() / "master.key";
    REQUIRE(Sealer::open(master));
    std::filesystem::permissions(master, std::filesystem::perms::group_read,
                                 std::filesystem::perm_options::add);
    CHECK_FALSE(Sealer::open(master));
    const auto small = directory.path() / "small.key";
    std::ofstream{small} << "short";
    std::filesystem::permissions(small, std::filesystem::perms::owner_read);
    CHECK_FALSE(Sealer::open(small));
}

TEST_CASE("what was sealed opens only whole and in its place", "[access]") {
    const storage::TemporaryDirectory directory;
    const Sealer sealer = *Sealer::open(directory.path() / "master.key");
    const std::string sealed = sealer.seal("secret", "key 1");
    CHECK(sealer.unseal(sealed, "key 1") == "secret");
    CHECK_FALSE(sealer.unseal(sealed, "key 2"));
    CHECK_FALSE(sealer.unseal("", "key 1"));
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        std::string changed = sealed;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CHECK_FALSE(sealer.unseal(changed, "key 1"));
    }
}

}  // namespace divmid::gateway
