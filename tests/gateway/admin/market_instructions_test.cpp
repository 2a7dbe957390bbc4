// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "gateway/admin/answer.hpp"
#include "tests/gateway/admin/admin_desk.hpp"

namespace divmid::gateway::admin {
namespace {

constexpr std::string_view kMarket =
    R"({"symbol":"DVMUSD","base":"DVM","quote":"USD","tickSize":"0.0001","lotSize":"0.01",
        "priceMin":"0.0001","priceMax":"1000","quantityMin":"0.01","quantityMax":"100000",
        "notionalMin":"1","openOrdersMax":200,"makerFeePpm":1000,"takerFeePpm":1000,
        "reason":"demo"})";
constexpr Timestamp kNoon{1'795'435'200'000'000};

struct MarketDesk : AdminDesk {
    MarketDesk() {
        for (const char* const asset : {"DVM", "USD"})
            REQUIRE(command("list-asset", std::string{R"({"scale":6,"reason":"first","symbol":")"} +
                                              asset + "\"}")
                        .status == 200);
        REQUIRE(command("list-market", kMarket).status == 200);
        REQUIRE(command("open-account", R"({"label":"alice","reason":"new"})").status == 200);
    }

    /// The command that an instruction becomes. Requires: it becomes one of that kind.
    template <class Command>
    Command becomes(std::string_view name, std::string_view body) {
        const auto reply = ask("POST", "/admin/v1/" + std::string{name}, body);
        INFO((reply->response ? reply->response->body : std::string{}));
        REQUIRE_FALSE(reply->response);
        const Tick tick = inbox.take();
        REQUIRE(tick.commands.all<Command>().size() == 1);
        texts = tick.commands.arena;
        return tick.commands.all<Command>().front();
    }
    std::string fault_of(std::string_view name, std::string_view body) {
        const HttpResponse response = command(name, body);
        CHECK(response.status == 400);
        CHECK(inbox.empty());
        return std::string{boost::json::parse(response.body).as_object().at("error").as_string()};
    }

    Arena texts;
};

template <class Event>
std::string told_of(const MarketDesk& desk, const Event& event) {
    Record record;
    record.sequence = Sequence{9};
    record.events.begin_command();
    record.events.push(event);
    const std::string body = answer(record, 0, desk.projections.catalog).body;
    return body.substr(0, body.find(R"(,"sequence")"));
}

}  // namespace

TEST_CASE("an operator changes one rule of a market and the others stay", "[admin]") {
    MarketDesk desk;
    const MarketRules before = desk.projections.catalog.market("DVMUSD")->rules;
    const auto command = desk.becomes<SetMarketRules>(
        "set-rules",
        R"({"market":"DVMUSD","reason":"calm","rules":{"bandBelowPpm":100000,"priceMax":"500.5",
            "referenceBucket":"30s","bandCallsAuction":true,"positionMax":"7.5",
            "preventions":["NONE","DECREMENT"],"defaultPrevention":"DECREMENT"}})");
    MarketRules expected = before;
    expected.band_below = 100'000;
    expected.price_max = Price{500'500'000};
    expected.reference_bucket = Duration{30'000'000};
    expected.band_calls_auction = true;
    expected.position_max = Quantity{7'500'000};
    expected.preventions = 0b10001;
    expected.default_prevention = SelfTradePrevention::decrement;
    CHECK(command.market == MarketId{1});
    CHECK(command.rules == expected);
    CHECK(desk.texts.text(command.note) == "calm");
}

TEST_CASE("rules that are unknown or malformed are refused by name", "[admin]") {
    MarketDesk desk;
    const auto with = [&](std::string_view rules) {
        return desk.fault_of(
            "set-rules", R"({"market":"DVMUSD","reason":"r","rules":)" + std::string{rules} + "}");
    };
    CHECK(with("[]") == "rules must be a JSON object");
    CHECK(with(R"({"bandAbove":1})") == "rules bandAbove is unknown");
    CHECK(with(R"({"bandAbovePpm":-1})") ==
          "rules bandAbovePpm must be a whole number, 0 to 4294967295");
    CHECK(with(R"({"tickSize":"0.00000001"})") == "rules tickSize has more than 6 decimals");
    CHECK(with(R"({"bustWithin":"soon"})") ==
          "rules bustWithin must be a length of time such as \"90s\", in us, ms, s, m, h or d");
    CHECK(with(R"({"defaultPrevention":"TRANSFER"})") ==
          "rules defaultPrevention is of NONE, EXPIRE_TAKER, EXPIRE_MAKER, EXPIRE_BOTH, DECREMENT");
    CHECK(desk.fault_of("set-rules", R"({"market":"NONE","reason":"r","rules":{}})") ==
          "market names no listed market");
}

TEST_CASE("an operator runs a market's phases now and by schedule", "[admin]") {
    MarketDesk desk;
    const auto call = desk.becomes<SetPhase>(
        "set-phase",
        R"({"market":"DVMUSD","phase":"auction-call","until":"2026-11-23T12:00:00Z",
            "reason":"r"})");
    CHECK(call.phase == Phase::auction_call);
    CHECK(call.until == kNoon);
    CHECK(call.next == Phase::continuous);
    CHECK(desk.texts.text(call.note) == "r");
    const auto halt = desk.becomes<SetPhase>(
        "set-phase", R"({"market":"DVMUSD","phase":"halted","reason":"news"})");
    CHECK(halt.phase == Phase::halted);
    CHECK(halt.until == Timestamp{});
    const auto daily = desk.becomes<SchedulePhase>(
        "schedule",
        R"({"market":"DVMUSD","phase":"auction-call","at":"2026-11-23T12:00:00Z","every":"1d",
            "lasts":"5m","next":"post-only","reason":"r"})");
    CHECK(daily.at == kNoon);
    CHECK(daily.every == Duration{86'400'000'000});
    CHECK(daily.lasts == Duration{300'000'000});
    CHECK(daily.next == Phase::post_only);
    CHECK(desk.becomes<ClearSchedule>("clear-schedule", R"({"market":"DVMUSD","reason":"r"})")
              .market == MarketId{1});
    CHECK(desk.becomes<Delist>("delist",
                               R"({"market":"DVMUSD","at":"2026-11-23T12:00:00Z","reason":"r"})")
              .at == kNoon);
    CHECK(desk.fault_of("set-phase", R"({"market":"DVMUSD","phase":"delisted","reason":"r"})") ==
          "phase is one of continuous, closed, cancel-only, post-only, auction-call, halted");
    CHECK(desk.fault_of("set-phase",
                        R"({"market":"DVMUSD","phase":"halted","until":"noon","reason":"r"})") ==
          "until must be a time such as \"2026-11-23T14:30:00Z\"");
}

TEST_CASE("an operator kills and lifts for an account, a market or everybody", "[admin]") {
    MarketDesk desk;
    const auto one = desk.becomes<SwitchKill>("kill", R"({"account":"alice","reason":"lost"})");
    CHECK(one.account == kFirstUser);
    CHECK(one.key == KeyId{});
    CHECK_FALSE(one.lifted);
    CHECK(desk.texts.text(one.note) == "lost");
    CHECK(desk.becomes<SwitchKill>("kill", R"({"market":"DVMUSD","reason":"r"})").market ==
          MarketId{1});
    const auto all = desk.becomes<SwitchKill>("lift", R"({"reason":"over"})");
    CHECK(all.account == AccountId{});
    CHECK(all.market == MarketId{});
    CHECK(all.lifted);
    CHECK(desk.fault_of("kill", R"({"market":"DVMUSD","account":"alice","reason":"r"})") ==
          "market does not go together with an account");
}

TEST_CASE("an operator gives an account a trade group and fee rates", "[admin]") {
    MarketDesk desk;
    CHECK(
        desk.becomes<SetTradeGroup>("trade-group", R"({"account":"alice","group":7,"reason":"r"})")
            .group == TradeGroupId{7});
    const auto tier = desk.becomes<SetFeeTier>(
        "fee-tier", R"({"account":"alice","makerFeePpm":1,"takerFeePpm":2,"reason":"r"})");
    CHECK(tier.maker_fee == Ppm{1});
    CHECK(tier.taker_fee == Ppm{2});
    CHECK_FALSE(tier.lifted);
    CHECK(desk.becomes<SetFeeTier>("fee-tier", R"({"account":"alice","lifted":true,"reason":"r"})")
              .lifted);
    CHECK(desk.fault_of("fee-tier", R"({"account":"alice","makerFeePpm":1,"reason":"r"})") ==
          "takerFeePpm is missing");
}

TEST_CASE("a trade is taken back with what the log says of it", "[admin]") {
    MarketDesk desk;
    TradeExecuted trade{};
    trade.trade = TradeId{5};
    trade.market = MarketId{1};
    trade.maker = AccountId{101};
    trade.taker = AccountId{102};
    trade.taker_side = Side::sell;
    trade.price = Ticks{70};
    trade.lots = Lots{3};
    trade.maker_fee = Amount{11};
    trade.taker_fee = Amount{22};
    desk.trades.push_back({trade, kNoon, Sequence{4}, false});
    const auto reply =
        desk.ask("POST", "/admin/v1/bust", R"({"market":"DVMUSD","trade":5,"reason":"typo"})");
    desk.release();
    const Tick tick = desk.inbox.take();
    REQUIRE(tick.commands.all<BustTrade>().size() == 1);
    const BustTrade bust = tick.commands.all<BustTrade>().front();
    CHECK(bust.buyer == AccountId{101});
    CHECK(bust.seller == AccountId{102});
    CHECK(bust.price == Ticks{70});
    CHECK(bust.lots == Lots{3});
    CHECK(bust.buyer_fee == Amount{11});
    CHECK(bust.seller_fee == Amount{22});
    CHECK(bust.traded == kNoon);
    CHECK(tick.commands.arena.text(bust.note) == "typo");
}

TEST_CASE("a trade that is not in the log is not taken back", "[admin]") {
    MarketDesk desk;
    constexpr std::string_view kBust = R"({"market":"DVMUSD","trade":5,"reason":"typo"})";
    const HttpResponse unknown = desk.command("bust", kBust);
    CHECK(unknown.status == 409);
    CHECK_THAT(unknown.body, Catch::Contains(std::string{text(Reject::trade_unknown)}));
    desk.disk_broken = true;
    CHECK(desk.command("bust", kBust).status == 503);
    CHECK(desk.inbox.empty());
}

TEST_CASE("an answer says what an operator's command did", "[admin]") {
    MarketDesk desk;
    CHECK(told_of(desk, PhaseChanged{MarketId{1}, Phase::halted, {}, {}}) ==
          R"({"symbol":"DVMUSD","phase":"halted")");
    CHECK(told_of(desk, PhaseChanged{MarketId{1}, Phase::auction_call, kNoon, Phase::post_only}) ==
          R"({"symbol":"DVMUSD","phase":"auction-call","until":"2026-11-23T12:00:00Z",)"
          R"("next":"post-only")");
    CHECK(told_of(desk, KillSwitched{kFirstUser, {}, false}) ==
          R"({"account":100,"killed":true,"ordersEnded":0)");
    CHECK(told_of(desk, KillSwitched{{}, MarketId{1}, true}) ==
          R"({"symbol":"DVMUSD","killed":false)");
    CHECK(told_of(desk, FeeTierSet{kFirstUser, false, Ppm{1}, Ppm{2}}) ==
          R"({"account":100,"lifted":false,"makerFeePpm":1,"takerFeePpm":2)");
    CHECK(told_of(desk, TradeBusted{.market = MarketId{1},
                                    .trade = TradeId{5},
                                    .buyer = AccountId{101},
                                    .seller = AccountId{102},
                                    .price = Ticks{7000},
                                    .lots = Lots{300},
                                    .buyer_fee = Amount{3000},
                                    .seller_fee = Amount{2100},
                                    .buyer_owes = Amount{},
                                    .seller_owes = Amount{1}}) ==
          R"({"symbol":"DVMUSD","trade":5,"price":"0.700000","quantity":"3.000000","buyer":101,)"
          R"("buyerFee":"0.003000","buyerOwes":"0.000000","seller":102,"sellerFee":"0.002100",)"
          R"("sellerOwes":"0.000001","ordersEnded":0)");
}

}  // namespace divmid::gateway::admin
