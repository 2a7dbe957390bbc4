// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tuple>

#include "engine/command.hpp"
#include "proto/fields.hpp"
#include "proto/journal.pb.h"

namespace divmid::proto {

// Which message stands for which command, and their place in journal::Command.

template <>
struct Fields<PlaceOrder> {
    using Message = journal::PlaceOrder;
    static constexpr auto get = &journal::Command::place_order;
    static constexpr auto make = &journal::Command::mutable_place_order;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &PlaceOrder::account),
        field(&Message::key, &Message::set_key, &PlaceOrder::key),
        field(&Message::market, &Message::set_market, &PlaceOrder::market),
        field(&Message::side, &Message::set_side, &PlaceOrder::side),
        field(&Message::type, &Message::set_type, &PlaceOrder::type),
        field(&Message::time_in_force, &Message::set_time_in_force, &PlaceOrder::time_in_force),
        field(&Message::self_trade_prevention, &Message::set_self_trade_prevention,
              &PlaceOrder::self_trade_prevention),
        field(&Message::validate_only, &Message::set_validate_only, &PlaceOrder::validate_only),
        field(&Message::client_id, &Message::mutable_client_id, &PlaceOrder::client_id),
        field(&Message::price, &Message::set_price, &PlaceOrder::price),
        field(&Message::quantity, &Message::set_quantity, &PlaceOrder::quantity),
        field(&Message::budget_or_expiry, &Message::set_budget_or_expiry,
              &PlaceOrder::budget_or_expiry),
        field(&Message::deadline, &Message::set_deadline, &PlaceOrder::deadline)};
};

template <>
struct Fields<CancelOrder> {
    using Message = journal::CancelOrder;
    static constexpr auto get = &journal::Command::cancel_order;
    static constexpr auto make = &journal::Command::mutable_cancel_order;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &CancelOrder::account),
        field(&Message::key, &Message::set_key, &CancelOrder::key),
        field(&Message::market, &Message::set_market, &CancelOrder::market),
        field(&Message::client_id, &Message::mutable_client_id, &CancelOrder::client_id),
        field(&Message::order, &Message::set_order, &CancelOrder::order),
        field(&Message::cancel_id, &Message::mutable_cancel_id, &CancelOrder::cancel_id),
        field(&Message::deadline, &Message::set_deadline, &CancelOrder::deadline)};
};

template <>
struct Fields<CancelAll> {
    using Message = journal::CancelAll;
    static constexpr auto get = &journal::Command::cancel_all;
    static constexpr auto make = &journal::Command::mutable_cancel_all;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &CancelAll::account),
        field(&Message::key, &Message::set_key, &CancelAll::key),
        field(&Message::market, &Message::set_market, &CancelAll::market),
        field(&Message::deadline, &Message::set_deadline, &CancelAll::deadline)};
};

template <>
struct Fields<CancelOrderIf> {
    using Message = journal::CancelOrderIf;
    static constexpr auto get = &journal::Command::cancel_order_if;
    static constexpr auto make = &journal::Command::mutable_cancel_order_if;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &CancelOrderIf::account),
        field(&Message::key, &Message::set_key, &CancelOrderIf::key),
        field(&Message::market, &Message::set_market, &CancelOrderIf::market),
        field(&Message::client_id, &Message::mutable_client_id, &CancelOrderIf::client_id),
        field(&Message::order, &Message::set_order, &CancelOrderIf::order),
        field(&Message::cancel_id, &Message::mutable_cancel_id, &CancelOrderIf::cancel_id),
        field(&Message::deadline, &Message::set_deadline, &CancelOrderIf::deadline),
        field(&Message::restriction, &Message::set_restriction, &CancelOrderIf::restriction)};
};

template <>
struct Fields<ReplaceOrder> {
    using Message = journal::ReplaceOrder;
    static constexpr auto get = &journal::Command::replace_order;
    static constexpr auto make = &journal::Command::mutable_replace_order;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &ReplaceOrder::account),
        field(&Message::key, &Message::set_key, &ReplaceOrder::key),
        field(&Message::market, &Message::set_market, &ReplaceOrder::market),
        field(&Message::side, &Message::set_side, &ReplaceOrder::side),
        field(&Message::type, &Message::set_type, &ReplaceOrder::type),
        field(&Message::time_in_force, &Message::set_time_in_force, &ReplaceOrder::time_in_force),
        field(&Message::self_trade_prevention, &Message::set_self_trade_prevention,
              &ReplaceOrder::self_trade_prevention),
        field(&Message::client_id, &Message::mutable_client_id, &ReplaceOrder::client_id),
        field(&Message::price, &Message::set_price, &ReplaceOrder::price),
        field(&Message::quantity, &Message::set_quantity, &ReplaceOrder::quantity),
        field(&Message::budget_or_expiry, &Message::set_budget_or_expiry,
              &ReplaceOrder::budget_or_expiry),
        field(&Message::deadline, &Message::set_deadline, &ReplaceOrder::deadline),
        field(&Message::mode, &Message::set_mode, &ReplaceOrder::mode),
        field(&Message::restriction, &Message::set_restriction, &ReplaceOrder::restriction),
        field(&Message::replaced_client_id, &Message::mutable_replaced_client_id,
              &ReplaceOrder::replaced_client_id),
        field(&Message::replaced, &Message::set_replaced, &ReplaceOrder::replaced),
        field(&Message::cancel_id, &Message::mutable_cancel_id, &ReplaceOrder::cancel_id)};
};

template <>
struct Fields<ListAsset> {
    using Message = journal::ListAsset;
    static constexpr auto get = &journal::Command::list_asset;
    static constexpr auto make = &journal::Command::mutable_list_asset;
    static constexpr std::tuple list{
        field(&Message::symbol, &Message::mutable_symbol, &ListAsset::symbol),
        field(&Message::scale, &Message::set_scale, &ListAsset::scale)};
};

template <>
struct Fields<ListMarket> {
    using Message = journal::ListMarket;
    static constexpr auto get = &journal::Command::list_market;
    static constexpr auto make = &journal::Command::mutable_list_market;
    static constexpr std::tuple list{
        field(&Message::symbol, &Message::mutable_symbol, &ListMarket::symbol),
        field(&Message::base, &Message::set_base, &ListMarket::base),
        field(&Message::quote, &Message::set_quote, &ListMarket::quote),
        field(&Message::tick_size, &Message::set_tick_size, &ListMarket::tick_size),
        field(&Message::lot_size, &Message::set_lot_size, &ListMarket::lot_size),
        field(&Message::price_min, &Message::set_price_min, &ListMarket::price_min),
        field(&Message::price_max, &Message::set_price_max, &ListMarket::price_max),
        field(&Message::quantity_min, &Message::set_quantity_min, &ListMarket::quantity_min),
        field(&Message::quantity_max, &Message::set_quantity_max, &ListMarket::quantity_max),
        field(&Message::notional_min, &Message::set_notional_min, &ListMarket::notional_min),
        field(&Message::open_orders_max, &Message::set_open_orders_max,
              &ListMarket::open_orders_max),
        field(&Message::maker_fee, &Message::set_maker_fee, &ListMarket::maker_fee),
        field(&Message::taker_fee, &Message::set_taker_fee, &ListMarket::taker_fee)};
};

template <>
struct Fields<OpenAccount> {
    using Message = journal::OpenAccount;
    static constexpr auto get = &journal::Command::open_account;
    static constexpr auto make = &journal::Command::mutable_open_account;
    static constexpr std::tuple<> list{};
};

template <>
struct Fields<AddKey> {
    using Message = journal::AddKey;
    static constexpr auto get = &journal::Command::add_key;
    static constexpr auto make = &journal::Command::mutable_add_key;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &AddKey::account),
        field(&Message::scopes, &Message::set_scopes, &AddKey::scopes),
        field(&Message::algorithm, &Message::set_algorithm, &AddKey::algorithm),
        field(&Message::name, &Message::mutable_name, &AddKey::name),
        field(&Message::public_key, &Message::mutable_public_key, &AddKey::public_key)};
};

template <>
struct Fields<RevokeKey> {
    using Message = journal::RevokeKey;
    static constexpr auto get = &journal::Command::revoke_key;
    static constexpr auto make = &journal::Command::mutable_revoke_key;
    static constexpr std::tuple list{field(&Message::key, &Message::set_key, &RevokeKey::key)};
};

template <>
struct Fields<Deposit> {
    using Message = journal::Deposit;
    static constexpr auto get = &journal::Command::deposit;
    static constexpr auto make = &journal::Command::mutable_deposit;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &Deposit::account),
        field(&Message::asset, &Message::set_asset, &Deposit::asset),
        field(&Message::amount, &Message::set_amount, &Deposit::amount),
        field(&Message::note, &Message::mutable_note, &Deposit::note)};
};

template <>
struct Fields<Started> {
    using Message = journal::Started;
    static constexpr auto get = &journal::Command::started;
    static constexpr auto make = &journal::Command::mutable_started;
    static constexpr std::tuple<> list{};
};

template <>
struct Fields<StorageLow> {
    using Message = journal::StorageLow;
    static constexpr auto get = &journal::Command::storage_low;
    static constexpr auto make = &journal::Command::mutable_storage_low;
    static constexpr std::tuple<> list{};
};

template <>
struct Fields<StorageOk> {
    using Message = journal::StorageOk;
    static constexpr auto get = &journal::Command::storage_ok;
    static constexpr auto make = &journal::Command::mutable_storage_ok;
    static constexpr std::tuple<> list{};
};

}  // namespace divmid::proto
