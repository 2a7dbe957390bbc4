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

std::string_view text_of(OrderType type, Trigger trigger) {
    const bool is_market = type == OrderType::market || type == OrderType::market_by_budget;
    switch (trigger) {
        case Trigger::stop_loss:
            return is_market ? "STOP_LOSS" : "STOP_LOSS_LIMIT";
        case Trigger::take_profit:
            return is_market ? "TAKE_PROFIT" : "TAKE_PROFIT_LIMIT";
        case Trigger::none:
            break;
    }
    if (is_market) return "MARKET";
    return type == OrderType::limit_maker ? "LIMIT_MAKER" : "LIMIT";
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

std::string_view text_of(SelfTradePrevention mode) {
    switch (mode) {
        case SelfTradePrevention::none:
            return "NONE";
        case SelfTradePrevention::expire_taker:
            return "EXPIRE_TAKER";
        case SelfTradePrevention::expire_maker:
            return "EXPIRE_MAKER";
        case SelfTradePrevention::expire_both:
            return "EXPIRE_BOTH";
        case SelfTradePrevention::decrement:
            return "DECREMENT";
    }
    return "NONE";
}

std::string_view text_of(Peg peg) {
    return peg == Peg::market ? "MARKET_PEG" : "PRIMARY_PEG";
}

std::string_view text_of(ListKind kind) {
    return kind == ListKind::one_cancels_other ? "OCO" : "OTO";
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
