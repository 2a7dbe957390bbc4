// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "gateway/dialect/account.hpp"
#include "gateway/dialect/market_data.hpp"
#include "tests/gateway/dialect/book_client.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

/// Two traders who do what comes to their minds.
class Crowd {
public:
    Crowd(RunningDialect& exchange, unsigned seed) : exchange_{exchange}, random_{seed} {}

    void act() {
        const Trader& trader = below(2) == 0 ? exchange_.alice : exchange_.bob;
        if (below(4) == 0) return cancel_one(trader);
        PlaceOrder order{};
        order.account = trader.account;
        order.key = trader.key;
        order.market = MarketId{1};
        order.side = below(2) == 0 ? Side::buy : Side::sell;
        order.quantity = Quantity{10'000 * (100 + std::int64_t{below(500)})};
        if (below(8) == 0) {
            order.type = OrderType::market;
        } else {
            // A wide book now and then, and crossing prices often.
            const unsigned spread = below(20) == 0 ? 5000 : 40;
            order.price = Price{100 * (10'000 + std::int64_t{below(spread)})};
        }
        exchange_.inbox.submit(order);
        last_order_ += 1;
    }

    unsigned below(unsigned limit) {
        return std::uniform_int_distribution<unsigned>{0, limit - 1}(random_);
    }

private:
    void cancel_one(const Trader& trader) {
        const auto open = exchange_.history->open_orders(trader.account, MarketId{1});
        if (open.empty()) return;
        const auto& order = open[below(static_cast<unsigned>(open.size()))];
        exchange_.inbox.submit(CancelOrder{.account = trader.account,
                                           .key = trader.key,
                                           .market = MarketId{1},
                                           .client_id = {},
                                           .order = order.order,
                                           .cancel_id = {},
                                           .deadline = {}});
    }

    RunningDialect& exchange_;
    std::mt19937 random_;
    std::uint64_t last_order_ = 0;
};

void check_equal(RunningDialect& exchange, const BookClient& client) {
    const json::value server = exchange.get("/api/v3/depth", "symbol=DVMUSD&limit=5000").body;
    BookClient::Levels bids;
    BookClient::Levels asks;
    set_levels(bids, server.at("bids"));
    set_levels(asks, server.at("asks"));
    REQUIRE(client.in_step());
    CHECK_FALSE(client.met_hole());
    CHECK(client.last_update() == server.at("lastUpdateId").as_int64());
    CHECK(client.bids() == bids);
    CHECK(client.asks() == asks);
}

}  // namespace

TEST_CASE(
    "a book kept from snapshot and diffs equals the exchange's, whenever it began, at both "
    "speeds",
    "[book_sync]") {
    const unsigned seed = GENERATE(1U, 2U, 3U);
    RunningDialect exchange;
    Crowd crowd{exchange, seed};
    std::vector<std::unique_ptr<BookClient>> clients;
    for (int step = 0; step < 3000; ++step) {
        // Bursts make records of many commands.
        for (unsigned burst = 1 + (crowd.below(10) == 0 ? crowd.below(50) : 0); burst > 0; --burst)
            crowd.act();
        if (crowd.below(3) > 0) exchange.settle();
        if (crowd.below(5) == 0) exchange.advance(std::chrono::milliseconds{1 + crowd.below(400)});
        if (crowd.below(200) == 0)
            clients.push_back(std::make_unique<BookClient>(
                exchange, crowd.below(2) == 0 ? "dvmusd@depth" : "dvmusd@depth@100ms"));
        if (crowd.below(7) == 0)
            for (const auto& client : clients) client->read();
    }
    exchange.settle();
    exchange.advance(1s);
    REQUIRE(clients.size() > 5);
    // Whoever began last waits for a first event: somebody new places what can only rest.
    const Trader carol = exchange.open_account("carol0000000000000000");
    for (int round = 0; round < 3; ++round) {
        exchange.place(carol, "side=BUY&type=LIMIT_MAKER&quantity=1000&price=0.001");
        exchange.advance(1s);
        for (const auto& client : clients) client->read();
    }
    for (const auto& client : clients) check_equal(exchange, *client);
}

TEST_CASE("a quiet market sends no batch", "[book_sync]") {
    RunningDialect exchange;
    const auto client = exchange.connect("/ws/dvmusd@depth/dvmusd@depth@100ms");
    exchange.advance(10s);
    CHECK(client->socket.told.empty());
    exchange.place(exchange.alice, "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=1");
    exchange.advance(99ms);
    CHECK(client->socket.told.empty());
    exchange.advance(1ms);
    CHECK(client->socket.told.size() == 1);
    exchange.advance(900ms);
    CHECK(client->socket.told.size() == 2);
    exchange.advance(10s);
    CHECK(client->socket.told.size() == 2);
}

TEST_CASE("balances are the engine's, to the last unit, and explained by the trades",
          "[book_sync]") {
    RunningDialect exchange;
    Crowd crowd{exchange, 7};
    for (int step = 0; step < 2000; ++step) {
        crowd.act();
        if (crowd.below(3) == 0) exchange.settle();
    }
    exchange.settle();
    exchange.exchange.check_invariants();
    for (const AssetId asset : {AssetId{1}, AssetId{2}}) {
        Amount sum{};
        for (const AccountId account :
             {kIssuer, kFees, kFunding, exchange.alice.account, exchange.bob.account}) {
            const Balance balance = exchange.projections.balances.balance(account, asset);
            sum += balance.available + balance.held;
        }
        CHECK(sum == Amount{});
    }
    // Held is what the open orders need, and nothing else.
    for (const Trader& trader : {exchange.alice, exchange.bob}) {
        Amount dvm{};
        Amount usd{};
        for (const auto& order : exchange.history->open_orders(trader.account, MarketId{1})) {
            const MarketTerms& terms = exchange.projections.catalog.market(order.market)->terms;
            const Lots left = order.lots - order.executed;
            if (order.side == Side::sell)
                dvm += Amount{terms.quantity(left).value()};
            else
                usd += terms.notional(order.price, left);
        }
        CHECK(exchange.projections.balances.balance(trader.account, AssetId{1}).held == dvm);
        CHECK(exchange.projections.balances.balance(trader.account, AssetId{2}).held == usd);
    }
}

TEST_CASE("projections made again from the log answer alike", "[book_sync]") {
    RunningDialect exchange;
    Crowd crowd{exchange, 11};
    for (int step = 0; step < 1000; ++step) {
        crowd.act();
        exchange.settle();
    }
    Projections again;
    for (const Record& record : exchange.log) again.apply(record);

    const auto told = [&](const Projections& projections) {
        std::string text;
        JsonWriter json{text};
        const ListedMarket& market = *projections.catalog.market("DVMUSD");
        json.begin_array();
        write_depth(json, market, projections.books.book(MarketId{1}), 5000);
        write_price_ticker(json, market, projections.tape.last(MarketId{1}));
        write_trades(json, market, projections.tape.printed(), TimeUnit::microseconds);
        for (const Trader& trader : {exchange.alice, exchange.bob})
            write_account(json, {.account = trader.account, .key = {}, .deadline = {}, .unit = {}},
                          projections, false);
        json.end_array();
        return text;
    };
    CHECK(told(again) == told(exchange.projections));
    CHECK(again.keys.find(exchange.alice.key_name)->key == exchange.alice.key);
}

}  // namespace divmid::gateway
