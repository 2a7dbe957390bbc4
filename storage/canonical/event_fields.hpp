// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tuple>

#include "engine/event.hpp"
#include "storage/canonical/command_fields.hpp"
#include "storage/canonical/field_path.hpp"

namespace divmid::storage {

// The columns of events.

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
template <>
inline constexpr auto kFields<OrderConditioned> = std::tuple{
    &OrderConditioned::order,      &OrderConditioned::account,      &OrderConditioned::market,
    &OrderConditioned::trigger,    &OrderConditioned::peg,          &OrderConditioned::peg_levels,
    &OrderConditioned::stop_price, &OrderConditioned::trailing,     &OrderConditioned::visible,
    &OrderConditioned::list,       &OrderConditioned::session,      &OrderConditioned::keep,
    &OrderConditioned::strategy,   &OrderConditioned::strategy_type};
template <>
inline constexpr auto kFields<OrderWaits> = std::tuple{
    &OrderWaits::order,     &OrderWaits::account, &OrderWaits::market, &OrderWaits::side,
    &OrderWaits::waits_for, &OrderWaits::price,   &OrderWaits::lots,   &OrderWaits::held};
template <>
inline constexpr auto kFields<OrderAwoke> = std::tuple{
    &OrderAwoke::order,      &OrderAwoke::account, &OrderAwoke::market, &OrderAwoke::side,
    &OrderAwoke::waited_for, &OrderAwoke::price,   &OrderAwoke::lots,   &OrderAwoke::released};
template <>
inline constexpr auto kFields<WaitingEnded> = std::tuple{
    &WaitingEnded::order, &WaitingEnded::account,  &WaitingEnded::market, &WaitingEnded::side,
    &WaitingEnded::lots,  &WaitingEnded::released, &WaitingEnded::reason};
template <>
inline constexpr auto kFields<TrailingStarted> =
    std::tuple{&TrailingStarted::order, &TrailingStarted::account, &TrailingStarted::market};
template <>
inline constexpr auto kFields<TradePrevented> = std::tuple{
    &TradePrevented::prevention, &TradePrevented::maker_order, &TradePrevented::taker_order,
    &TradePrevented::maker,      &TradePrevented::taker,       &TradePrevented::group,
    &TradePrevented::price,      &TradePrevented::maker_lots,  &TradePrevented::taker_lots,
    &TradePrevented::market,     &TradePrevented::taker_side,  &TradePrevented::mode,
    &TradePrevented::maker_done, &TradePrevented::taker_done,  &TradePrevented::taker_price};
template <>
inline constexpr auto kFields<SliceShown> = std::tuple{
    &SliceShown::order, &SliceShown::account,       &SliceShown::market, &SliceShown::side,
    &SliceShown::price, &SliceShown::hidden_before, &SliceShown::hidden};
template <>
inline constexpr auto kFields<OrderAmended> =
    std::tuple{&OrderAmended::order,       &OrderAmended::account,    &OrderAmended::market,
               &OrderAmended::side,        &OrderAmended::kept_place, &OrderAmended::price_before,
               &OrderAmended::lots_before, &OrderAmended::price,      &OrderAmended::lots,
               &OrderAmended::client_id};
template <>
inline constexpr auto kFields<WaitingAmended> = std::tuple{
    &WaitingAmended::order,    &WaitingAmended::account,     &WaitingAmended::market,
    &WaitingAmended::side,     &WaitingAmended::price,       &WaitingAmended::lots_before,
    &WaitingAmended::lots,     &WaitingAmended::held_before, &WaitingAmended::held,
    &WaitingAmended::client_id};
template <>
inline constexpr auto kFields<ListAccepted> = std::tuple{
    &ListAccepted::list,      &ListAccepted::account, &ListAccepted::market, &ListAccepted::kind,
    &ListAccepted::client_id, &ListAccepted::first,   &ListAccepted::second, &ListAccepted::third};
template <>
inline constexpr auto kFields<ListEnded> =
    std::tuple{&ListEnded::list, &ListEnded::account, &ListEnded::market};
template <>
inline constexpr auto kFields<AuctionTraded> = std::tuple_cat(
    within(&AuctionTraded::trade, kFields<TradeExecuted>), std::tuple{&AuctionTraded::maker_price},
    std::tuple{&AuctionTraded::taker_price});
template <>
inline constexpr auto kFields<Repeated> = std::tuple{
    &Repeated::key, &Repeated::account, &Repeated::lane, &Repeated::number, &Repeated::last};
template <>
inline constexpr auto kFields<DeadManSet> = std::tuple{&DeadManSet::account, &DeadManSet::due};
template <>
inline constexpr auto kFields<DeadManFired> = std::tuple{&DeadManFired::account};
template <>
inline constexpr auto kFields<KillSwitched> =
    std::tuple{&KillSwitched::account, &KillSwitched::market, &KillSwitched::lifted};
template <>
inline constexpr auto kFields<MarketRulesSet> = std::tuple_cat(
    std::tuple{&MarketRulesSet::market}, within(&MarketRulesSet::rules, kFields<MarketRules>));
template <>
inline constexpr auto kFields<PhaseChanged> = std::tuple{
    &PhaseChanged::market, &PhaseChanged::phase, &PhaseChanged::until, &PhaseChanged::next};
template <>
inline constexpr auto kFields<PhaseScheduled> =
    std::tuple{&PhaseScheduled::market, &PhaseScheduled::at,    &PhaseScheduled::every,
               &PhaseScheduled::phase,  &PhaseScheduled::lasts, &PhaseScheduled::next};
template <>
inline constexpr auto kFields<ScheduleCleared> = std::tuple{&ScheduleCleared::market};
template <>
inline constexpr auto kFields<AuctionIndicated> =
    std::tuple{&AuctionIndicated::market, &AuctionIndicated::price, &AuctionIndicated::lots,
               &AuctionIndicated::surplus, &AuctionIndicated::surplus_side};
template <>
inline constexpr auto kFields<Uncrossed> =
    std::tuple{&Uncrossed::market, &Uncrossed::price, &Uncrossed::lots};
template <>
inline constexpr auto kFields<TradeGroupSet> =
    std::tuple{&TradeGroupSet::account, &TradeGroupSet::group};
template <>
inline constexpr auto kFields<FeeTierSet> = std::tuple{
    &FeeTierSet::account, &FeeTierSet::lifted, &FeeTierSet::maker_fee, &FeeTierSet::taker_fee};
template <>
inline constexpr auto kFields<TradeBusted> =
    std::tuple{&TradeBusted::market,     &TradeBusted::trade,      &TradeBusted::buyer,
               &TradeBusted::seller,     &TradeBusted::price,      &TradeBusted::lots,
               &TradeBusted::buyer_fee,  &TradeBusted::seller_fee, &TradeBusted::buyer_owes,
               &TradeBusted::seller_owes};

}  // namespace divmid::storage
