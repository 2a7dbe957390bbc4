// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include "engine/command.hpp"
#include "engine/event.hpp"

namespace divmid::storage {

/// The fields of each kind in the order of their columns on disk: what writes and what reads both
/// take them from here. The order never changes; a text is two columns, length and offset.
template <class T>
inline constexpr auto kFields = std::tuple<>{};

template <>
inline constexpr auto kFields<PlaceOrder> =
    std::tuple{&PlaceOrder::account,       &PlaceOrder::key,
               &PlaceOrder::market,        &PlaceOrder::side,
               &PlaceOrder::type,          &PlaceOrder::time_in_force,
               &PlaceOrder::validate_only, &PlaceOrder::self_trade_prevention,
               &PlaceOrder::client_id,     &PlaceOrder::price,
               &PlaceOrder::quantity,      &PlaceOrder::budget_or_expiry,
               &PlaceOrder::deadline};
template <>
inline constexpr auto kFields<CancelOrder> = std::tuple{
    &CancelOrder::account,   &CancelOrder::key,       &CancelOrder::market,  &CancelOrder::order,
    &CancelOrder::client_id, &CancelOrder::cancel_id, &CancelOrder::deadline};
template <>
inline constexpr auto kFields<CancelAll> =
    std::tuple{&CancelAll::account, &CancelAll::key, &CancelAll::market, &CancelAll::deadline};
template <>
inline constexpr auto kFields<CancelOrderIf> =
    std::tuple{&CancelOrderIf::account,  &CancelOrderIf::key,        &CancelOrderIf::market,
               &CancelOrderIf::order,    &CancelOrderIf::client_id,  &CancelOrderIf::cancel_id,
               &CancelOrderIf::deadline, &CancelOrderIf::restriction};
template <>
inline constexpr auto kFields<ReplaceOrder> = std::tuple{&ReplaceOrder::account,
                                                         &ReplaceOrder::key,
                                                         &ReplaceOrder::market,
                                                         &ReplaceOrder::side,
                                                         &ReplaceOrder::type,
                                                         &ReplaceOrder::time_in_force,
                                                         &ReplaceOrder::self_trade_prevention,
                                                         &ReplaceOrder::client_id,
                                                         &ReplaceOrder::price,
                                                         &ReplaceOrder::quantity,
                                                         &ReplaceOrder::budget_or_expiry,
                                                         &ReplaceOrder::deadline,
                                                         &ReplaceOrder::mode,
                                                         &ReplaceOrder::restriction,
                                                         &ReplaceOrder::replaced,
                                                         &ReplaceOrder::replaced_client_id,
                                                         &ReplaceOrder::cancel_id};
template <>
inline constexpr auto kFields<ListAsset> = std::tuple{&ListAsset::symbol, &ListAsset::scale};
template <>
inline constexpr auto kFields<ListMarket> =
    std::tuple{&ListMarket::symbol,          &ListMarket::base,
               &ListMarket::quote,           &ListMarket::tick_size,
               &ListMarket::lot_size,        &ListMarket::price_min,
               &ListMarket::price_max,       &ListMarket::quantity_min,
               &ListMarket::quantity_max,    &ListMarket::notional_min,
               &ListMarket::open_orders_max, &ListMarket::maker_fee,
               &ListMarket::taker_fee};
template <>
inline constexpr auto kFields<AddKey> = std::tuple{
    &AddKey::account, &AddKey::scopes, &AddKey::algorithm, &AddKey::name, &AddKey::public_key};
template <>
inline constexpr auto kFields<RevokeKey> = std::tuple{&RevokeKey::key};
template <>
inline constexpr auto kFields<Deposit> =
    std::tuple{&Deposit::account, &Deposit::asset, &Deposit::amount, &Deposit::note};

template <>
inline constexpr auto kFields<CommandRefused> =
    std::tuple{&CommandRefused::reason, &CommandRefused::market, &CommandRefused::account};
template <>
inline constexpr auto kFields<OrderAccepted> = std::tuple{&OrderAccepted::order,
                                                          &OrderAccepted::account,
                                                          &OrderAccepted::market,
                                                          &OrderAccepted::side,
                                                          &OrderAccepted::type,
                                                          &OrderAccepted::time_in_force,
                                                          &OrderAccepted::client_id,
                                                          &OrderAccepted::self_trade_prevention,
                                                          &OrderAccepted::price,
                                                          &OrderAccepted::lots,
                                                          &OrderAccepted::maker_fee,
                                                          &OrderAccepted::taker_fee,
                                                          &OrderAccepted::budget_or_expiry};
template <>
inline constexpr auto kFields<TradeExecuted> = std::tuple{
    &TradeExecuted::trade,       &TradeExecuted::maker_order, &TradeExecuted::taker_order,
    &TradeExecuted::maker,       &TradeExecuted::taker,       &TradeExecuted::price,
    &TradeExecuted::lots,        &TradeExecuted::maker_fee,   &TradeExecuted::taker_fee,
    &TradeExecuted::market,      &TradeExecuted::taker_side,  &TradeExecuted::maker_filled,
    &TradeExecuted::taker_filled};
template <>
inline constexpr auto kFields<OrderRested> =
    std::tuple{&OrderRested::order, &OrderRested::account, &OrderRested::price,
               &OrderRested::lots,  &OrderRested::market,  &OrderRested::side};
template <>
inline constexpr auto kFields<OrderCanceled> = std::tuple{
    &OrderCanceled::order,  &OrderCanceled::account, &OrderCanceled::price, &OrderCanceled::lots,
    &OrderCanceled::market, &OrderCanceled::side,    &OrderCanceled::reason};
template <>
inline constexpr auto kFields<OrderExpired> = std::tuple{
    &OrderExpired::order,  &OrderExpired::account, &OrderExpired::price, &OrderExpired::lots,
    &OrderExpired::market, &OrderExpired::side,    &OrderExpired::reason};
template <>
inline constexpr auto kFields<OrderValidated> =
    std::tuple{&OrderValidated::account, &OrderValidated::market, &OrderValidated::maker_fee,
               &OrderValidated::taker_fee};
template <>
inline constexpr auto kFields<ReplaceFailed> =
    std::tuple{&ReplaceFailed::cancel, &ReplaceFailed::place, &ReplaceFailed::account,
               &ReplaceFailed::market, &ReplaceFailed::order};
template <>
inline constexpr auto kFields<AssetListed> =
    std::tuple{&AssetListed::asset, &AssetListed::scale, &AssetListed::symbol};
template <>
inline constexpr auto kFields<MarketListed> = std::tuple{
    &MarketListed::market,          &MarketListed::base,         &MarketListed::quote,
    &MarketListed::symbol,          &MarketListed::tick_size,    &MarketListed::lot_size,
    &MarketListed::price_min,       &MarketListed::price_max,    &MarketListed::lots_min,
    &MarketListed::lots_max,        &MarketListed::notional_min, &MarketListed::lot_tick_value,
    &MarketListed::open_orders_max, &MarketListed::maker_fee,    &MarketListed::taker_fee};
template <>
inline constexpr auto kFields<AccountOpened> = std::tuple{&AccountOpened::account};
template <>
inline constexpr auto kFields<KeyAdded> =
    std::tuple{&KeyAdded::key,       &KeyAdded::account, &KeyAdded::scopes,
               &KeyAdded::algorithm, &KeyAdded::name,    &KeyAdded::public_key};
template <>
inline constexpr auto kFields<KeyRevoked> = std::tuple{&KeyRevoked::key, &KeyRevoked::account};
template <>
inline constexpr auto kFields<Deposited> =
    std::tuple{&Deposited::account, &Deposited::asset, &Deposited::amount};

template <class Field>
inline constexpr std::size_t kColumnsOf =
    std::is_same_v<std::remove_cvref_t<Field>, TextRef> ? 2 : 1;

/// How many columns the kind has.
template <class T>
inline constexpr std::size_t kWidth = std::apply(
    [](auto... field) {
        return (std::size_t{0} + ... + kColumnsOf<decltype(std::declval<T&>().*field)>);
    },
    kFields<T>);

/// Calls `visitor(a.field, b.field, column)` for each field of two values of one kind.
template <class T, class U, class Visitor>
constexpr void each_field(T& a, U& b, Visitor&& visitor) {
    std::apply(
        [&](auto... field) {
            std::size_t column = 0;
            [[maybe_unused]] auto one = [&](auto& x, auto& y) {  // Kinds without fields.
                visitor(x, y, column);
                column += kColumnsOf<decltype(x)>;
            };
            (one(a.*field, b.*field), ...);
        },
        kFields<std::remove_cv_t<T>>);
}

}  // namespace divmid::storage
