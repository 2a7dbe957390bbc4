// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/order_words.hpp"

namespace divmid::gateway {

using storage::OrderStatus;

std::string_view text_of(OrderStatus status) {
    switch (status) {
        case OrderStatus::open:
            return "NEW";
        case OrderStatus::partially_filled:
            return "PARTIALLY_FILLED";
        case OrderStatus::filled:
            return "FILLED";
        case OrderStatus::canceled:
            return "CANCELED";
        case OrderStatus::expired:
            return "EXPIRED";
        case OrderStatus::pending:
            return "PENDING_NEW";
        case OrderStatus::prevented:
            return "EXPIRED_IN_MATCH";
    }
    return "EXPIRED";
}

std::string_view text_of(OrderType type) {
    switch (type) {
        case OrderType::limit:
            return "LIMIT";
        case OrderType::limit_maker:
            return "LIMIT_MAKER";
        case OrderType::market:
        case OrderType::market_by_budget:
            return "MARKET";
    }
    return "LIMIT";
}

std::string_view text_of(TimeInForce time_in_force) {
    switch (time_in_force) {
        case TimeInForce::immediate_or_cancel:
            return "IOC";
        case TimeInForce::fill_or_kill:
            return "FOK";
        case TimeInForce::good_till_canceled:
        case TimeInForce::good_till_date:
            return "GTC";
    }
    return "GTC";
}

std::string_view text_of(Side side) {
    return side == Side::buy ? "BUY" : "SELL";
}

std::string_view text_of(EndReason reason) {
    switch (reason) {
        case EndReason::unfilled_ioc:
            return "UNFILLED_IOC_QUANTITY_EXPIRED";
        case EndReason::unfilled_fok:
            return "UNFILLED_FOK_ORDER_EXPIRED";
        case EndReason::insufficient_liquidity:
            return "INSUFFICIENT_LIQUIDITY";
        case EndReason::sibling_worked:
            return "OCO_TRIGGER";
        case EndReason::outside_band:
            return "EXECUTION_RULE_PRICE_RANGE_EXCEEDED";
        case EndReason::canceled_by_exchange:
        case EndReason::killed:
            return "EXCHANGE_CANCELED";
        case EndReason::no_funds_to_start:
        case EndReason::refused_at_start:
            return "REJECTED";
        case EndReason::auction_unfilled:
            return "INSUFFICIENT_LIQUIDITY";
        case EndReason::working_order_ended:
            return "OTO_PHASE_ONE_EXPIRED";
        case EndReason::prevented:
        case EndReason::list_canceled:
        case EndReason::session_ended:
        case EndReason::dead_man:
        case EndReason::filled:
        case EndReason::canceled_by_owner:
        case EndReason::expired_at_date:
        case EndReason::budget_spent:
            return {};
    }
    return {};
}

}  // namespace divmid::gateway
