// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/replay.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/gateway/cli/program.hpp"
#include "tests/gateway/cli/tampering.hpp"

namespace divmid::gateway::cli {
namespace {

// Of the demo, on an empty store: Started, two assets, a market, alice's account, her money, …
constexpr Sequence kFirstDeposit{7};

/// The store of a demo that ran and stopped.
class StoppedDemo {
public:
    StoppedDemo() {
        Exchange exchange{data()};
        REQUIRE(exchange.stop() == 0);
    }

    [[nodiscard]] std::string data() const { return scratch_ / "data"; }
    [[nodiscard]] Finished replay(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"replay", data()};
        words.insert(words.end(), more.begin(), more.end());
        return divmid(words);
    }

private:
    ScratchDirectory scratch_;
};

/// Each file with what it holds and when that was written.
auto files_of(const std::filesystem::path& directory) {
    std::map<std::string, std::pair<std::string, std::filesystem::file_time_type>> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{directory})
        if (entry.is_regular_file())
            files[entry.path().string()] = {contents(entry.path()), entry.last_write_time()};
    return files;
}

}  // namespace

TEST_CASE("replay of a good log exits 0 and sums up what it holds", "[replay]") {
    const StoppedDemo demo;
    const Finished replay = demo.replay();
    INFO(replay.errors);
    CHECK(replay.code == 0);
    CHECK_THAT(replay.out, Catch::StartsWith("log      13 records, 13 commands, 12 events\n"));
    CHECK_THAT(replay.out, Catch::Contains("market   DVMUSD               open orders 0  trades 0  "
                                           "last price none"));
    CHECK_THAT(replay.out,
               Catch::Contains("funding    DVM      available           -200000.000000"));
    CHECK_THAT(replay.out, Catch::Contains("sum      all        USD      0\n"));
    CHECK(replay.errors.empty());
    CHECK(demo.replay().out == replay.out);
}

TEST_CASE("replay prints each record as a line of JSON, and the newest head", "[replay]") {
    const StoppedDemo demo;
    const Finished all = demo.replay({"--print"});
    CHECK(all.code == 0);
    CHECK(std::ranges::count(all.out, '\n') == 14);
    CHECK_THAT(all.out,
               Catch::StartsWith("{\"sequence\":\"1\",") && Catch::Contains("\n{\"head\":{"));
    CHECK_THAT(all.errors, Catch::StartsWith("log      13 records"));
    CHECK_THAT(demo.replay({"--print", "--from", "13"}).out,
               Catch::StartsWith("{\"sequence\":\"13\","));
}

TEST_CASE("the demo's funding, keys and market are commands that replay shows", "[replay]") {
    const StoppedDemo demo;
    const std::string out = demo.replay({"--print"}).out;
    for (const char* command :
         {"started", "listAsset", "listMarket", "setMarketRules", "openAccount", "deposit"})
        CHECK_THAT(out, Catch::Contains("{\"command\":{\"" + std::string{command} + "\":{"));
    CHECK_THAT(out, Catch::Contains("\"keyAdded\":{\"key\":2,\"account\":101,\"scopes\":3,"));
    CHECK_THAT(out, !Catch::Contains("alice"));
}

TEST_CASE("replay exits 1 and names the sequence where the log says something else", "[replay]") {
    const StoppedDemo demo;
    forge_deposit(demo.data(), kFirstDeposit);
    const Finished replay = demo.replay();
    CHECK(replay.code == 1);
    CHECK_THAT(replay.errors, Catch::Contains("sequence 7:"));
    CHECK(replay.out.empty());
}

TEST_CASE("replay exits 2 where there is no exchange, and makes none", "[replay]") {
    const ScratchDirectory scratch;
    const Finished replay = divmid({"replay", scratch / "data"});
    CHECK(replay.code == 2);
    CHECK_THAT(replay.errors, Catch::Contains("no exchange in "));
    CHECK_FALSE(std::filesystem::exists(scratch / "data"));
    CHECK(divmid({"replay"}).code == 2);
    CHECK(divmid({"replay", scratch / "data", "--form", "7"}).code == 2);
}

TEST_CASE("a store that lost a file is an exchange still, and a corrupt one", "[replay]") {
    const StoppedDemo demo;
    const std::filesystem::path data = demo.data();
    std::filesystem::remove(data / "db" / "CURRENT");
    const Finished replay = demo.replay();
    CHECK(replay.code == 3);
    CHECK_THAT(replay.errors, Catch::Contains("db/CURRENT is missing"));
    std::filesystem::remove_all(data / "db");
    CHECK(demo.replay().code == 3);
    std::filesystem::remove(data / "heads.log");
    CHECK(demo.replay().code == 3);
}

TEST_CASE("an exchange that lost the list of its files does not start, and keeps them",
          "[replay]") {
    const StoppedDemo demo;
    std::filesystem::remove(demo.data() + "/db/CURRENT");
    const auto before = files_of(demo.data() + "/db");
    for (int start = 1; start <= 2; ++start)
        CHECK(divmid({"serve", "--data", demo.data(), "--listen", "127.0.0.1:0"}).code == 3);
    CHECK(files_of(demo.data() + "/db") == before);
}

TEST_CASE("replay leaves every file as it was", "[replay]") {
    const StoppedDemo demo;
    const auto before = files_of(demo.data());
    CHECK(demo.replay().code == 0);
    CHECK(files_of(demo.data()) == before);
}

TEST_CASE("replay exits 3 when a stored record was changed", "[replay]") {
    const StoppedDemo demo;
    flip_bit(demo.data(), kFirstDeposit);
    const Finished replay = demo.replay();
    CHECK(replay.code == 3);
    CHECK_THAT(replay.errors, Catch::Contains("sequence 7:"));
}

TEST_CASE("replay exits 4 when the log was cut together with its heads", "[replay]") {
    const StoppedDemo demo;
    cut_behind(demo.data(), kFirstDeposit);
    const Finished replay = demo.replay();
    INFO(replay.errors);
    CHECK(replay.code == 4);
}

TEST_CASE("replay of a running exchange exits 5 and leaves it alone", "[replay]") {
    const ScratchDirectory scratch;
    Exchange exchange{scratch / "data"};
    const Finished replay = divmid({"replay", scratch / "data"});
    CHECK(replay.code == 5);
    CHECK_THAT(replay.errors, Catch::Contains("is in use: stop the exchange first"));
    CHECK(exchange.stop() == 0);
}

TEST_CASE("an exchange does not start on a log that was changed or cut", "[replay]") {
    const StoppedDemo demo;
    flip_bit(demo.data(), kFirstDeposit);
    CHECK(divmid({"serve", "--data", demo.data(), "--listen", "127.0.0.1:0"}).code == 3);
}

}  // namespace divmid::gateway::cli
