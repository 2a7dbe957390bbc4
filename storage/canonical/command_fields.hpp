// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tuple>

#include "engine/command.hpp"
#include "storage/canonical/field_path.hpp"

namespace divmid::storage {

// The columns of commands.

template <>
inline constexpr auto kFields<MarketRules> = std::tuple{&MarketRules::tick_size,
                                                        &MarketRules::price_min,
                                                        &MarketRules::price_max,
                                                        &MarketRules::lot_size,
                                                        &MarketRules::quantity_min,
                                                        &MarketRules::quantity_max,
                                                        &MarketRules::market_quantity_min,
                                                        &MarketRules::market_quantity_max,
                                                        &MarketRules::notional_min,
                                                        &MarketRules::notional_max,
                                                        &MarketRules::notional_min_to_market,
                                                        &MarketRules::notional_max_to_market,
                                                        &MarketRules::open_orders_max,
                                                        &MarketRules::algo_orders_max,
                                                        &MarketRules::lists_max,
                                                        &MarketRules::position_max,
                                                        &MarketRules::iceberg_parts_max,
                                                        &MarketRules::trailing_above_min,
                                                        &MarketRules::trailing_above_max,
                                                        &MarketRules::trailing_below_min,
                                                        &MarketRules::trailing_below_max,
                                                        &MarketRules::bid_percent_min,
                                                        &MarketRules::bid_percent_max,
                                                        &MarketRules::ask_percent_min,
                                                        &MarketRules::ask_percent_max,
                                                        &MarketRules::band_below,
                                                        &MarketRules::band_above,
                                                        &MarketRules::band_calls_auction,
                                                        &MarketRules::reference_bucket,
                                                        &MarketRules::reference_buckets,
                                                        &MarketRules::first_reference,
                                                        &MarketRules::default_prevention,
                                                        &MarketRules::preventions,
                                                        &MarketRules::cancel_only_after_start,
                                                        &MarketRules::auction_call_least,
                                                        &MarketRules::bust_within,
                                                        &MarketRules::maker_fee,
                                                        &MarketRules::taker_fee};

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
inline constexpr auto kFields<Conditions> =
    std::tuple{&Conditions::trigger,      &Conditions::peg,      &Conditions::peg_levels,
               &Conditions::stop_price,   &Conditions::trailing, &Conditions::visible,
               &Conditions::session,      &Conditions::keep,     &Conditions::strategy,
               &Conditions::strategy_type};
template <>
inline constexpr auto kFields<PlaceConditional> =
    std::tuple_cat(within(&PlaceConditional::order, kFields<PlaceOrder>),
                   within(&PlaceConditional::conditions, kFields<Conditions>));
template <>
inline constexpr auto kFields<ReplaceConditional> =
    std::tuple_cat(within(&ReplaceConditional::replace, kFields<ReplaceOrder>),
                   within(&ReplaceConditional::conditions, kFields<Conditions>));
template <>
inline constexpr auto kFields<PlaceList> =
    std::tuple_cat(std::tuple{&PlaceList::kind}, std::tuple{&PlaceList::client_id},
                   within(&PlaceList::first, kFields<PlaceConditional>),
                   within(&PlaceList::second, kFields<PlaceConditional>),
                   within(&PlaceList::third, kFields<PlaceConditional>));
template <>
inline constexpr auto kFields<AmendOrder> =
    std::tuple{&AmendOrder::account,   &AmendOrder::key,      &AmendOrder::market,
               &AmendOrder::client_id, &AmendOrder::order,    &AmendOrder::new_client_id,
               &AmendOrder::price,     &AmendOrder::quantity, &AmendOrder::keep_priority,
               &AmendOrder::deadline};
template <>
inline constexpr auto kFields<CancelMany> = std::tuple{
    &CancelMany::account,   &CancelMany::key,       &CancelMany::market,  &CancelMany::sides,
    &CancelMany::price_min, &CancelMany::price_max, &CancelMany::deadline};
template <>
inline constexpr auto kFields<CancelList> = std::tuple{
    &CancelList::account, &CancelList::key,       &CancelList::market,  &CancelList::client_id,
    &CancelList::list,    &CancelList::cancel_id, &CancelList::deadline};
template <>
inline constexpr auto kFields<SetDeadMan> =
    std::tuple{&SetDeadMan::account, &SetDeadMan::key, &SetDeadMan::timeout, &SetDeadMan::deadline};
template <>
inline constexpr auto kFields<Numbered> = std::tuple{
    &Numbered::account, &Numbered::key, &Numbered::lane, &Numbered::number, &Numbered::identity};
template <>
inline constexpr auto kFields<SwitchKill> =
    std::tuple{&SwitchKill::account, &SwitchKill::market, &SwitchKill::key, &SwitchKill::lifted,
               &SwitchKill::note};
template <>
inline constexpr auto kFields<SetMarketRules> = std::tuple_cat(
    std::tuple{&SetMarketRules::market}, within(&SetMarketRules::rules, kFields<MarketRules>),
    std::tuple{&SetMarketRules::note});
template <>
inline constexpr auto kFields<SetPhase> = std::tuple{
    &SetPhase::market, &SetPhase::phase, &SetPhase::until, &SetPhase::next, &SetPhase::note};
template <>
inline constexpr auto kFields<SchedulePhase> =
    std::tuple{&SchedulePhase::market, &SchedulePhase::at,    &SchedulePhase::every,
               &SchedulePhase::phase,  &SchedulePhase::lasts, &SchedulePhase::next};
template <>
inline constexpr auto kFields<ClearSchedule> = std::tuple{&ClearSchedule::market};
template <>
inline constexpr auto kFields<Delist> = std::tuple{&Delist::market, &Delist::at, &Delist::note};
template <>
inline constexpr auto kFields<SetTradeGroup> =
    std::tuple{&SetTradeGroup::account, &SetTradeGroup::group};
template <>
inline constexpr auto kFields<SetFeeTier> = std::tuple{
    &SetFeeTier::account, &SetFeeTier::lifted, &SetFeeTier::maker_fee, &SetFeeTier::taker_fee};
template <>
inline constexpr auto kFields<BustTrade> =
    std::tuple{&BustTrade::market, &BustTrade::trade, &BustTrade::buyer,     &BustTrade::seller,
               &BustTrade::price,  &BustTrade::lots,  &BustTrade::buyer_fee, &BustTrade::seller_fee,
               &BustTrade::traded, &BustTrade::note};
template <>
inline constexpr auto kFields<SessionEnded> =
    std::tuple{&SessionEnded::account, &SessionEnded::session};

}  // namespace divmid::storage
