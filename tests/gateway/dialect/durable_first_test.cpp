// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <chrono>
#include <map>
#include <string>
#include <string_view>

#include "tests/gateway/dialect/durable_view.hpp"
#include "tests/gateway/dialect/running_dialect.hpp"
#include "tests/random.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

/// Two traders and one who watches, on an exchange whose disk takes its time: they act, ticks are
/// applied, records become durable, in any order. The id of a request is its method.
class Crowd {
public:
    explicit Crowd(std::uint64_t seed) : random_{seed} {}

    void step() {
        const std::uint32_t what = random_.below(12);
        if (what < 3) return place();
        if (what < 4) return cancel();
        if (what < 6) return ask();
        if (what < 8) return exchange.apply();
        if (what < 11) return exchange.release();
        exchange.clock.advance(std::chrono::microseconds{random_.below(50'000)});
        exchange.reactor.run_ready(1000);
    }

    void place() {
        RunningDialect::Params order{
            {"symbol", "\"DVMUSD\""},
            {"selfTradePreventionMode", "\"NONE\""},
            {"side", random_.coin() ? "\"SELL\"" : "\"BUY\""},
            {"quantity", "\"" + std::to_string(1 + random_.below(3)) + "\""}};
        if (random_.below(8) == 0) {
            order.emplace_back("type", "\"MARKET\"");
        } else {
            order.emplace_back("type", "\"LIMIT\"");
            order.emplace_back("timeInForce", random_.below(5) == 0 ? "\"IOC\"" : "\"GTC\"");
            order.emplace_back("price", "\"1." + std::to_string(random_.below(6)) + "\"");
        }
        say("order.place", std::move(order));
    }

    /// What was told since the last call is durable.
    void check() {
        durable.follow(exchange.log);
        check_answers(exchange.alice, *alice_);
        check_answers(exchange.bob, *bob_);
        while (!streams_->socket.told.empty()) {
            const json::value message = streams_->socket.take();
            const json::value& event = message.at("data");
            ++told[json::value_to<std::string>(event.at("e"))];
            if (event.at("e") == "trade")
                durable.require_trade(event, "t", "p", "q");
            else
                durable.require_depth_event(event);
        }
    }

    /// One record at a time, until nothing is left to tell.
    void settle() {
        exchange.apply();
        std::size_t released = 0;
        do {
            released = exchange.log.size();
            exchange.release();
            exchange.clock.advance(1s);
            exchange.reactor.run_ready(1000);
            check();
        } while (exchange.log.size() > released);
        exchange.settle();
        check();
    }

    RunningDialect exchange;
    DurableView durable;
    std::uint64_t asked = 0;
    std::uint64_t answered = 0;
    std::map<std::string, int> told;  ///< How often, by method, or kind of event.

private:
    void cancel() {
        const Trader& trader = random_.coin() ? exchange.alice : exchange.bob;
        const auto open = durable.open_orders(trader.account);
        if (open.empty()) return;
        const std::uint64_t order = open[random_.below(static_cast<std::uint32_t>(open.size()))];
        say(trader, "order.cancel", {{"symbol", "\"DVMUSD\""}, {"orderId", std::to_string(order)}});
    }

    void ask() {
        const RunningDialect::Params market{{"symbol", "\"DVMUSD\""}};
        switch (random_.below(6)) {
            case 0:
                return say("openOrders.status", market);
            case 1:
                return say("account.status", {});
            case 2:
                return say("myTrades", market);
            case 3:
                return ask_publicly("depth");
            case 4:
                return ask_publicly("trades.recent");
            default: {
                // Accepted perhaps, and not durable yet.
                const std::uint64_t order =
                    1 + durable.last_order() / 2 +
                    random_.below(static_cast<std::uint32_t>(10 + durable.last_order() / 2));
                return say("order.status",
                           {{"symbol", "\"DVMUSD\""}, {"orderId", std::to_string(order)}});
            }
        }
    }

    void say(std::string_view method, RunningDialect::Params params) {
        say(random_.coin() ? exchange.alice : exchange.bob, method, std::move(params));
    }

    void say(const Trader& trader, std::string_view method, RunningDialect::Params params) {
        ++asked;
        of(trader).say(exchange.signed_message(trader, '"' + std::string{method} + '"', method,
                                               std::move(params)));
    }

    void ask_publicly(const std::string& method) {
        ++asked;
        const std::string quoted = '"' + method + '"';
        of(random_.coin() ? exchange.alice : exchange.bob)
            .say(R"({"id":)" + quoted + R"(,"method":)" + quoted +
                 R"(,"params":{"symbol":"DVMUSD"}})");
    }

    FakeConnection& of(const Trader& trader) {
        return trader.account == exchange.alice.account ? *alice_ : *bob_;
    }

    void check_answers(const Trader& trader, FakeConnection& connection) {
        while (!connection.socket.told.empty()) {
            const json::value answer = connection.socket.take();
            ++answered;
            if (answer.at("status") != 200) continue;
            const auto method = json::value_to<std::string>(answer.at("id"));
            ++told[method];
            check_result(trader, method, answer.at("result"));
        }
    }

    void check_result(const Trader& trader, std::string_view method, const json::value& result) {
        if (method.starts_with("order.")) return durable.require_order(result);
        if (method == "openOrders.status")
            return durable.require_open_orders(result, trader.account);
        if (method == "account.status") return durable.require_balances(result, trader.account);
        if (method == "depth") return durable.require_snapshot(result);
        for (const json::value& trade : result.as_array())
            durable.require_trade(trade, "id", "price", "qty");
    }

    Random random_;
    std::unique_ptr<FakeConnection> alice_ = exchange.connect("/ws-api/v3");
    std::unique_ptr<FakeConnection> bob_ = exchange.connect("/ws-api/v3");
    std::unique_ptr<FakeConnection> streams_ =
        exchange.connect("/stream", "streams=dvmusd@trade/dvmusd@depth@100ms/dvmusd@depth");
};

}  // namespace

TEST_CASE(
    "whatever anybody is told is in the durable records: books, trades, orders and balances, "
    "however long the disk takes",
    "[durable]") {
    const std::uint64_t seed = GENERATE(1U, 2U, 3U, 4U, 5U);
    Crowd crowd{seed};
    for (int step = 0; step < 2000; ++step) {
        crowd.step();
        crowd.check();
    }
    crowd.settle();
    CHECK(crowd.answered == crowd.asked);
    CHECK(crowd.durable.last_trade() > 100);
    CHECK(crowd.told["trade"] == static_cast<int>(crowd.durable.last_trade()));
    for (const char* const method :
         {"order.place", "order.cancel", "order.status", "openOrders.status", "account.status",
          "myTrades", "depth", "trades.recent", "depthUpdate"}) {
        INFO(method);
        CHECK(crowd.told[method] > 10);
    }
}

TEST_CASE("while nothing becomes durable, nothing is told of what was asked", "[durable]") {
    Crowd crowd{1};
    for (int order = 0; order < 100; ++order) {
        crowd.place();
        crowd.exchange.apply();
        crowd.exchange.clock.advance(10ms);
        crowd.exchange.reactor.run_ready(1000);
    }
    crowd.check();
    CHECK(crowd.answered == 0);
    CHECK(crowd.told.empty());
    crowd.settle();
    CHECK(crowd.answered == 100);
}

}  // namespace divmid::gateway
