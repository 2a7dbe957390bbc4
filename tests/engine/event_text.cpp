// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/event_text.hpp"

#include "tests/engine/event_line.hpp"

namespace divmid {
namespace {

// Structured bindings name every field: a new one does not compile until it is compared too.

std::string text(const CommandRefused& event) {
    const auto& [reason, market, account] = event;
    return line("CommandRefused", reason, market, account);
}

std::string text(const OrderAccepted& event) {
    const auto& [order, account, market, side, type, time_in_force, stp, client_id, price, lots,
                 maker_fee, taker_fee, budget_or_expiry] = event;
    return line("OrderAccepted", order, account, market, side, type, time_in_force, stp, client_id,
                price, lots, maker_fee, taker_fee, budget_or_expiry);
}

std::string text(const OrderRested& event) {
    const auto& [order, account, price, lots, market, side] = event;
    return line("OrderRested", order, account, price, lots, market, side);
}

std::string text(const OrderCanceled& event) {
    const auto& [order, account, price, lots, market, side, reason] = event;
    return line("OrderCanceled", order, account, price, lots, market, side, reason);
}

std::string text(const OrderExpired& event) {
    const auto& [order, account, price, lots, market, side, reason] = event;
    return line("OrderExpired", order, account, price, lots, market, side, reason);
}

std::string text(const OrderValidated& event) {
    const auto& [account, market, maker_fee, taker_fee] = event;
    return line("OrderValidated", account, market, maker_fee, taker_fee);
}

std::string text(const ReplaceFailed& event) {
    const auto& [cancel, place, account, market, order] = event;
    return line("ReplaceFailed", cancel, place, account, market, order);
}

std::string text(const AssetListed& event) {
    const auto& [asset, scale, symbol] = event;
    return line("AssetListed", asset, scale, symbol);
}

std::string text(const MarketListed& event) {
    const auto& [market, base, quote, symbol, tick_size, lot_size, price_min, price_max, lots_min,
                 lots_max, notional_min, lot_tick_value, open_orders_max, maker_fee, taker_fee] =
        event;
    return line("MarketListed", market, base, quote, symbol, tick_size, lot_size, price_min,
                price_max, lots_min, lots_max, notional_min, lot_tick_value, open_orders_max,
                maker_fee, taker_fee);
}

std::string text(const AccountOpened& event) {
    return line("AccountOpened", event.account);
}

std::string text(const KeyAdded& event) {
    const auto& [key, account, scopes, algorithm, name, public_key] = event;
    return line("KeyAdded", key, account, scopes, algorithm, name, public_key);
}

std::string text(const KeyRevoked& event) {
    const auto& [key, account] = event;
    return line("KeyRevoked", key, account);
}

std::string text(const Deposited& event) {
    const auto& [account, asset, amount] = event;
    return line("Deposited", account, asset, amount);
}

}  // namespace

std::string text(const TradeExecuted& event) {
    const auto& [trade, maker_order, taker_order, maker, taker, price, lots, maker_fee, taker_fee,
                 market, taker_side, maker_filled, taker_filled] = event;
    return line("TradeExecuted", trade, maker_order, taker_order, maker, taker, price, lots,
                maker_fee, taker_fee, market, taker_side, maker_filled, taker_filled);
}

std::vector<std::string> lines(const Events& events) {
    std::vector<std::string> lines;
    events.visit([&](std::size_t cause, const auto& event) {
        const std::string head = cause == Events::kTimer ? "timer" : std::to_string(cause);
        lines.push_back(head + ": " + text(event));
    });
    return lines;
}

}  // namespace divmid
