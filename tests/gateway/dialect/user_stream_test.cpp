// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/gateway/dialect/user_client.hpp"

namespace divmid::gateway {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using Heard = std::vector<std::string>;

std::string limit(std::string_view side, int quantity, std::string_view price,
                  std::string_view more = "") {
    return "side=" + std::string{side} +
           "&type=LIMIT&timeInForce=GTC&quantity=" + std::to_string(quantity) +
           "&price=" + std::string{price} + std::string{more};
}

/// Of the members named, their texts in a row.
std::string told(const json::object& event, std::initializer_list<std::string_view> names) {
    std::string all;
    for (const std::string_view name : names) {
        if (!all.empty()) all += ' ';
        const json::value& value = event.at(name);
        all += value.is_string() ? json::value_to<std::string>(value) : json::serialize(value);
    }
    return all;
}

}  // namespace

TEST_CASE("an order that rests is reported, then what the account has", "[user_stream]") {
    RunningDialect exchange;
    UserClient alice{exchange};
    CHECK(alice.subscribe(exchange.alice) == 0);
    CHECK(alice.silent());
    exchange.place(exchange.alice,
                   "side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=1.5&newClientOrderId=me");
    CHECK(json::serialize(alice.next()) ==
          R"({"e":"executionReport","E":1767225600000,"s":"DVMUSD","c":"me","S":"BUY",)"
          R"("o":"LIMIT","f":"GTC","q":"10.000000","p":"1.500000","P":"0.000000",)"
          R"("F":"0.000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":1,"l":"0.000000",)"
          R"("z":"0.000000","L":"0.000000","n":"0","N":null,"T":1767225600000,"t":-1,"I":24,)"
          R"("w":true,"m":false,"M":false,"O":1767225600000,"Z":"0.000000","Y":"0.000000",)"
          R"("Q":"0.000000","W":1767225600000,"V":"EXPIRE_MAKER"})");
    CHECK(json::serialize(alice.next()) ==
          R"({"e":"outboundAccountPosition","E":1767225600000,"u":1767225600000,)"
          R"("B":[{"a":"USD","f":"9985.000000","l":"15.000000"}]})");
    CHECK(alice.silent());
}

TEST_CASE("a taker is told of each maker it meets, and how far it got", "[user_stream]") {
    RunningDialect exchange;
    for (const std::string_view price : {"1.5", "1.6", "1.7"})
        exchange.place(exchange.bob, limit("SELL", 2, price));
    UserClient alice{exchange};
    UserClient bob{exchange};
    alice.subscribe(exchange.alice);
    bob.subscribe(exchange.bob);
    exchange.place(exchange.alice, limit("BUY", 5, "1.7"));

    const auto progress = [](const json::object& report) {
        return told(report, {"x", "X", "l", "L", "Y", "z", "Z", "n", "N", "t", "m", "w"});
    };
    CHECK(progress(alice.next()) ==
          "NEW NEW 0.000000 0.000000 0.000000 0.000000 0.000000 0 null -1 false true");
    CHECK(progress(alice.next()) ==
          "TRADE PARTIALLY_FILLED 2.000000 1.500000 3.000000 2.000000 "
          "3.000000 0.004000 DVM 1 false true");
    CHECK(progress(alice.next()) ==
          "TRADE PARTIALLY_FILLED 2.000000 1.600000 3.200000 4.000000 "
          "6.200000 0.004000 DVM 2 false true");
    CHECK(progress(alice.next()) ==
          "TRADE FILLED 1.000000 1.700000 1.700000 5.000000 7.900000 "
          "0.002000 DVM 3 false false");
    CHECK(json::serialize(alice.next().at("B")) ==
          R"([{"a":"DVM","f":"10004.990000","l":"0.000000"},)"
          R"({"a":"USD","f":"9992.100000","l":"0.000000"}])");
    CHECK(alice.silent());

    CHECK(progress(bob.next()) ==
          "TRADE FILLED 2.000000 1.500000 3.000000 2.000000 3.000000 "
          "0.003000 USD 1 true false");
    CHECK(progress(bob.next()) ==
          "TRADE FILLED 2.000000 1.600000 3.200000 2.000000 3.200000 "
          "0.003200 USD 2 true false");
    CHECK(progress(bob.next()) ==
          "TRADE PARTIALLY_FILLED 1.000000 1.700000 1.700000 1.000000 "
          "1.700000 0.001700 USD 3 true true");
    CHECK(json::serialize(bob.next().at("B")) ==
          R"([{"a":"DVM","f":"9994.000000","l":"1.000000"},)"
          R"({"a":"USD","f":"10007.892100","l":"0.000000"}])");
    CHECK(bob.silent());
}

TEST_CASE("what an order could not trade expires, with the reason", "[user_stream]") {
    RunningDialect exchange;
    exchange.place(exchange.bob, limit("SELL", 2, "1.5"));
    UserClient alice{exchange};
    alice.subscribe(exchange.alice);
    const auto last_of = [&](const std::string& order) {
        exchange.place(exchange.alice, order);
        json::object last;
        while (!alice.silent())
            if (json::object event = alice.next(); text(event, "e") == "executionReport")
                last = event;
        return told(last, {"x", "X", "z", "eR"});
    };
    CHECK(last_of("side=BUY&type=LIMIT&timeInForce=FOK&quantity=3&price=1.5") ==
          "EXPIRED EXPIRED 0.000000 UNFILLED_FOK_ORDER_EXPIRED");
    CHECK(last_of("side=BUY&type=LIMIT&timeInForce=IOC&quantity=3&price=1.5") ==
          "EXPIRED EXPIRED 2.000000 UNFILLED_IOC_QUANTITY_EXPIRED");
    CHECK(last_of("side=BUY&type=MARKET&quantity=3") ==
          "EXPIRED EXPIRED 0.000000 INSUFFICIENT_LIQUIDITY");
}

TEST_CASE("a budget spent as far as it goes is filled by its last trade", "[user_stream]") {
    RunningDialect exchange;
    exchange.place(exchange.bob, limit("SELL", 100, "1.5"));
    UserClient alice{exchange};
    alice.subscribe(exchange.alice);
    const Reply placed =
        exchange.place(exchange.alice, "side=BUY&type=MARKET&quoteOrderQty=10.000001");
    CHECK(placed.body.at("status") == "FILLED");
    CHECK(text(alice.next(), "x") == "NEW");
    CHECK(told(alice.next(), {"x", "X", "q", "z", "Z", "Q"}) ==
          "TRADE FILLED 6.660000 6.660000 9.990000 10.000001");
    CHECK(alice.heard() == Heard{"account"});
}

TEST_CASE("a cancel is reported under its own id, as it is answered", "[user_stream]") {
    RunningDialect exchange;
    UserClient alice{exchange};
    alice.subscribe(exchange.alice);
    const auto cancel = [&](const std::string& which) {
        alice.heard();
        const Reply answer =
            exchange.ask(exchange.alice, "DELETE", "/api/v3/order", "symbol=DVMUSD&" + which);
        const json::object report = alice.next();
        CHECK(report.at("c") == answer.body.at("clientOrderId"));
        CHECK(report.at("C") == answer.body.at("origClientOrderId"));
        CHECK(alice.heard() == Heard{"account"});
        return told(report, {"x", "X", "c", "C", "w"});
    };
    exchange.place(exchange.alice, limit("BUY", 5, "1.5"));
    CHECK(cancel("orderId=1") == "CANCELED CANCELED auto:1:1:cancel auto:1:1 false");
    exchange.place(exchange.alice, limit("BUY", 5, "1.5", "&newClientOrderId=mine"));
    CHECK(cancel("origClientOrderId=mine&newClientOrderId=away") ==
          "CANCELED CANCELED away mine false");
}

TEST_CASE("all orders cancelled at once are reported one by one", "[user_stream]") {
    RunningDialect exchange;
    UserClient alice{exchange};
    alice.subscribe(exchange.alice);
    for (int i = 0; i < 3; ++i) exchange.place(exchange.alice, limit("BUY", 5, "1.5"));
    alice.heard();
    exchange.command(CancelAll{.account = exchange.alice.account,
                               .key = exchange.alice.key,
                               .market = {},
                               .deadline = {}});
    CHECK(alice.heard() == Heard{"CANCELED 1", "CANCELED 2", "CANCELED 3", "account"});
}

TEST_CASE("a date that comes is told without anybody asking", "[user_stream]") {
    RunningDialect exchange;
    UserClient alice{exchange};
    alice.subscribe(exchange.alice);
    const std::string date = std::to_string(exchange.now().value() / 1000 + 1000);
    exchange.place(exchange.alice, limit("BUY", 5, "1.5", "&goodTillDate=" + date));
    alice.heard();
    exchange.advance(2s);
    exchange.command(Started{});
    const json::object report = alice.next();
    CHECK(told(report, {"x", "X", "c", "C"}) == "EXPIRED EXPIRED auto:1:1 ");
    CHECK_FALSE(report.contains("eR"));
    CHECK(json::serialize(alice.next().at("B")) ==
          R"([{"a":"USD","f":"10000.000000","l":"0.000000"}])");
    CHECK(alice.silent());
}

TEST_CASE("a deposit is told as a change, then as what there is", "[user_stream]") {
    RunningDialect exchange;
    UserClient alice{exchange};
    alice.subscribe(exchange.alice);
    exchange.command(Deposit{.account = exchange.alice.account,
                             .asset = AssetId{2},
                             .amount = Amount{1'500'000},
                             .note = {}});
    CHECK(json::serialize(alice.next()) ==
          R"({"e":"balanceUpdate","E":1767225600000,"a":"USD","d":"1.500000","T":1767225600000})");
    CHECK(json::serialize(alice.next()) ==
          R"({"e":"outboundAccountPosition","E":1767225600000,"u":1767225600000,)"
          R"("B":[{"a":"USD","f":"10001.500000","l":"0.000000"}]})");
    CHECK(alice.silent());
}

TEST_CASE("an account that trades with itself hears both sides", "[user_stream]") {
    RunningDialect exchange;
    UserClient alice{exchange};
    alice.subscribe(exchange.alice);
    exchange.place(exchange.alice, limit("SELL", 5, "1.5"));
    exchange.place(exchange.alice, limit("BUY", 5, "1.5") + "&selfTradePreventionMode=NONE");
    CHECK(alice.heard() == Heard{"NEW 1", "account", "NEW 2", "TRADE 1", "TRADE 2", "account"});
}

TEST_CASE("a refused order and somebody else's are nobody's news", "[user_stream]") {
    RunningDialect exchange;
    UserClient alice{exchange};
    alice.subscribe(exchange.alice);
    CHECK(exchange.place(exchange.alice, limit("BUY", 50000, "1.5")).status == 400);
    exchange.ask(exchange.alice, "POST", "/api/v3/order/test",
                 "symbol=DVMUSD&" + limit("BUY", 5, "1.5"));
    exchange.place(exchange.bob, limit("BUY", 5, "1.5"));
    CHECK(alice.silent());
}

TEST_CASE("times are in the unit that the connection asked for", "[user_stream]") {
    RunningDialect exchange;
    UserClient alice{exchange, "timeUnit=MICROSECOND"};
    UserClient other{exchange};
    alice.subscribe(exchange.alice);
    other.subscribe(exchange.alice);
    exchange.advance(123us);
    exchange.place(exchange.alice, limit("BUY", 5, "1.5"));
    CHECK(told(alice.next(), {"E", "T", "O", "W"}) ==
          "1767225600000123 1767225600000123 1767225600000123 1767225600000123");
    CHECK(told(other.next(), {"E", "T", "O", "W"}) ==
          "1767225600000 1767225600000 1767225600000 1767225600000");
    CHECK(told(alice.next(), {"E", "u"}) == "1767225600000123 1767225600000123");
}

TEST_CASE("nothing is told of a record before it is durable", "[user_stream]") {
    RunningDialect exchange;
    UserClient alice{exchange};
    alice.subscribe(exchange.alice);
    exchange.inbox.submit(Deposit{
        .account = exchange.alice.account, .asset = AssetId{2}, .amount = Amount{1}, .note = {}});
    exchange.apply();
    CHECK(alice.silent());
    exchange.release();
    CHECK(alice.heard() == Heard{"balance", "account"});
}

TEST_CASE("the events of an order stand before its answer", "[user_stream]") {
    RunningDialect exchange;
    UserClient alice{exchange};
    alice.subscribe(exchange.alice);
    FakeConnection& connection = alice.connection();
    const RunningDialect::Params bid{{"symbol", "\"DVMUSD\""}, {"side", "\"BUY\""},
                                     {"type", "\"LIMIT\""},    {"timeInForce", "\"GTC\""},
                                     {"quantity", "\"10\""},   {"price", "\"1.5\""}};
    connection.say(exchange.signed_message(exchange.alice, "1", "order.place", bid));
    connection.say(exchange.signed_message(exchange.alice, "2", "account.status", {}));
    connection.say(exchange.signed_message(exchange.alice, "3", "order.place", bid));
    exchange.settle();
    CHECK(text(alice.next(), "x") == "NEW");
    const json::object first = alice.next();
    // Both orders were in one record.
    CHECK(alice.next().at("i") == 2);
    const json::object second = alice.next();
    CHECK(first.at("B") != second.at("B"));
    CHECK(connection.socket.take().at("id") == 1);
    const json::value status = connection.socket.take();
    CHECK(status.at("result").at("balances").at(1).at("locked") == second.at("B").at(0).at("l"));
    CHECK(connection.socket.take().at("id") == 3);
    CHECK(alice.silent());
}

}  // namespace divmid::gateway
