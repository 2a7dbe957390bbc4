// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

using std::chrono::milliseconds;

SetPhase phase(Phase phase, Timestamp until = {}) {
    return {.market = MarketId{1}, .phase = phase, .until = until, .next = {}, .note = {}};
}

struct WatchedMarket : RunningDialect {
    std::string order(const Trader& trader, const std::string& side, const std::string& price) {
        const Reply reply = place(
            trader, "side=" + side + "&type=LIMIT&timeInForce=GTC&quantity=10&price=" + price);
        REQUIRE(reply.status == 200);
        return std::string{reply.body.at("status").as_string()};
    }
    std::string status() {
        const Reply info = get("/api/v3/exchangeInfo", "symbol=DVMUSD");
        return std::string{info.body.at("symbols").at(0).at("status").as_string()};
    }
};

}  // namespace

TEST_CASE("a market's status is told on connect and at every change", "[streams]") {
    WatchedMarket exchange;
    const auto connection = exchange.connect("/ws/dvmusd@status");
    exchange.advance(milliseconds{100});
    const auto first = connection->socket.take();
    CHECK(first.at("e") == "marketStatus");
    CHECK(first.at("s") == "DVMUSD");
    CHECK(first.at("S") == "TRADING");
    CHECK(first.at("p") == "CONTINUOUS");
    CHECK(first.at("u").is_null());
    CHECK(first.at("k") == false);
    exchange.command(phase(Phase::halted));
    CHECK(connection->socket.take().at("S") == "HALT");
    exchange.command(SwitchKill{});
    CHECK(connection->socket.take().at("k") == true);
}

TEST_CASE("exchangeInfo tells the status of a market by its phase", "[streams]") {
    WatchedMarket exchange;
    CHECK(exchange.status() == "TRADING");
    const auto in = [&](Phase next) {
        exchange.command(phase(next));
        return exchange.status();
    };
    CHECK(in(Phase::closed) == "END_OF_DAY");
    CHECK(in(Phase::cancel_only) == "CANCEL_ONLY");
    CHECK(in(Phase::post_only) == "TRADING");
    CHECK(in(Phase::auction_call) == "BREAK");
    CHECK(in(Phase::halted) == "HALT");
    CHECK(in(Phase::continuous) == "TRADING");
}

TEST_CASE("an auction call tells where it would uncross, and then that it did", "[streams]") {
    WatchedMarket exchange;
    const auto early = exchange.connect("/ws/dvmusd@auction");
    exchange.command(phase(Phase::auction_call));
    exchange.order(exchange.alice, "SELL", "1");
    early->socket.told.clear();
    exchange.order(exchange.bob, "BUY", "1.2");
    const auto indicated = early->socket.take();
    CHECK(indicated.at("e") == "auctionIndicated");
    CHECK(indicated.at("q") == "10.000000");
    CHECK(indicated.at("i") == "0.000000");
    const auto late = exchange.connect("/ws/dvmusd@auction");
    exchange.advance(milliseconds{100});
    CHECK(late->socket.take().at("p") == indicated.at("p"));
    late->socket.told.clear();
    exchange.command(phase(Phase::continuous));
    const auto uncrossed = late->socket.take();
    CHECK(uncrossed.at("e") == "auctionUncrossed");
    CHECK(uncrossed.at("p") == indicated.at("p"));
    CHECK(uncrossed.at("q") == "10.000000");
}

TEST_CASE("a trade that is taken back is told by its id", "[streams]") {
    WatchedMarket exchange;
    const auto connection = exchange.connect("/ws/dvmusd@bust");
    exchange.order(exchange.alice, "SELL", "1");
    exchange.order(exchange.bob, "BUY", "1");
    const TradeExecuted trade = exchange.log.back().events.all<TradeExecuted>().front();
    const TextRef note = exchange.inbox.arena().add("typo");
    exchange.command(BustTrade{.market = MarketId{1},
                               .trade = trade.trade,
                               .buyer = trade.taker,
                               .seller = trade.maker,
                               .price = trade.price,
                               .lots = trade.lots,
                               .buyer_fee = trade.taker_fee,
                               .seller_fee = trade.maker_fee,
                               .traded = exchange.log.back().tick.time,
                               .note = note});
    const auto told = connection->socket.take();
    CHECK(told.at("e") == "tradeBusted");
    CHECK(told.at("t") == trade.trade.value());
    CHECK(told.at("p") == "1.000000");
    CHECK(told.at("q") == "10.000000");
    CHECK(exchange.projections.balances.balance(exchange.bob.account, AssetId{2}).available ==
          Amount{10'000'000'000});
}

}  // namespace divmid::gateway
