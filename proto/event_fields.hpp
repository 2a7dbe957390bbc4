// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tuple>

#include "engine/event.hpp"
#include "proto/fields.hpp"
#include "proto/journal.pb.h"

namespace divmid::proto {

// Which message stands for which event, and their place in journal::Event.

template <>
struct Fields<CommandRefused> {
    using Message = journal::CommandRefused;
    static constexpr auto get = &journal::Event::command_refused;
    static constexpr auto make = &journal::Event::mutable_command_refused;
    static constexpr std::tuple list{
        field(&Message::reason, &Message::set_reason, &CommandRefused::reason),
        field(&Message::market, &Message::set_market, &CommandRefused::market),
        field(&Message::account, &Message::set_account, &CommandRefused::account)};
};

template <>
struct Fields<OrderAccepted> {
    using Message = journal::OrderAccepted;
    static constexpr auto get = &journal::Event::order_accepted;
    static constexpr auto make = &journal::Event::mutable_order_accepted;
    static constexpr std::tuple list{
        field(&Message::order, &Message::set_order, &OrderAccepted::order),
        field(&Message::account, &Message::set_account, &OrderAccepted::account),
        field(&Message::market, &Message::set_market, &OrderAccepted::market),
        field(&Message::side, &Message::set_side, &OrderAccepted::side),
        field(&Message::type, &Message::set_type, &OrderAccepted::type),
        field(&Message::time_in_force, &Message::set_time_in_force, &OrderAccepted::time_in_force),
        field(&Message::self_trade_prevention, &Message::set_self_trade_prevention,
              &OrderAccepted::self_trade_prevention),
        field(&Message::client_id, &Message::mutable_client_id, &OrderAccepted::client_id),
        field(&Message::price_ticks, &Message::set_price_ticks, &OrderAccepted::price),
        field(&Message::lots, &Message::set_lots, &OrderAccepted::lots),
        field(&Message::maker_fee, &Message::set_maker_fee, &OrderAccepted::maker_fee),
        field(&Message::taker_fee, &Message::set_taker_fee, &OrderAccepted::taker_fee),
        field(&Message::budget_or_expiry, &Message::set_budget_or_expiry,
              &OrderAccepted::budget_or_expiry)};
};

template <>
struct Fields<TradeExecuted> {
    using Message = journal::TradeExecuted;
    static constexpr auto get = &journal::Event::trade_executed;
    static constexpr auto make = &journal::Event::mutable_trade_executed;
    static constexpr std::tuple list{
        field(&Message::trade, &Message::set_trade, &TradeExecuted::trade),
        field(&Message::maker_order, &Message::set_maker_order, &TradeExecuted::maker_order),
        field(&Message::taker_order, &Message::set_taker_order, &TradeExecuted::taker_order),
        field(&Message::maker, &Message::set_maker, &TradeExecuted::maker),
        field(&Message::taker, &Message::set_taker, &TradeExecuted::taker),
        field(&Message::price_ticks, &Message::set_price_ticks, &TradeExecuted::price),
        field(&Message::lots, &Message::set_lots, &TradeExecuted::lots),
        field(&Message::maker_fee, &Message::set_maker_fee, &TradeExecuted::maker_fee),
        field(&Message::taker_fee, &Message::set_taker_fee, &TradeExecuted::taker_fee),
        field(&Message::market, &Message::set_market, &TradeExecuted::market),
        field(&Message::taker_side, &Message::set_taker_side, &TradeExecuted::taker_side),
        field(&Message::maker_filled, &Message::set_maker_filled, &TradeExecuted::maker_filled),
        field(&Message::taker_filled, &Message::set_taker_filled, &TradeExecuted::taker_filled)};
};

template <>
struct Fields<OrderRested> {
    using Message = journal::OrderRested;
    static constexpr auto get = &journal::Event::order_rested;
    static constexpr auto make = &journal::Event::mutable_order_rested;
    static constexpr std::tuple list{
        field(&Message::order, &Message::set_order, &OrderRested::order),
        field(&Message::account, &Message::set_account, &OrderRested::account),
        field(&Message::price_ticks, &Message::set_price_ticks, &OrderRested::price),
        field(&Message::lots, &Message::set_lots, &OrderRested::lots),
        field(&Message::market, &Message::set_market, &OrderRested::market),
        field(&Message::side, &Message::set_side, &OrderRested::side)};
};

template <>
struct Fields<OrderCanceled> {
    using Message = journal::OrderCanceled;
    static constexpr auto get = &journal::Event::order_canceled;
    static constexpr auto make = &journal::Event::mutable_order_canceled;
    static constexpr std::tuple list{
        field(&Message::order, &Message::set_order, &OrderCanceled::order),
        field(&Message::account, &Message::set_account, &OrderCanceled::account),
        field(&Message::price_ticks, &Message::set_price_ticks, &OrderCanceled::price),
        field(&Message::lots, &Message::set_lots, &OrderCanceled::lots),
        field(&Message::market, &Message::set_market, &OrderCanceled::market),
        field(&Message::side, &Message::set_side, &OrderCanceled::side),
        field(&Message::reason, &Message::set_reason, &OrderCanceled::reason)};
};

template <>
struct Fields<OrderExpired> {
    using Message = journal::OrderExpired;
    static constexpr auto get = &journal::Event::order_expired;
    static constexpr auto make = &journal::Event::mutable_order_expired;
    static constexpr std::tuple list{
        field(&Message::order, &Message::set_order, &OrderExpired::order),
        field(&Message::account, &Message::set_account, &OrderExpired::account),
        field(&Message::price_ticks, &Message::set_price_ticks, &OrderExpired::price),
        field(&Message::lots, &Message::set_lots, &OrderExpired::lots),
        field(&Message::market, &Message::set_market, &OrderExpired::market),
        field(&Message::side, &Message::set_side, &OrderExpired::side),
        field(&Message::reason, &Message::set_reason, &OrderExpired::reason)};
};

template <>
struct Fields<OrderValidated> {
    using Message = journal::OrderValidated;
    static constexpr auto get = &journal::Event::order_validated;
    static constexpr auto make = &journal::Event::mutable_order_validated;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &OrderValidated::account),
        field(&Message::market, &Message::set_market, &OrderValidated::market),
        field(&Message::maker_fee, &Message::set_maker_fee, &OrderValidated::maker_fee),
        field(&Message::taker_fee, &Message::set_taker_fee, &OrderValidated::taker_fee)};
};

template <>
struct Fields<ReplaceFailed> {
    using Message = journal::ReplaceFailed;
    static constexpr auto get = &journal::Event::replace_failed;
    static constexpr auto make = &journal::Event::mutable_replace_failed;
    static constexpr std::tuple list{
        field(&Message::cancel, &Message::set_cancel, &ReplaceFailed::cancel),
        field(&Message::place, &Message::set_place, &ReplaceFailed::place),
        field(&Message::account, &Message::set_account, &ReplaceFailed::account),
        field(&Message::market, &Message::set_market, &ReplaceFailed::market),
        field(&Message::order, &Message::set_order, &ReplaceFailed::order)};
};

template <>
struct Fields<AssetListed> {
    using Message = journal::AssetListed;
    static constexpr auto get = &journal::Event::asset_listed;
    static constexpr auto make = &journal::Event::mutable_asset_listed;
    static constexpr std::tuple list{
        field(&Message::asset, &Message::set_asset, &AssetListed::asset),
        field(&Message::scale, &Message::set_scale, &AssetListed::scale),
        field(&Message::symbol, &Message::mutable_symbol, &AssetListed::symbol)};
};

template <>
struct Fields<MarketListed> {
    using Message = journal::MarketListed;
    static constexpr auto get = &journal::Event::market_listed;
    static constexpr auto make = &journal::Event::mutable_market_listed;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &MarketListed::market),
        field(&Message::base, &Message::set_base, &MarketListed::base),
        field(&Message::quote, &Message::set_quote, &MarketListed::quote),
        field(&Message::symbol, &Message::mutable_symbol, &MarketListed::symbol),
        field(&Message::tick_size, &Message::set_tick_size, &MarketListed::tick_size),
        field(&Message::lot_size, &Message::set_lot_size, &MarketListed::lot_size),
        field(&Message::price_min_ticks, &Message::set_price_min_ticks, &MarketListed::price_min),
        field(&Message::price_max_ticks, &Message::set_price_max_ticks, &MarketListed::price_max),
        field(&Message::lots_min, &Message::set_lots_min, &MarketListed::lots_min),
        field(&Message::lots_max, &Message::set_lots_max, &MarketListed::lots_max),
        field(&Message::notional_min, &Message::set_notional_min, &MarketListed::notional_min),
        field(&Message::lot_tick_value, &Message::set_lot_tick_value,
              &MarketListed::lot_tick_value),
        field(&Message::open_orders_max, &Message::set_open_orders_max,
              &MarketListed::open_orders_max),
        field(&Message::maker_fee, &Message::set_maker_fee, &MarketListed::maker_fee),
        field(&Message::taker_fee, &Message::set_taker_fee, &MarketListed::taker_fee)};
};

template <>
struct Fields<AccountOpened> {
    using Message = journal::AccountOpened;
    static constexpr auto get = &journal::Event::account_opened;
    static constexpr auto make = &journal::Event::mutable_account_opened;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &AccountOpened::account)};
};

template <>
struct Fields<KeyAdded> {
    using Message = journal::KeyAdded;
    static constexpr auto get = &journal::Event::key_added;
    static constexpr auto make = &journal::Event::mutable_key_added;
    static constexpr std::tuple list{
        field(&Message::key, &Message::set_key, &KeyAdded::key),
        field(&Message::account, &Message::set_account, &KeyAdded::account),
        field(&Message::scopes, &Message::set_scopes, &KeyAdded::scopes),
        field(&Message::algorithm, &Message::set_algorithm, &KeyAdded::algorithm),
        field(&Message::name, &Message::mutable_name, &KeyAdded::name),
        field(&Message::public_key, &Message::mutable_public_key, &KeyAdded::public_key)};
};

template <>
struct Fields<KeyRevoked> {
    using Message = journal::KeyRevoked;
    static constexpr auto get = &journal::Event::key_revoked;
    static constexpr auto make = &journal::Event::mutable_key_revoked;
    static constexpr std::tuple list{
        field(&Message::key, &Message::set_key, &KeyRevoked::key),
        field(&Message::account, &Message::set_account, &KeyRevoked::account)};
};

template <>
struct Fields<Deposited> {
    using Message = journal::Deposited;
    static constexpr auto get = &journal::Event::deposited;
    static constexpr auto make = &journal::Event::mutable_deposited;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &Deposited::account),
        field(&Message::asset, &Message::set_asset, &Deposited::asset),
        field(&Message::amount, &Message::set_amount, &Deposited::amount)};
};

}  // namespace divmid::proto
