// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {

/// A client who knows its account by the user data stream alone. It subscribes to the account of
/// each trader it is given, on one connection.
class UserClient {
public:
    explicit UserClient(RunningDialect& exchange, std::string_view query = "")
        : exchange_{exchange}, connection_{exchange.connect("/ws-api/v3", query)} {}

    /// Takes the answer: the very next frame. Returns the subscription's id.
    std::int64_t subscribe(const Trader& trader);
    /// The answer to a request, which must be the next frame.
    boost::json::value ask(std::string_view message);

    /// The next event, without its wrapper. Requires: there is one.
    boost::json::object next();
    [[nodiscard]] bool silent() const { return connection_->socket.told.empty(); }
    /// Events not taken yet, in short: "NEW 7", "TRADE 7", "account", "balance", "end".
    std::vector<std::string> heard();

    [[nodiscard]] FakeConnection& connection() { return *connection_; }

private:
    RunningDialect& exchange_;
    std::unique_ptr<FakeConnection> connection_;
};

/// What the events of one subscription add up to. Knows no rule of the exchange: what an event
/// doesn't say, it doesn't know.
class AccountModel {
public:
    /// Free and locked by asset.
    using Balances = std::map<std::string, std::pair<std::string, std::string>>;

    /// Checks on the way that executions rise, and that an order's fills add up.
    void follow(const boost::json::object& event);

    [[nodiscard]] const Balances& balances() const { return balances_; }
    /// The last report of each order, by id.
    [[nodiscard]] const std::map<std::int64_t, boost::json::object>& orders() const {
        return orders_;
    }
    /// Trade reports, in order.
    [[nodiscard]] const std::vector<boost::json::object>& fills() const { return fills_; }
    [[nodiscard]] std::int64_t last_execution() const { return last_execution_; }

private:
    void follow_report(const boost::json::object& report);

    Balances balances_;
    std::map<std::int64_t, boost::json::object> orders_;
    std::vector<boost::json::object> fills_;
    std::int64_t last_execution_ = 0;
};

/// A text member.
[[nodiscard]] std::string text(const boost::json::object& of, std::string_view name);
/// A decimal of scale 6 as a count of its smallest units.
[[nodiscard]] std::int64_t units(const boost::json::object& of, std::string_view name);

}  // namespace divmid::gateway
