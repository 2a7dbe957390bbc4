// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/user_client.hpp"
#include "tests/random.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;

/// One user: what he does by REST, and what he knows by his stream.
struct User {
    Trader trader;
    UserClient client;
    AccountModel model;

    User(RunningDialect& exchange, const Trader& who) : trader{who}, client{exchange} {
        client.subscribe(trader);
    }
    void listen() {
        while (!client.silent()) model.follow(client.next());
    }
};

std::string price(Random& random) {
    return "1.5" + std::to_string(10 + random.below(20));
}

std::string order(Random& random, RunningDialect& exchange) {
    std::string order = random.coin() ? "side=BUY" : "side=SELL";
    order += "&selfTradePreventionMode=NONE";
    const std::string quantity = "&quantity=" + std::to_string(1 + random.below(9)) + ".5";
    switch (random.below(10)) {
        case 0:
            return order + "&type=MARKET" + quantity;
        case 1:
            return order + "&type=MARKET&quoteOrderQty=" + std::to_string(5 + random.below(20));
        case 2:
            return order + "&type=LIMIT_MAKER" + quantity + "&price=" + price(random);
        case 3:
            return order + "&type=LIMIT&timeInForce=FOK" + quantity + "&price=" + price(random);
        case 4:
            return order + "&type=LIMIT&timeInForce=IOC" + quantity + "&price=" + price(random);
        case 5:
            order += "&goodTillDate=" + std::to_string(exchange.now().value() / 1000 + 40);
            break;
        default:
            break;
    }
    return order + "&type=LIMIT&timeInForce=GTC" + quantity + "&price=" + price(random);
}

/// In place of a random open order of his, another one, in one command.
ReplaceOrder replacement(Random& random, const Trader& trader, const AccountModel& model) {
    const std::size_t which = random.below(static_cast<std::uint32_t>(model.orders().size()));
    const std::int64_t id = std::next(model.orders().begin(), static_cast<long>(which))->first;
    ReplaceOrder command;
    command.account = trader.account;
    command.key = trader.key;
    command.market = MarketId{1};
    command.side = random.side();
    command.price = Price{1'500'000 + 1000 * std::int64_t{random.below(20)}};
    command.quantity = Quantity{2'500'000};
    command.mode = random.coin() ? ReplaceMode::allow_failure : ReplaceMode::stop_on_failure;
    command.replaced = OrderId{static_cast<std::uint64_t>(id)};
    return command;
}

void act(Random& random, RunningDialect& exchange, User& user) {
    const std::uint32_t what = random.below(20);
    if (what == 0) {
        exchange.command(CancelAll{
            .account = user.trader.account, .key = user.trader.key, .market = {}, .deadline = {}});
    } else if (what < 5 && !user.model.orders().empty()) {
        const std::size_t at = random.below(static_cast<std::uint32_t>(user.model.orders().size()));
        const auto picked = std::next(user.model.orders().begin(), static_cast<long>(at));
        exchange.ask(user.trader, "DELETE", "/api/v3/order",
                     "symbol=DVMUSD&orderId=" + std::to_string(picked->first));
    } else if (what < 7 && !user.model.orders().empty()) {
        exchange.command(replacement(random, user.trader, user.model));
    } else if (what == 7) {
        exchange.command(Deposit{.account = user.trader.account,
                                 .asset = random.coin() ? AssetId{1} : AssetId{2},
                                 .amount = Amount{1 + random.below(1'000'000)},
                                 .note = {}});
    } else {
        exchange.place(user.trader, order(random, exchange));
    }
}

void check_balances(RunningDialect& exchange, const User& user) {
    const Reply account = exchange.ask(user.trader, "GET", "/api/v3/account");
    REQUIRE(account.body.at("balances").as_array().size() == 2);
    for (const json::value& entry : account.body.at("balances").as_array()) {
        const json::object& balance = entry.as_object();
        const auto& known = user.model.balances().at(text(balance, "asset"));
        CHECK(known.first == text(balance, "free"));
        CHECK(known.second == text(balance, "locked"));
    }
}

bool is_open(const json::object& report) {
    return text(report, "X") == "NEW" || text(report, "X") == "PARTIALLY_FILLED";
}

void check_order(const json::object& report, const json::object& order) {
    CHECK(report.at("X") == order.at("status"));
    CHECK(report.at("z") == order.at("executedQty"));
    CHECK(report.at("Z") == order.at("cummulativeQuoteQty"));
    CHECK(report.at("q") == order.at("origQty"));
    CHECK(report.at("p") == order.at("price"));
    CHECK(report.at("Q") == order.at("origQuoteOrderQty"));
    CHECK(report.at("S") == order.at("side"));
    CHECK(report.at("o") == order.at("type"));
    CHECK(report.at("f") == order.at("timeInForce"));
    CHECK(report.at("O") == order.at("time"));
    CHECK(report.at("T") == order.at("updateTime"));
    CHECK(report.at("w") == order.at("isWorking"));
    CHECK(report.contains("eR") == order.contains("expiryReason"));
    const bool canceled = text(report, "x") == "CANCELED";
    CHECK(report.at(canceled ? "C" : "c") == order.at("clientOrderId"));
}

void check_orders(RunningDialect& exchange, const User& user) {
    const Reply open = exchange.ask(user.trader, "GET", "/api/v3/openOrders");
    std::size_t known_open = 0;
    for (const auto& [id, report] : user.model.orders()) known_open += is_open(report) ? 1 : 0;
    CHECK(open.body.as_array().size() == known_open);
    const Reply all =
        exchange.ask(user.trader, "GET", "/api/v3/allOrders", "symbol=DVMUSD&limit=1000");
    REQUIRE(all.body.as_array().size() == user.model.orders().size());
    for (const json::value& order : all.body.as_array())
        check_order(user.model.orders().at(order.at("orderId").as_int64()), order.as_object());
}

void check_fills(RunningDialect& exchange, const User& user) {
    const Reply trades =
        exchange.ask(user.trader, "GET", "/api/v3/myTrades", "symbol=DVMUSD&limit=1000");
    REQUIRE(trades.body.as_array().size() == user.model.fills().size());
    std::map<std::pair<std::int64_t, std::int64_t>, const json::object*> by_name;
    for (const json::object& fill : user.model.fills())
        by_name[{fill.at("t").as_int64(), fill.at("i").as_int64()}] = &fill;
    for (const json::value& trade : trades.body.as_array()) {
        const json::object& fill =
            *by_name.at({trade.at("id").as_int64(), trade.at("orderId").as_int64()});
        CHECK(fill.at("L") == trade.at("price"));
        CHECK(fill.at("l") == trade.at("qty"));
        CHECK(fill.at("Y") == trade.at("quoteQty"));
        CHECK(fill.at("n") == trade.at("commission"));
        CHECK(fill.at("N") == trade.at("commissionAsset"));
        CHECK(fill.at("m") == trade.at("isMaker"));
        CHECK(fill.at("T") == trade.at("time"));
    }
}

}  // namespace

TEST_CASE("who knows only the events knows what REST knows, to the last digit", "[user_stream]") {
    const auto seed = GENERATE(1U, 2U, 3U);
    INFO("seed " << seed);
    Random random{seed};
    RunningDialect exchange;
    User alice{exchange, exchange.alice};
    User bob{exchange, exchange.bob};
    for (int i = 0; i < 500; ++i) {
        act(random, exchange, random.coin() ? alice : bob);
        exchange.clock.advance(std::chrono::microseconds{random.below(5000)});
        alice.listen();
        bob.listen();
        if (i % 100 != 99) continue;
        check_balances(exchange, alice);
        check_balances(exchange, bob);
    }
    for (const User* user : {&alice, &bob}) {
        CHECK(user->model.fills().size() > 20);
        check_orders(exchange, *user);
        check_fills(exchange, *user);
    }
}

}  // namespace divmid::gateway
