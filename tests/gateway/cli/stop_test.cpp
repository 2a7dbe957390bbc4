// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <csignal>
#include <future>
#include <string>

#include "tests/gateway/cli/program.hpp"
#include "tests/gateway/cli/trading_client.hpp"

namespace divmid::gateway::cli {
namespace {

/// What one connection heard until its end.
struct Heard {
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0;
    int shutdowns = 0;
};

/// Reads to the end, and says when some answers were there.
Heard listen(TradingClient& client, std::promise<void>& under_way) {
    constexpr std::uint64_t kSome = 20;
    Heard heard;
    while (const auto text = client.receive()) {
        if (text->find("serverShutdown") != std::string::npos)
            ++heard.shutdowns;
        else if (text->find("\"status\":200") != std::string::npos)
            ++heard.accepted;
        else
            ++heard.refused;
        if (heard.accepted + heard.refused == kSome && heard.shutdowns == 0) under_way.set_value();
    }
    return heard;
}

std::string orders_in_the_log(const std::string& data) {
    const std::string text = divmid({"admin", "metrics", "--data", data}).out;
    const std::string name = "\ndivmid_orders_total ";
    const std::size_t at = text.find(name);
    REQUIRE(at != std::string::npos);
    return text.substr(at + name.size(), text.find('\n', at + 1) - at - name.size());
}

ApiKey alice(const std::string& data) {
    return read_demo_keys(data + "/" + kDemoKeysFile).value().value().at("alice");
}

/// An exchange with its demo that a test ends by signals.
struct Demo {
    Demo()
        : data{scratch / "data"},
          program{{"serve", "--demo", "--data", data, "--listen", "127.0.0.1:0"}} {
        REQUIRE(program.says("/depth"));
        port = contents(data + "/port");
    }

    ScratchDirectory scratch;
    std::string data;
    Program program;
    std::string port;
};

}  // namespace

TEST_CASE("stopped under load, the exchange answers every order that it took", "[stop]") {
    Demo exchange;
    TradingClient trader{exchange.port, "/ws-api/v3"};
    TradingClient watcher{exchange.port, "/ws/dvmusd@trade"};
    std::promise<void> under_way;
    std::promise<void> never;
    auto traded = std::async(std::launch::async, [&] { return listen(trader, under_way); });
    auto watched = std::async(std::launch::async, [&] { return listen(watcher, never); });
    const ApiKey key = alice(exchange.data);
    auto load = std::async(std::launch::async, [&] {
        for (std::uint64_t id = 1;
             traded.wait_for(std::chrono::seconds{0}) != std::future_status::ready; ++id)
            trader.send(order_to_sell(key, id));
    });
    under_way.get_future().wait();
    exchange.program.signal(SIGTERM);
    load.get();
    const Heard heard = traded.get();
    CHECK(heard.accepted > 0);
    CHECK(heard.shutdowns == 1);
    CHECK(trader.close_code() == 1001);
    CHECK(watched.get().shutdowns == 1);
    CHECK(watcher.close_code() == 1001);
    CHECK(exchange.program.wait() == 0);
    CHECK(std::to_string(heard.accepted) == orders_in_the_log(exchange.data));
}

TEST_CASE("a second signal ends an exchange at once that waits for its clients", "[stop]") {
    Demo exchange;
    TradingClient client{exchange.port, "/ws"};
    exchange.program.signal(SIGTERM);
    // It said goodbye, and waits for ours, which does not come.
    constexpr char kClose = static_cast<char>(0x88);
    std::string said;
    while (said.find(kClose) == std::string::npos) {
        const std::string more = client.receive_bytes();
        REQUIRE_FALSE(more.empty());
        said += more;
    }
    exchange.program.signal(SIGTERM);
    CHECK(exchange.program.wait() == 128 + SIGTERM);
    CHECK_THAT(exchange.program.errors(), Catch::Contains("ended at once"));
    CHECK(divmid({"replay", exchange.data}).code == 0);
}

}  // namespace divmid::gateway::cli
