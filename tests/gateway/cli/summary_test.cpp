// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/summary.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "engine/exchange.hpp"
#include "gateway/dialect/decimal.hpp"
#include "gateway/projections/balances.hpp"
#include "tests/storage/special_market.hpp"

namespace divmid::gateway::cli {
namespace {

/// Orders of every kind, auctions and busted trades, summed up.
class SummedUp {
public:
    explicit SummedUp(std::uint64_t seed) : market_{seed} {}

    void trade(int ticks) {
        for (int i = 0; i < ticks; ++i) {
            market_.pass(Duration{static_cast<std::int64_t>(i % 7) * 400'000});
            market_.saw(apply(market_.next()));
        }
    }
    /// Ends every open order. Gives how many that were.
    std::size_t kill_all() {
        Tick tick{.time = now_, .commands = {}};
        tick.commands.push(SwitchKill{});
        const Record record = apply(std::move(tick));
        REQUIRE(record.events.all<KillSwitched>().size() == 1);
        return record.events.all<OrderCanceled>().size() + record.events.all<WaitingEnded>().size();
    }

    [[nodiscard]] std::string text() const { return summary_.text(); }
    /// What the line of the market says after `name`, up to the next blank.
    [[nodiscard]] std::size_t told(const std::string& name) const {
        const std::string text = summary_.text();
        return std::stoull(text.substr(text.find(name + ' ') + name.size() + 1));
    }
    [[nodiscard]] const Balances& balances() const { return balances_; }
    [[nodiscard]] const Catalog& catalog() const { return catalog_; }
    [[nodiscard]] std::size_t trades() const { return trades_; }
    [[nodiscard]] std::size_t uncrossed() const { return uncrossed_; }
    [[nodiscard]] std::size_t busted() const { return busted_; }

private:
    Record apply(Tick tick) {
        Record record = exchange_.apply(std::move(tick));
        now_ = record.tick.time;
        trades_ += record.events.all<TradeExecuted>().size();
        uncrossed_ += record.events.all<AuctionTraded>().size();
        busted_ += record.events.all<TradeBusted>().size();
        summary_.apply(record);
        catalog_.apply(record);
        balances_.apply(record);
        return record;
    }

    storage::SpecialMarket market_;
    Exchange exchange_;
    Summary summary_;
    Catalog catalog_;
    Balances balances_{catalog_};
    Timestamp now_;
    std::size_t trades_ = 0;
    std::size_t uncrossed_ = 0;
    std::size_t busted_ = 0;
};

std::string account_line(std::string name, const ListedAsset& asset, Balance balance) {
    const auto padded = [](std::int64_t value, Scale scale) {
        std::string text;
        append_decimal(text, value, scale);
        return std::string(24 - text.size(), ' ') + text;
    };
    name.resize(10, ' ');
    std::string symbol = asset.symbol;
    symbol.resize(8, ' ');
    return "account  " + name + ' ' + symbol + " available " +
           padded(balance.available.value(), asset.scale) + "  held " +
           padded(balance.held.value(), asset.scale) + '\n';
}

}  // namespace

TEST_CASE("a summary counts as open what a kill switch ends, and nothing is left then",
          "[summary]") {
    for (const std::uint64_t seed : {3U, 17U, 33U}) {
        SummedUp market{seed};
        market.trade(500);
        const std::size_t open = market.told("open orders");
        CHECK(open > 0);
        CHECK(open == market.kill_all());
        CHECK(market.told("open orders") == 0);
    }
}

TEST_CASE("a summary tells the money of every account, whatever moved it", "[summary]") {
    SummedUp market{33};
    market.trade(600);
    const std::string text = market.text();
    for (const auto& [id, asset] : market.catalog().assets()) {
        for (std::uint32_t user = kFirstUser.value(); user < kFirstUser.value() + 3; ++user)
            CHECK_THAT(text, Catch::Contains(
                                 account_line(std::to_string(user), asset,
                                              market.balances().balance(AccountId{user}, id))));
        CHECK_THAT(text, Catch::Contains(account_line("receivable", asset,
                                                      market.balances().balance(kReceivable, id))));
    }
    CHECK_THAT(text, !Catch::Contains("NOT ZERO"));
}

TEST_CASE("trades of auctions count in a summary, and busted ones are told", "[summary]") {
    SummedUp market{33};
    market.trade(600);
    REQUIRE(market.uncrossed() > 0);
    REQUIRE(market.busted() > 0);
    CHECK(market.told("trades") == market.trades() + market.uncrossed());
    CHECK(market.told("busted") == market.busted());
}

}  // namespace divmid::gateway::cli
