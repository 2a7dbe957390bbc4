// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/columns.hpp"
#include "engine/types.hpp"

namespace divmid {

// What clients ask, numbers 1 to 15: command.hpp says what holds for all commands.

/// Asks for an order. Prices and quantities as the client sent them; the engine checks them
/// against the market's steps and limits.
struct PlaceOrder {
    static constexpr std::uint8_t kNumber = 1;

    AccountId account;
    KeyId key;
    MarketId market;
    Side side{};
    OrderType type{};
    TimeInForce time_in_force{};
    SelfTradePrevention self_trade_prevention{};
    bool validate_only{};  ///< Checked like any other, with no effect (order/test).
    TextRef client_id;     ///< 1 to 36 characters, or none.
    Price price;           ///< Limit orders; else 0.
    Quantity quantity;     ///< All but market_by_budget; else 0.
    /// What applies of: the quote budget of market_by_budget (Amount), or the expiry of
    /// good_till_date (Timestamp). No order has both.
    std::int64_t budget_or_expiry{};
    Timestamp deadline;  ///< Not executed when the tick is later. Zero: none.

    [[nodiscard]] Amount budget() const {
        return Amount{type == OrderType::market_by_budget ? budget_or_expiry : 0};
    }
    [[nodiscard]] Timestamp expiry() const {
        return Timestamp{time_in_force == TimeInForce::good_till_date ? budget_or_expiry : 0};
    }
};
static_assert(sizeof(PlaceOrder) <= 64);

/// Asks for the end of one open order, by order id or by client id; with both, the order found by
/// id must carry that client id.
struct CancelOrder {
    static constexpr std::uint8_t kNumber = 2;

    AccountId account;
    KeyId key;
    MarketId market;
    TextRef client_id;  ///< Of the order. Only when `order` is zero, or in addition to it.
    OrderId order;      ///< Zero: by client id.
    TextRef cancel_id;  ///< The cancel's own id, told in its report.
    Timestamp deadline;
};

/// Asks for the end of all open orders of the account in a market; market zero means everywhere.
struct CancelAll {
    static constexpr std::uint8_t kNumber = 3;

    AccountId account;
    KeyId key;
    MarketId market;
    Timestamp deadline;
};

/// As CancelOrder, but only while the order is in a certain state.
struct CancelOrderIf {
    static constexpr std::uint8_t kNumber = 4;

    AccountId account;
    KeyId key;
    MarketId market;
    TextRef client_id;
    OrderId order;
    TextRef cancel_id;
    Timestamp deadline;
    CancelRestriction restriction{};
};

/// Asks for the end of one open order and for a new one in the same market, with nothing between
/// the two halves (market.md, Cancel-replace). Each field means what it means in PlaceOrder, or,
/// of the order to be cancelled, in CancelOrder.
struct ReplaceOrder {
    static constexpr std::uint8_t kNumber = 5;

    AccountId account;
    KeyId key;
    MarketId market;
    Side side{};
    OrderType type{};
    TimeInForce time_in_force{};
    SelfTradePrevention self_trade_prevention{};
    TextRef client_id;
    Price price;
    Quantity quantity;
    std::int64_t budget_or_expiry{};
    Timestamp deadline;
    ReplaceMode mode{};
    CancelRestriction restriction{};
    TextRef replaced_client_id;
    OrderId replaced;  ///< Zero: by client id.
    TextRef cancel_id;

    /// One whose new half is `next`; what it replaces, and how, is left to be said.
    [[nodiscard]] static ReplaceOrder by(const PlaceOrder& next) {
        return {.account = next.account,
                .key = next.key,
                .market = next.market,
                .side = next.side,
                .type = next.type,
                .time_in_force = next.time_in_force,
                .self_trade_prevention = next.self_trade_prevention,
                .client_id = next.client_id,
                .price = next.price,
                .quantity = next.quantity,
                .budget_or_expiry = next.budget_or_expiry,
                .deadline = next.deadline,
                .mode = {},
                .restriction = {},
                .replaced_client_id = {},
                .replaced = {},
                .cancel_id = {}};
    }

    /// The new half.
    [[nodiscard]] PlaceOrder place() const {
        return {.account = account,
                .key = key,
                .market = market,
                .side = side,
                .type = type,
                .time_in_force = time_in_force,
                .self_trade_prevention = self_trade_prevention,
                .validate_only = false,
                .client_id = client_id,
                .price = price,
                .quantity = quantity,
                .budget_or_expiry = budget_or_expiry,
                .deadline = deadline};
    }
};

}  // namespace divmid
