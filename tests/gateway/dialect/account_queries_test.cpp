// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kOrders = "/api/v3/allOrders";
constexpr std::string_view kTrades = "/api/v3/myTrades";

std::string text(const json::value& value) {
    return json::serialize(value);
}

std::vector<std::int64_t> ids(const Reply& list, std::string_view name) {
    REQUIRE(list.status == 200);
    std::vector<std::int64_t> ids;
    for (const json::value& row : list.body.as_array()) ids.push_back(row.at(name).as_int64());
    return ids;
}

std::string limit_order(std::string_view side, std::string_view price, std::string_view quantity) {
    std::string text = "type=LIMIT&timeInForce=GTC&side=";
    return text.append(side).append("&price=").append(price).append("&quantity=").append(quantity);
}

/// One open, one filled, one cancelled order of alice, in that order of ids, a second apart.
std::vector<std::int64_t> three_orders(RunningDialect& exchange) {
    std::vector<std::int64_t> orders;
    const auto place = [&](std::string_view price) {
        const Reply placed = exchange.place(exchange.alice, limit_order("SELL", price, "1"));
        orders.push_back(placed.body.at("orderId").as_int64());
        exchange.advance(std::chrono::seconds{1});
    };
    place("3");
    place("1");
    place("2");
    exchange.place(exchange.bob, limit_order("BUY", "1", "1"));
    exchange.ask(exchange.alice, "DELETE", "/api/v3/order",
                 "symbol=DVMUSD&orderId=" + std::to_string(orders.back()));
    return orders;
}

}  // namespace

TEST_CASE("all orders of an account are listed, whatever became of them", "[account_queries]") {
    RunningDialect exchange;
    const auto orders = three_orders(exchange);
    const Reply all = exchange.ask(exchange.alice, "GET", kOrders, "symbol=DVMUSD");
    CHECK(ids(all, "orderId") == orders);
    CHECK(all.body.at(0).at("status") == "NEW");
    CHECK(all.body.at(1).at("status") == "FILLED");
    CHECK(all.body.at(2).at("status") == "CANCELED");
    const Reply one = exchange.ask(exchange.alice, "GET", "/api/v3/order",
                                   "symbol=DVMUSD&orderId=" + std::to_string(orders[1]));
    CHECK(text(all.body.at(1)) == text(one.body));
}

TEST_CASE("a list of orders begins at an id, or the newest are told", "[account_queries]") {
    RunningDialect exchange;
    const auto orders = three_orders(exchange);
    const auto listed = [&](std::string options) {
        return ids(exchange.ask(exchange.alice, "GET", kOrders, "symbol=DVMUSD&" + options),
                   "orderId");
    };
    CHECK(listed("limit=2") == std::vector{orders[1], orders[2]});
    CHECK(listed("orderId=0&limit=2") == std::vector{orders[0], orders[1]});
    CHECK(listed("orderId=" + std::to_string(orders[1])) == std::vector{orders[1], orders[2]});
    CHECK(listed("orderId=1000000").empty());
}

TEST_CASE("a list of orders by time includes both ends", "[account_queries]") {
    RunningDialect exchange;
    const std::int64_t start = exchange.now().value() / 1000;
    exchange.advance(std::chrono::microseconds{300});  // A millisecond includes all of itself.
    const auto orders = three_orders(exchange);
    const auto listed = [&](std::int64_t from, std::int64_t to) {
        return ids(exchange.ask(exchange.alice, "GET", kOrders,
                                "symbol=DVMUSD&startTime=" + std::to_string(start + from) +
                                    "&endTime=" + std::to_string(start + to)),
                   "orderId");
    };
    CHECK(listed(0, 1000) == std::vector{orders[0], orders[1]});
    CHECK(listed(1, 2000) == std::vector{orders[1], orders[2]});
    CHECK(listed(1, 999).empty());
}

TEST_CASE("lists by time span at most a day, forward, and do not begin at an id too",
          "[account_queries]") {
    RunningDialect exchange;
    const std::int64_t now = exchange.now().value() / 1000;
    const auto code = [&](std::string_view path, std::string options) {
        return exchange.ask(exchange.alice, "GET", path, "symbol=DVMUSD&" + options).code();
    };
    const auto span = [&](std::int64_t length) {
        return "startTime=" + std::to_string(now) + "&endTime=" + std::to_string(now + length);
    };
    constexpr std::int64_t kDay = 86'400'000;
    for (const std::string_view path : {kOrders, kTrades}) {
        CHECK(code(path, span(kDay + 1)) == -1127);
        CHECK(code(path, span(-1)) == -1128);
        CHECK(code(path, span(1) + "&orderId=1") == -1128);
        CHECK(code(path, "limit=1001") == -1130);
    }
    CHECK(code(kTrades, span(1) + "&fromId=1") == -1128);
    CHECK(exchange.ask(exchange.alice, "GET", kOrders, "symbol=DVMUSD&" + span(kDay)).status ==
          200);
}

TEST_CASE("whoever pages through own trades by id sees each of them once", "[account_queries]") {
    RunningDialect exchange;
    for (int i = 0; i < 7; ++i) {
        exchange.place(exchange.alice, limit_order("SELL", "1", "1"));
        exchange.place(exchange.bob, limit_order("BUY", "1", "1"));
    }
    const auto page = [&](std::int64_t from) {
        return ids(exchange.ask(exchange.bob, "GET", kTrades,
                                "symbol=DVMUSD&limit=3&fromId=" + std::to_string(from)),
                   "id");
    };
    std::vector<std::int64_t> seen;
    for (auto ids = page(0); !ids.empty(); ids = page(ids.back() + 1))
        seen.insert(seen.end(), ids.begin(), ids.end());
    CHECK(seen == ids(exchange.ask(exchange.bob, "GET", kTrades, "symbol=DVMUSD"), "id"));
    CHECK(seen.size() == 7);
}

TEST_CASE("both sides of a trade with oneself come on one page", "[account_queries]") {
    RunningDialect exchange;
    exchange.place(exchange.alice, limit_order("SELL", "1", "5"));
    for (int i = 0; i < 3; ++i)
        exchange.place(exchange.alice,
                       limit_order("BUY", "1", "1") + "&selfTradePreventionMode=NONE");
    const auto page = [&](std::string options) {
        return ids(exchange.ask(exchange.alice, "GET", kTrades, "symbol=DVMUSD&" + options), "id");
    };
    CHECK(page("fromId=0&limit=1") == std::vector<std::int64_t>{1, 1});
    CHECK(page("fromId=2&limit=3") == std::vector<std::int64_t>{2, 2, 3, 3});
    CHECK(page("limit=1") == std::vector<std::int64_t>{3, 3});
}

TEST_CASE("fee rates are told for the account, a market and a test of an order alike",
          "[account_queries]") {
    RunningDialect exchange;
    const Reply rates =
        exchange.ask(exchange.alice, "GET", "/api/v3/account/commission", "symbol=DVMUSD");
    CHECK(text(rates.body.at("standardCommission")) ==
          R"({"maker":"0.00100000","taker":"0.00200000","buyer":"0.00000000",)"
          R"("seller":"0.00000000"})");
    CHECK(rates.body.at("discount").at("enabledForAccount") == false);
    const Reply account = exchange.ask(exchange.alice, "GET", "/api/v3/account");
    CHECK(text(account.body.at("commissionRates")) == text(rates.body.at("standardCommission")));
    const Reply test =
        exchange.ask(exchange.alice, "POST", "/api/v3/order/test",
                     "symbol=DVMUSD&computeCommissionRates=true&" + limit_order("BUY", "1", "1"));
    CHECK(text(test.body.at("standardCommissionForOrder")) ==
          R"({"maker":"0.00100000","taker":"0.00200000"})");
    CHECK(text(test.body.at("discount")) == text(rates.body.at("discount")));
    CHECK(text(exchange.ask(exchange.alice, "GET", "/sapi/v1/asset/tradeFee").body) ==
          R"([{"symbol":"DVMUSD","makerCommission":"0.00100000","takerCommission":"0.00200000"}])");
    CHECK(exchange.get("/sapi/v1/asset/tradeFee").code() == -2014);
}

TEST_CASE("an account with a fee tier is told its own rates wherever rates are told",
          "[account_queries]") {
    RunningDialect exchange;
    const auto tell = [&](const Trader& trader) {
        const auto ask = [&](std::string_view path, std::string options = "") {
            return exchange.ask(trader, "GET", path, std::move(options)).body;
        };
        const json::value account = ask("/api/v3/account");
        const json::value fee = ask("/sapi/v1/asset/tradeFee").at(0);
        const json::value market = ask("/api/v3/account/commission", "symbol=DVMUSD");
        CHECK(account.at("commissionRates") == market.at("standardCommission"));
        CHECK(fee.at("makerCommission") == market.at("standardCommission").at("maker"));
        CHECK(fee.at("takerCommission") == market.at("standardCommission").at("taker"));
        return text(fee.at("makerCommission")) + text(fee.at("takerCommission")) +
               text(account.at("makerCommission")) + text(account.at("takerCommission"));
    };
    const std::string plain = R"("0.00100000""0.00200000"1020)";
    CHECK(tell(exchange.alice) == plain);
    exchange.command(SetFeeTier{.account = exchange.alice.account,
                                .lifted = false,
                                .maker_fee = Ppm{200},
                                .taker_fee = Ppm{300}});
    CHECK(tell(exchange.alice) == R"("0.00020000""0.00030000"23)");
    CHECK(tell(exchange.bob) == plain);
    exchange.command(SetFeeTier{
        .account = exchange.alice.account, .lifted = true, .maker_fee = {}, .taker_fee = {}});
    CHECK(tell(exchange.alice) == plain);
}

TEST_CASE("what clients ask for before they trade and is not here is an empty list",
          "[account_queries]") {
    RunningDialect exchange;
    for (const std::string_view path :
         {"/sapi/v1/capital/config/getall", "/sapi/v1/margin/allPairs",
          "/sapi/v1/margin/isolated/allPairs"}) {
        CHECK(text(exchange.get(path).body) == "[]");
        CHECK(text(exchange.ask(exchange.alice, "GET", path).body) == "[]");
    }
    CHECK(text(exchange.get("/fapi/v1/exchangeInfo").body) == R"({"symbols":[]})");
    CHECK(text(exchange.get("/dapi/v1/exchangeInfo").body) == R"({"symbols":[]})");
}

TEST_CASE("an account is told with all assets, or only with those it has", "[account_queries]") {
    RunningDialect exchange;
    const auto assets = [&](const Trader& trader, std::string options) {
        return exchange.ask(trader, "GET", "/api/v3/account", std::move(options))
            .body.at("balances")
            .as_array()
            .size();
    };
    exchange.place(exchange.alice, limit_order("SELL", "0.5", "10000"));
    exchange.place(exchange.bob, limit_order("BUY", "0.5", "10000"));
    CHECK(assets(exchange.alice, "") == 2);
    CHECK(assets(exchange.alice, "omitZeroBalances=true") == 1);
    CHECK(assets(exchange.bob, "omitZeroBalances=true") == 2);
}

}  // namespace divmid::gateway
