// SPDX-License-Identifier: Apache-2.0
#include "tests/gateway/dialect/user_client.hpp"

#include <catch2/catch.hpp>

#include "gateway/dialect/decimal.hpp"

namespace divmid::gateway {

namespace json = boost::json;

std::string text(const json::object& of, std::string_view name) {
    return json::value_to<std::string>(of.at(name));
}

std::int64_t units(const json::object& of, std::string_view name) {
    return parse_decimal(text(of, name), 6).value();
}

std::int64_t UserClient::subscribe(const Trader& trader) {
    const json::value told = ask(exchange_.signed_message(
        trader, "\"subscribe\"", "userDataStream.subscribe.signature", {}));
    REQUIRE(told.at("id") == "subscribe");
    REQUIRE(told.at("status") == 200);
    return told.at("result").at("subscriptionId").as_int64();
}

json::value UserClient::ask(std::string_view message) {
    connection_->say(message);
    exchange_.settle();
    return connection_->socket.take();
}

json::object UserClient::next() {
    const json::value told = connection_->socket.take();
    REQUIRE(told.as_object().size() == 2);
    CHECK(told.at("subscriptionId").is_int64());
    return told.at("event").as_object();
}

std::vector<std::string> UserClient::heard() {
    std::vector<std::string> all;
    while (!silent()) {
        const json::object event = next();
        const std::string kind = text(event, "e");
        if (kind == "executionReport")
            all.push_back(text(event, "x") + ' ' + std::to_string(event.at("i").as_int64()));
        else if (kind == "outboundAccountPosition")
            all.emplace_back("account");
        else
            all.push_back(kind == "balanceUpdate" ? "balance" : "end");
    }
    return all;
}

void AccountModel::follow(const json::object& event) {
    const std::string kind = text(event, "e");
    if (kind == "executionReport") return follow_report(event);
    if (kind != "outboundAccountPosition") return;
    for (const json::value& entry : event.at("B").as_array()) {
        const json::object& holding = entry.as_object();
        balances_[text(holding, "a")] = {text(holding, "f"), text(holding, "l")};
    }
}

void AccountModel::follow_report(const json::object& report) {
    CHECK(report.at("I").as_int64() > last_execution_);
    last_execution_ = report.at("I").as_int64();
    const std::int64_t order = report.at("i").as_int64();
    const auto known = orders_.find(order);
    // The first thing heard of an order is that it is there.
    CHECK((known == orders_.end()) == (text(report, "x") == "NEW"));
    std::int64_t filled = units(report, "l");
    std::int64_t paid = units(report, "Y");
    if (known != orders_.end()) {
        filled += units(known->second, "z");
        paid += units(known->second, "Z");
    }
    CHECK(units(report, "z") == filled);
    CHECK(units(report, "Z") == paid);
    CHECK((report.at("t").as_int64() != -1) == (text(report, "x") == "TRADE"));
    if (text(report, "x") == "TRADE") fills_.push_back(report);
    orders_[order] = report;
}

}  // namespace divmid::gateway
