// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "engine/types.hpp"
#include "storage/history.hpp"

namespace divmid::gateway {

// What the dialect calls the properties of an order, in replies and in events alike.

[[nodiscard]] std::string_view text_of(storage::OrderStatus status);
/// With what it waits for first: STOP_LOSS_LIMIT.
[[nodiscard]] std::string_view text_of(OrderType type, Trigger trigger);
/// A date is told beside GTC: the dialect knows no fourth.
[[nodiscard]] std::string_view text_of(TimeInForce time_in_force);
[[nodiscard]] std::string_view text_of(Side side);
[[nodiscard]] std::string_view text_of(SelfTradePrevention mode);
/// Requires: not none.
[[nodiscard]] std::string_view text_of(Peg peg);
[[nodiscard]] std::string_view text_of(ListKind kind);
/// Why an order expired. Empty: nothing to tell.
[[nodiscard]] std::string_view text_of(EndReason reason);

/// In the book, or about to be in the same record.
[[nodiscard]] inline bool is_working(const storage::OrderRow& order) {
    return storage::is_open(order.status) && !order.waits();
}

/// The price asked for: a pegged order asked for none.
[[nodiscard]] inline Ticks shown_price(const storage::OrderRow& order) {
    return order.conditions.peg == Peg::none ? order.price : Ticks{};
}

/// The quantity asked for. An order by budget asked for none: what it traded so far.
[[nodiscard]] inline Lots shown_lots(const storage::OrderRow& order) {
    return order.type == OrderType::market_by_budget ? order.executed : order.lots;
}

/// The quote budget asked for; zero for an order by quantity.
[[nodiscard]] inline Amount shown_budget(const storage::OrderRow& order) {
    return Amount{order.type == OrderType::market_by_budget ? order.budget_or_expiry : 0};
}

}  // namespace divmid::gateway
