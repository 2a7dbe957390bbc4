// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/projections/projections.hpp"
#include "tests/gateway/dialect/running_dialect.hpp"

namespace divmid::gateway {

/// What may be known of an exchange: made again from its durable records, and from nothing else.
/// The require_…() compare what a client was told with it.
class DurableView {
public:
    /// Reads what `log` has more than the last time.
    void follow(const std::vector<Record>& log);

    [[nodiscard]] std::uint64_t last_order() const { return orders_.size(); }
    [[nodiscard]] std::uint64_t last_trade() const { return trades_.size(); }
    [[nodiscard]] std::uint64_t last_update() const;
    /// Ids of the account's open orders, ascending.
    [[nodiscard]] std::vector<std::uint64_t> open_orders(AccountId account) const;

    /// A snapshot {lastUpdateId, bids, asks} is of the book as it is durable now, to the level.
    void require_snapshot(const boost::json::value& snapshot) const;
    /// An event {U, u, b, a} reaches no further than the durable book; and if it reaches as far,
    /// its levels are that book's.
    void require_depth_event(const boost::json::value& event) const;
    /// The trade is durable, with this price and quantity; `id` is its member's name.
    void require_trade(const boost::json::value& trade, std::string_view id, std::string_view price,
                       std::string_view quantity) const;
    /// The order is durable and was once in the state told; its fills are durable.
    void require_order(const boost::json::value& order) const;
    /// Exactly the account's open orders.
    void require_open_orders(const boost::json::value& orders, AccountId account) const;
    /// Exactly the account's balances.
    void require_balances(const boost::json::value& answer, AccountId account) const;

private:
    /// Status and executed quantity, as they are told.
    using State = std::pair<std::string, std::string>;
    struct Order {
        AccountId account;
        Lots executed;
        std::set<State> states;  ///< Each it has been in.
        bool open{};
    };
    struct Trade {
        std::string price;
        std::string quantity;
    };

    void fill(const TradeExecuted& trade, OrderId order, bool filled);
    void enter(OrderId order, std::string status, bool open);
    [[nodiscard]] std::string told(Lots lots) const;
    [[nodiscard]] std::string told(Ticks price) const;
    [[nodiscard]] std::map<std::string, std::string> levels(Side side) const;

    std::size_t read_ = 0;
    Projections made_again_;
    std::map<std::uint64_t, Order> orders_;
    std::map<std::uint64_t, Trade> trades_;
};

}  // namespace divmid::gateway
