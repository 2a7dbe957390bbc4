// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/event_text.hpp"

#include <type_traits>

namespace divmid {
namespace {

/// A name and what follows it, field by field.
class Line {
public:
    explicit Line(std::string_view name) : text_{name} {}

    template <class Meaning, class Rep>
    Line& operator()(Strong<Meaning, Rep> field) {
        return number(field.value());
    }
    template <class Number>
        requires std::is_arithmetic_v<Number>
    Line& operator()(Number field) {
        return number(field);
    }
    template <class Enum>
        requires std::is_enum_v<Enum>
    Line& operator()(Enum field) {
        return number(static_cast<std::underlying_type_t<Enum>>(field));
    }
    Line& operator()(TextRef field) { return number(field.offset).number(field.length); }

    std::string take() { return std::move(text_); }

private:
    Line& number(auto value) {
        text_ += ' ';
        text_ += std::to_string(value);
        return *this;
    }

    std::string text_;
};

// Structured bindings name every field: a new one does not compile until it is compared too.

std::string text(const CommandRefused& event) {
    const auto& [reason, market, account] = event;
    return Line{"CommandRefused"}(reason)(market)(account).take();
}

std::string text(const OrderAccepted& event) {
    const auto& [order, account, market, side, type, time_in_force, stp, client_id, price, lots,
                 maker_fee, taker_fee, budget_or_expiry] = event;
    return Line{"OrderAccepted"}(
               order)(account)(market)(side)(type)(time_in_force)(stp)(client_id)(price)(lots)(maker_fee)(taker_fee)(budget_or_expiry)
        .take();
}

std::string text(const TradeExecuted& event) {
    const auto& [trade, maker_order, taker_order, maker, taker, price, lots, maker_fee, taker_fee,
                 market, taker_side, maker_filled, taker_filled] = event;
    return Line{"TradeExecuted"}(
               trade)(maker_order)(taker_order)(maker)(taker)(price)(lots)(maker_fee)(taker_fee)(market)(taker_side)(maker_filled)(taker_filled)
        .take();
}

std::string text(const OrderRested& event) {
    const auto& [order, account, price, lots, market, side] = event;
    return Line{"OrderRested"}(order)(account)(price)(lots)(market)(side).take();
}

std::string text(const OrderCanceled& event) {
    const auto& [order, account, price, lots, market, side, reason] = event;
    return Line{"OrderCanceled"}(order)(account)(price)(lots)(market)(side)(reason).take();
}

std::string text(const OrderExpired& event) {
    const auto& [order, account, price, lots, market, side, reason] = event;
    return Line{"OrderExpired"}(order)(account)(price)(lots)(market)(side)(reason).take();
}

std::string text(const OrderValidated& event) {
    const auto& [account, market, maker_fee, taker_fee] = event;
    return Line{"OrderValidated"}(account)(market)(maker_fee)(taker_fee).take();
}

std::string text(const AssetListed& event) {
    const auto& [asset, scale, symbol] = event;
    return Line{"AssetListed"}(asset)(scale)(symbol).take();
}

std::string text(const MarketListed& event) {
    const auto& [market, base, quote, symbol, tick_size, lot_size, price_min, price_max, lots_min,
                 lots_max, notional_min, lot_tick_value, open_orders_max, maker_fee, taker_fee] =
        event;
    return Line{"MarketListed"}(
               market)(base)(quote)(symbol)(tick_size)(lot_size)(price_min)(price_max)(lots_min)(lots_max)(notional_min)(lot_tick_value)(open_orders_max)(maker_fee)(taker_fee)
        .take();
}

std::string text(const AccountOpened& event) {
    return Line{"AccountOpened"}(event.account).take();
}

std::string text(const KeyAdded& event) {
    const auto& [key, account, scopes, algorithm, name, public_key] = event;
    return Line{"KeyAdded"}(key)(account)(scopes)(algorithm)(name)(public_key).take();
}

std::string text(const KeyRevoked& event) {
    const auto& [key, account] = event;
    return Line{"KeyRevoked"}(key)(account).take();
}

std::string text(const Deposited& event) {
    const auto& [account, asset, amount] = event;
    return Line{"Deposited"}(account)(asset)(amount).take();
}

}  // namespace

std::vector<std::string> lines(const Events& events) {
    std::vector<std::string> lines;
    events.visit([&](std::size_t cause, const auto& event) {
        const std::string head = cause == Events::kTimer ? "timer" : std::to_string(cause);
        lines.push_back(head + ": " + text(event));
    });
    return lines;
}

}  // namespace divmid
