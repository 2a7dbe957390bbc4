// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/command_line.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/gateway/cli/program.hpp"

namespace divmid::gateway::cli {
namespace {

using std::filesystem::perms;

boost::json::object json(const std::string& text) {
    return boost::json::parse(text).as_object();
}

std::int64_t records_of(const std::string& data) {
    return json(divmid({"admin", "status", "--data", data}).out).at("sequence").as_int64();
}

/// The lines that say how to place an order, without the port.
std::string first_orders(const Exchange& exchange) {
    const std::string& out = exchange.program().out();
    const std::size_t curl = out.find("openssl");
    return out.substr(curl, out.find('|', curl) - curl);
}

}  // namespace

TEST_CASE("a demo is set up once and told again at each start", "[cli]") {
    const ScratchDirectory scratch;
    const std::string data = scratch / "data";
    Exchange first{data};
    const std::string keys = contents(data + "/demo-keys.json");
    CHECK(json(keys).at("alice").as_object().at("apiKey").as_string().size() == 64);
    CHECK(json(keys).at("bob").as_object().at("secret").as_string().size() == 64);
    CHECK(std::filesystem::status(data + "/demo-keys.json").permissions() ==
          (perms::owner_read | perms::owner_write));
    CHECK(std::filesystem::status(data + "/admin.sock").permissions() ==
          (perms::owner_read | perms::owner_write));
    CHECK(records_of(data) == 13);
    CHECK(first.stop() == 0);

    Exchange second{data};
    CHECK(contents(data + "/demo-keys.json") == keys);
    CHECK(records_of(data) == 14);  // Started, and nothing else.
    CHECK(first_orders(second) == first_orders(first));
    const Finished again = divmid({"demo", "--data", data});
    CHECK(again.code == 0);
    CHECK_THAT(again.out, Catch::Contains(first_orders(first)));
    CHECK_THAT(again.out,
               Catch::Contains("http://127.0.0.1:" + contents(data + "/port").substr(0, 4)));
    CHECK(records_of(data) == 14);
    CHECK(second.stop() == 0);
}

TEST_CASE("what an operator was told survives a kill", "[cli]") {
    const ScratchDirectory scratch;
    const std::string data = scratch / "data";
    Exchange killed{data};
    const Finished deposit =
        divmid({"admin", "deposit", "alice", "USD", "0.5", "--reason", "wire 7", "--data", data});
    REQUIRE(deposit.code == 0);
    killed.kill();

    Exchange exchange{data};
    const std::string status = divmid({"admin", "status", "--data", data}).out;
    CHECK_THAT(status, Catch::Contains(R"("available":"100000.500000")"));
    CHECK(exchange.stop() == 0);
    CHECK(divmid({"replay", data}).code == 0);
}

TEST_CASE("an operator may ask while no exchange runs", "[cli]") {
    const ScratchDirectory scratch;
    const std::string data = scratch / "data";
    const Finished demo = divmid({"demo", "--data", data});
    INFO(demo.errors);
    CHECK(demo.code == 0);
    CHECK_THAT(demo.out, Catch::Contains("http://127.0.0.1:8080"));

    const Finished key = divmid(
        {"key", "add", "alice", "--scopes", "read,trade", "--reason", "bot", "--data", data});
    CHECK(key.code == 0);
    const std::string name{json(key.out).at("apiKey").as_string()};
    CHECK(divmid({"key", "revoke", name, "--reason", "left", "--data", data}).code == 0);
    const Finished keys = divmid({"key", "list", "--data", data});
    CHECK(json(keys.out).at("keys").as_array().size() == 3);
    CHECK_THAT(keys.out, Catch::Contains("\"revoked\":true"));
    CHECK(divmid({"replay", data}).code == 0);
}

TEST_CASE("an operator adds an Ed25519 key from a file or by its text, and no RSA key", "[cli]") {
    const ScratchDirectory scratch;
    const std::string data = scratch / "data";
    REQUIRE(divmid({"demo", "--data", data}).code == 0);
    const auto add = [&](const std::string& public_key) {
        return divmid({"key", "add", "alice", "--scopes", "read", "--public-key", public_key,
                       "--reason", "bot", "--data", data});
    };
    const std::string pem = scratch / "alice.pem";
    std::ofstream{pem} << "-----BEGIN PUBLIC KEY-----\n"
                          "MCowBQYDK2VwAyEA7ES6vttZtyJhuaajIojtKxCHMTyWBa7V/0gWOXV2kO8=\n"
                          "-----END PUBLIC KEY-----\n";
    for (const std::string& given :
         {pem, std::string{"7ES6vttZtyJhuaajIojtKxCHMTyWBa7V/0gWOXV2kO8="}}) {
        const Finished key = add(given);
        INFO(key.errors);
        REQUIRE(key.code == 0);
        CHECK(json(key.out).at("apiKey").as_string().size() == 64);
        CHECK_FALSE(json(key.out).contains("secretKey"));
    }
    CHECK_THAT(divmid({"key", "list", "--data", data}).out,
               Catch::Contains(R"("algorithm":"ED25519")"));
    const std::string rsa = scratch / "rsa.pem";
    std::ofstream{rsa} << "-----BEGIN RSA PUBLIC KEY-----\nMIIB\n-----END RSA PUBLIC KEY-----\n";
    const Finished refused = add(rsa);
    CHECK(refused.code == 2);
    CHECK_THAT(refused.errors, Catch::Contains("publicKey is an RSA key, which is not offered"));
    CHECK(divmid({"replay", data}).code == 0);
}

TEST_CASE("a question to an exchange that does not run leaves its log alone", "[cli]") {
    const ScratchDirectory scratch;
    const std::string data = scratch / "data";
    REQUIRE(divmid({"demo", "--data", data}).code == 0);
    const std::string log = divmid({"replay", data, "--print"}).out;
    const std::string heads = contents(data + "/heads.log");

    const Finished status = divmid({"admin", "status", "--data", data});
    INFO(status.errors);
    CHECK(status.code == 0);
    CHECK_THAT(status.out, Catch::Contains(R"("phase":"offline","sequence":13,)"));
    CHECK(divmid({"key", "list", "--data", data}).code == 0);
    CHECK(divmid({"replay", data, "--print"}).out == log);
    CHECK(contents(data + "/heads.log") == heads);
}

TEST_CASE("output that cannot be written is a failure", "[cli]") {
    const ScratchDirectory scratch;
    const std::string data = scratch / "data";
    REQUIRE(divmid({"demo", "--data", data}).code == 0);
    const auto to_full_disk = [](const std::vector<std::string>& words) {
        Program program{words, "/dev/full"};
        const int code = program.wait();
        CHECK_THAT(program.errors(), Catch::Contains("No space left on device"));
        return code;
    };
    CHECK(to_full_disk({"replay", data}) == 7);
    CHECK(to_full_disk({"replay", data, "--print"}) == 7);
    CHECK(to_full_disk({"key", "list", "--data", data}) == 7);
}

TEST_CASE("a word that is no command is named", "[cli]") {
    const Finished top = divmid({"frob", "--data", "x"});
    CHECK(top.code == 2);
    CHECK(top.errors == "divmid: frob is no command; divmid --help names all\n");
    const Finished nested = divmid({"admin", "frob"});
    CHECK(nested.code == 2);
    CHECK_THAT(nested.errors, Catch::StartsWith("divmid: frob is no command"));
}

TEST_CASE("an API key is revoked by its keyId too", "[cli]") {
    const ScratchDirectory scratch;
    const std::string data = scratch / "data";
    Exchange exchange{data};
    CHECK(divmid({"key", "revoke", "2", "--reason", "left", "--data", data}).code == 0);
    const auto keys = json(divmid({"key", "list", "--data", data}).out).at("keys").as_array();
    for (const auto& key : keys)
        CHECK(key.at("revoked").as_bool() == (key.at("keyId").as_int64() == 2));
    const Finished nobody = divmid({"key", "revoke", "7", "--reason", "left", "--data", data});
    CHECK(nobody.code == 2);
    CHECK(nobody.errors == "divmid: key is no API key and no keyId\n");
}

TEST_CASE("a data directory too deep for a socket is told as a setting", "[cli]") {
    const ScratchDirectory scratch;
    const std::string data = scratch / std::string(120, 'x');
    const Finished served = divmid({"serve", "--data", data, "--listen", "127.0.0.1:0"});
    CHECK(served.code == 2);
    CHECK_THAT(served.errors, Catch::Contains("listen.admin_socket") &&
                                  Catch::Contains("too long for a unix socket"));
    CHECK_FALSE(std::filesystem::exists(data));

    const std::string file = scratch / "exchange.toml";
    std::ofstream{file} << "data = '" << data << "'\n";
    CHECK(divmid({"config", "check", file}).code == 2);
    std::ofstream{file} << "data = '" << data << "'\n[listen]\nadmin_socket = 'short'\n";
    CHECK(divmid({"config", "check", file}).code == 0);
}

TEST_CASE("the command line says whose fault it was", "[cli]") {
    const ScratchDirectory scratch;
    const std::string data = scratch / "data";
    CHECK(divmid({"admin", "status", "--data", data}).code == 2);
    CHECK_FALSE(std::filesystem::exists(data));

    Exchange exchange{data};
    const Finished refused =
        divmid({"admin", "list-asset", "USD", "6", "--reason", "again", "--data", data});
    CHECK(refused.code == 6);
    CHECK(refused.errors == "divmid: The symbol is taken\n");
    const Finished label =
        divmid({"admin", "open-account", "--label", "alice", "--reason", "again", "--data", data});
    CHECK(label.code == 6);
    CHECK(label.errors == "divmid: The label is taken\n");
    const Finished usage =
        divmid({"admin", "deposit", "alice", "EUR", "1", "--reason", "wire", "--data", data});
    CHECK(usage.code == 2);
    CHECK(usage.errors == "divmid: asset names no listed asset\n");
    CHECK(divmid({"serve", "--data", data, "--listen", "127.0.0.1:0"}).code == 5);
    CHECK(divmid({"serve", "--data", data, "--listen", "nowhere"}).code == 2);
    CHECK(divmid({"print-money"}).code == 2);
    CHECK(divmid({}).code == 2);
    CHECK(divmid({"admin", "deposit", "alice", "USD", "1", "--data", data}).code == 2);
}

TEST_CASE("config check names the fault, and what config show prints is good", "[cli]") {
    const ScratchDirectory scratch;
    const std::string file = scratch / "exchange.toml";
    std::ofstream{file} << "[listen]\nport = 70000\n";
    const Finished bad = divmid({"config", "check", file});
    CHECK(bad.code == 2);
    CHECK_THAT(bad.errors, Catch::Contains(":2: listen.port must be a whole number, 0 to 65535"));
    CHECK(divmid({"serve", "--config", file}).code == 2);

    std::ofstream{file} << divmid({"config", "show"}).out;
    const Finished good = divmid({"config", "check", file});
    CHECK(good.code == 0);
    CHECK(divmid({"config", "show", "--config", file}).out == divmid({"config", "show"}).out);
}

TEST_CASE("a log in JSON is one object a line, whatever was said", "[cli]") {
    const ScratchDirectory scratch;
    const std::string file = scratch / "exchange.toml";
    std::ofstream{file} << "[log]\nformat = 'json'\n";
    Exchange exchange{scratch / "data", {"--demo", "--config", file}};
    CHECK(divmid({"admin", "open-account", "--reason", "a \"quoted\"\nreason", "--data",
                  scratch / "data"})
              .code == 0);
    CHECK(exchange.stop() == 0);
    std::istringstream lines{exchange.program().errors()};
    std::string all;
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        const auto message = json(line);
        all += std::string{message.at("message").as_string()} + '\n';
    }
    CHECK_THAT(all, Catch::Contains("serving address=127.0.0.1") &&
                        Catch::Contains("a \"quoted\"\nreason"));
}

TEST_CASE("help tells all exit codes, and version the version", "[cli]") {
    CHECK_THAT(divmid({"--help"}).out, Catch::Contains("4  the log is shorter"));
    CHECK_THAT(divmid({"replay", "--help"}).out, Catch::Contains("3  the store is corrupt"));
    CHECK_THAT(divmid({"version"}).out, Catch::StartsWith("divmid "));
}

}  // namespace divmid::gateway::cli
