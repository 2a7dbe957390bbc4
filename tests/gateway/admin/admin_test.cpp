// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/admin.hpp"

#include <catch2/catch.hpp>

#include "tests/gateway/admin/admin_desk.hpp"

namespace divmid::gateway::admin {
namespace {

constexpr std::string_view kUsd = R"({"symbol":"USD","scale":6,"reason":"first"})";
constexpr std::string_view kDvm = R"({"symbol":"DVM","scale":6,"reason":"first"})";
constexpr std::string_view kMarket =
    R"({"symbol":"DVMUSD","base":"DVM","quote":"USD","tickSize":"0.0001","lotSize":"0.01",
        "priceMin":"0.0001","priceMax":"1000","quantityMin":"0.01","quantityMax":"100000",
        "notionalMin":"1","openOrdersMax":200,"makerFeePpm":1000,"takerFeePpm":1000,
        "reason":"demo"})";

boost::json::object json(const HttpResponse& response) {
    return boost::json::parse(response.body).as_object();
}

std::string error(const HttpResponse& response) {
    return std::string{json(response).at("error").as_string()};
}

/// With both assets, the market, and account 100 called alice.
struct OpenDesk : AdminDesk {
    OpenDesk() {
        REQUIRE(command("list-asset", kDvm).status == 200);
        REQUIRE(command("list-asset", kUsd).status == 200);
        REQUIRE(command("list-market", kMarket).status == 200);
        REQUIRE(command("open-account", R"({"label":"alice","reason":"new"})").status == 200);
    }
};

}  // namespace

TEST_CASE("an operator's command is answered with its ids only after its release", "[admin]") {
    AdminDesk desk;
    const auto reply = desk.ask("POST", "/admin/v1/list-asset", kUsd);
    CHECK_FALSE(reply->response);
    desk.release();
    REQUIRE(reply->response);
    CHECK(reply->response->status == 200);
    CHECK(json(*reply->response).at("asset") == 1);
    CHECK(json(*reply->response).at("sequence") == 1);
}

TEST_CASE("what the engine refuses is answered with its reason", "[admin]") {
    AdminDesk desk;
    REQUIRE(desk.command("list-asset", kUsd).status == 200);
    const HttpResponse again = desk.command("list-asset", kUsd);
    CHECK(again.status == 409);
    CHECK(error(again) == text(Reject::symbol_taken));
    CHECK(json(again).at("sequence") == 2);
}

TEST_CASE("a market is listed in decimals of its assets", "[admin]") {
    OpenDesk desk;
    const ListedMarket* market = desk.projections.catalog.market("DVMUSD");
    REQUIRE(market);
    CHECK(market->terms.tick_size == Price{100});
    CHECK(market->terms.lot_size == Quantity{10'000});
    CHECK(market->terms.notional_min == Amount{1'000'000});
    CHECK(market->terms.lots_max == Lots{10'000'000});
    CHECK(market->terms.taker_fee == Ppm{1000});
}

TEST_CASE("money arrives at an account called by label or by number", "[admin]") {
    OpenDesk desk;
    CHECK(desk.command("deposit",
                       R"({"account":"alice","asset":"USD","amount":"10.5","reason":"wire 7"})")
              .status == 200);
    CHECK(desk.command("deposit",
                       R"({"account":100,"asset":"USD","amount":"0.000001","reason":"wire 8"})")
              .status == 200);
    CHECK(desk.projections.balances.balance(kFirstUser, AssetId{2}).available ==
          Amount{10'500'001});
}

TEST_CASE("the reason of a deposit is in the log", "[admin]") {
    OpenDesk desk;
    desk.ask("POST", "/admin/v1/deposit",
             R"({"account":"alice","asset":"USD","amount":"1","reason":"wire 7"})");
    const Tick tick = desk.inbox.take();
    const Deposit& deposit = tick.commands.all<Deposit>().front();
    CHECK(tick.commands.arena.text(deposit.note) == "wire 7");
}

TEST_CASE("a key's secret is kept before it is shown, and shown once", "[admin]") {
    OpenDesk desk;
    const auto made = json(
        desk.command("add-key", R"({"account":"alice","scopes":["read","trade"],"reason":"bot"})"));
    const std::string name{made.at("apiKey").as_string()};
    const std::string secret{made.at("secretKey").as_string()};
    CHECK(name.size() == 64);
    CHECK(secret.size() == 64);
    CHECK(desk.safe.secrets.at(KeyId{1}) == secret);
    REQUIRE(desk.projections.keys.find(name));
    CHECK(desk.projections.keys.find(name)->scopes == Scopes{3});

    const std::string keys = desk.ask("GET", "/admin/v1/keys")->response->body;
    CHECK_THAT(keys, Catch::Contains(name) && Catch::Contains("\"read trade\""));
    CHECK_THAT(keys, !Catch::Contains(secret));
    CHECK_THAT(desk.logged.str(), Catch::Contains("bot") && !Catch::Contains(secret));
}

TEST_CASE("a public key needs no secret, and is in the log", "[admin]") {
    OpenDesk desk;
    const auto made = json(
        desk.command("add-key", R"({"account":"alice","scopes":["read"],"reason":"bot",)"
                                R"("publicKey":"7ES6vttZtyJhuaajIojtKxCHMTyWBa7V/0gWOXV2kO8="})"));
    const std::string name{made.at("apiKey").as_string()};
    CHECK_FALSE(made.contains("secretKey"));
    CHECK(desk.safe.secrets.empty());
    const Key* const key = desk.projections.keys.find(name);
    REQUIRE(key);
    CHECK(key->algorithm == KeyAlgorithm::ed25519);
    CHECK(key->public_key.starts_with("\xec\x44\xba"));
    CHECK_THAT(desk.ask("GET", "/admin/v1/keys")->response->body,
               Catch::Contains(R"("algorithm":"ED25519")"));
    CHECK(desk.command("revoke-key", R"({"key":")" + name + R"(","reason":"left"})").status == 200);
}

TEST_CASE("no key is shown whose secret could not be kept", "[admin]") {
    OpenDesk desk;
    desk.safe.fault = "disk full";
    const HttpResponse response =
        desk.command("add-key", R"({"account":"alice","scopes":["read"],"reason":"bot"})");
    CHECK(response.status == 500);
    CHECK(error(response) == "done, but not in the erasable store: disk full");
    CHECK_THAT(response.body, !Catch::Contains("secretKey"));
}

TEST_CASE("a revoked key's secret is erased", "[admin]") {
    OpenDesk desk;
    const auto made =
        json(desk.command("add-key", R"({"account":"alice","scopes":["read"],"reason":"bot"})"));
    const std::string name{made.at("apiKey").as_string()};
    CHECK(desk.command("revoke-key", R"({"key":")" + name + R"(","reason":"left"})").status == 200);
    CHECK(desk.projections.keys.find(name)->revoked);
    CHECK(desk.safe.secrets.empty());
}

TEST_CASE("a label is kept outside the log and names one account", "[admin]") {
    OpenDesk desk;
    CHECK(desk.safe.labels.at("alice") == kFirstUser);
    const HttpResponse again = desk.command("open-account", R"({"label":"alice","reason":"new"})");
    CHECK(again.status == 409);
    CHECK(error(again) == "The label is taken");
    CHECK(json(desk.command("open-account", R"({"reason":"nameless"})")).at("account") == 101);
    CHECK_THAT(desk.ask("GET", "/admin/v1/status")->response->body,
               Catch::Contains(R"({"account":100,"label":"alice","balances":[{"asset":"DVM",)"
                               R"("available":"0.000000","held":"0.000000"},)"));
}

TEST_CASE("of two requests at once for one label the first gets it", "[admin]") {
    AdminDesk desk;
    constexpr std::string_view kBody = R"({"label":"bob","reason":"new"})";
    const auto first = desk.ask("POST", "/admin/v1/open-account", kBody);
    const auto second = desk.ask("POST", "/admin/v1/open-account", kBody);
    REQUIRE(second->response);
    CHECK(second->response->status == 409);
    CHECK(error(*second->response) == "label is taken");
    CHECK(desk.inbox.size() == 1);
    desk.release();
    REQUIRE(first->response);
    CHECK(first->response->status == 200);
    CHECK(desk.safe.labels.at("bob") == kFirstUser);
}

TEST_CASE("a command that cannot be read is refused with what is wrong", "[admin]") {
    OpenDesk desk;
    const auto wrong = [&](std::string_view command, std::string_view body) {
        const HttpResponse response = desk.command(command, body);
        CHECK(response.status == 400);
        CHECK(desk.inbox.empty());
        return error(response);
    };
    CHECK(wrong("list-asset", "") == "the body must be a JSON object");
    CHECK(wrong("list-asset", "[1]") == "the body must be a JSON object");
    CHECK(wrong("list-asset", R"({"symbol":"X","scale":6})") == "reason is missing");
    CHECK(wrong("list-asset", R"({"symbol":"X","scale":6,"reason":"r","sclae":1})") ==
          "sclae is unknown");
    CHECK(wrong("list-asset", R"({"symbol":"X","scale":"6","reason":"r"})") ==
          "scale must be a whole number, 0 to 255");
    CHECK(wrong("deposit", R"({"account":"bob","asset":"USD","amount":"1","reason":"r"})") ==
          "account is no label of an account");
    CHECK(wrong("deposit", R"({"account":100,"asset":"EUR","amount":"1","reason":"r"})") ==
          "asset names no listed asset");
    CHECK(wrong("deposit", R"({"account":100,"asset":"USD","amount":1,"reason":"r"})") ==
          "amount must be a text of 1 to 64 bytes");
    CHECK(wrong("deposit", R"({"account":100,"asset":"USD","amount":"-1","reason":"r"})") ==
          "amount must be a decimal in quotes, such as \"12.5\"");
    CHECK(wrong("deposit", R"({"account":100,"asset":"USD","amount":"0.0000001","reason":"r"})") ==
          "amount has more than 6 decimals");
    CHECK(wrong("add-key", R"({"account":100,"scopes":[],"reason":"r"})") == "scopes are empty");
    CHECK(wrong("add-key", R"({"account":100,"scopes":["all"],"reason":"r"})") ==
          "scopes are read, trade, transfer, meter and admin");
    CHECK(wrong("add-key", R"({"account":100,"scopes":["read",1],"reason":"r"})") ==
          "scopes must be a list of texts");
    CHECK(wrong("add-key", R"({"account":100,"scopes":["read"],"publicKey":"x","reason":"r"})") ==
          "publicKey is neither PEM nor base64 nor hex");
    CHECK(wrong("revoke-key", R"({"key":"nobody's","reason":"r"})") ==
          "key is no API key and no keyId");
    CHECK(wrong("open-account", R"({"label":"Alice","reason":"r"})") ==
          "label must be of a-z 0-9 . _ - with no digit first");
}

TEST_CASE("a deposit to nobody is the engine's to refuse", "[admin]") {
    OpenDesk desk;
    const HttpResponse response =
        desk.command("deposit", R"({"account":7,"asset":"USD","amount":"1","reason":"r"})");
    CHECK(response.status == 409);
    CHECK(error(response) == text(Reject::unknown_account));
}

TEST_CASE("administration answers other paths and methods without a command", "[admin]") {
    AdminDesk desk;
    CHECK(desk.ask("GET", "/")->response->status == 404);
    CHECK(desk.ask("POST", "/admin/v1/print-money", "{}")->response->status == 404);
    CHECK(desk.ask("GET", "/admin/v1/deposit")->response->status == 405);
    CHECK(desk.inbox.empty());
}

TEST_CASE("an exchange that does not serve yet says how far it is", "[admin]") {
    AdminDesk desk;
    desk.status.phase = Status::Phase::recovering;
    desk.status.replayed = Sequence{5};
    desk.status.to_replay = Sequence{10};
    CHECK(desk.ask("GET", "/livez")->response->status == 200);
    const auto ready = desk.ask("GET", "/readyz")->response;
    CHECK(ready->status == 503);
    CHECK(ready->body == R"({"ready":false,"reasons":["recovering"],"replayed":5,"toReplay":10})");
    CHECK(desk.ask("POST", "/admin/v1/list-asset", kUsd)->response->status == 503);

    desk.status.phase = Status::Phase::serving;
    CHECK(desk.ask("GET", "/readyz")->response->status == 200);
    desk.status.storage_low = true;
    CHECK(desk.ask("GET", "/readyz")->response->status == 503);
}

TEST_CASE("only so many commands may wait for their record", "[admin]") {
    AdminDesk desk;
    for (std::size_t i = 0; i < Admin::kWaitingMost; ++i)
        CHECK_FALSE(desk.ask("POST", "/admin/v1/open-account", R"({"reason":"r"})")->response);
    CHECK(desk.ask("POST", "/admin/v1/open-account", R"({"reason":"r"})")->response->status == 503);
    desk.release();
    CHECK(desk.command("open-account", R"({"reason":"r"})").status == 200);
}

}  // namespace divmid::gateway::admin
