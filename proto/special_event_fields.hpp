// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tuple>

#include "engine/event.hpp"
#include "proto/event_fields.hpp"
#include "proto/fields.hpp"
#include "proto/journal.pb.h"
#include "proto/special_command_fields.hpp"

namespace divmid::proto {

// The same for events beyond plain orders and first administration.

template <>
struct Fields<OrderConditioned> {
    using Message = journal::OrderConditioned;
    static constexpr auto get = &journal::Event::order_conditioned;
    static constexpr auto make = &journal::Event::mutable_order_conditioned;
    static constexpr std::tuple list{
        field(&Message::order, &Message::set_order, &OrderConditioned::order),
        field(&Message::account, &Message::set_account, &OrderConditioned::account),
        field(&Message::market, &Message::set_market, &OrderConditioned::market),
        field(&Message::trigger, &Message::set_trigger, &OrderConditioned::trigger),
        field(&Message::peg, &Message::set_peg, &OrderConditioned::peg),
        field(&Message::peg_levels, &Message::set_peg_levels, &OrderConditioned::peg_levels),
        field(&Message::stop_price_ticks, &Message::set_stop_price_ticks,
              &OrderConditioned::stop_price),
        field(&Message::trailing, &Message::set_trailing, &OrderConditioned::trailing),
        field(&Message::visible, &Message::set_visible, &OrderConditioned::visible),
        field(&Message::list, &Message::set_list, &OrderConditioned::list),
        field(&Message::session, &Message::set_session, &OrderConditioned::session),
        field(&Message::keep, &Message::set_keep, &OrderConditioned::keep),
        field(&Message::strategy, &Message::set_strategy, &OrderConditioned::strategy),
        field(&Message::strategy_type, &Message::set_strategy_type,
              &OrderConditioned::strategy_type)};
};

template <>
struct Fields<OrderWaits> {
    using Message = journal::OrderWaits;
    static constexpr auto get = &journal::Event::order_waits;
    static constexpr auto make = &journal::Event::mutable_order_waits;
    static constexpr std::tuple list{
        field(&Message::order, &Message::set_order, &OrderWaits::order),
        field(&Message::account, &Message::set_account, &OrderWaits::account),
        field(&Message::market, &Message::set_market, &OrderWaits::market),
        field(&Message::side, &Message::set_side, &OrderWaits::side),
        field(&Message::waits_for, &Message::set_waits_for, &OrderWaits::waits_for),
        field(&Message::price_ticks, &Message::set_price_ticks, &OrderWaits::price),
        field(&Message::lots, &Message::set_lots, &OrderWaits::lots),
        field(&Message::held, &Message::set_held, &OrderWaits::held)};
};

template <>
struct Fields<OrderAwoke> {
    using Message = journal::OrderAwoke;
    static constexpr auto get = &journal::Event::order_awoke;
    static constexpr auto make = &journal::Event::mutable_order_awoke;
    static constexpr std::tuple list{
        field(&Message::order, &Message::set_order, &OrderAwoke::order),
        field(&Message::account, &Message::set_account, &OrderAwoke::account),
        field(&Message::market, &Message::set_market, &OrderAwoke::market),
        field(&Message::side, &Message::set_side, &OrderAwoke::side),
        field(&Message::waited_for, &Message::set_waited_for, &OrderAwoke::waited_for),
        field(&Message::price_ticks, &Message::set_price_ticks, &OrderAwoke::price),
        field(&Message::lots, &Message::set_lots, &OrderAwoke::lots),
        field(&Message::released, &Message::set_released, &OrderAwoke::released)};
};

template <>
struct Fields<WaitingEnded> {
    using Message = journal::WaitingEnded;
    static constexpr auto get = &journal::Event::waiting_ended;
    static constexpr auto make = &journal::Event::mutable_waiting_ended;
    static constexpr std::tuple list{
        field(&Message::order, &Message::set_order, &WaitingEnded::order),
        field(&Message::account, &Message::set_account, &WaitingEnded::account),
        field(&Message::market, &Message::set_market, &WaitingEnded::market),
        field(&Message::side, &Message::set_side, &WaitingEnded::side),
        field(&Message::lots, &Message::set_lots, &WaitingEnded::lots),
        field(&Message::released, &Message::set_released, &WaitingEnded::released),
        field(&Message::reason, &Message::set_reason, &WaitingEnded::reason)};
};

template <>
struct Fields<TrailingStarted> {
    using Message = journal::TrailingStarted;
    static constexpr auto get = &journal::Event::trailing_started;
    static constexpr auto make = &journal::Event::mutable_trailing_started;
    static constexpr std::tuple list{
        field(&Message::order, &Message::set_order, &TrailingStarted::order),
        field(&Message::account, &Message::set_account, &TrailingStarted::account),
        field(&Message::market, &Message::set_market, &TrailingStarted::market)};
};

template <>
struct Fields<TradePrevented> {
    using Message = journal::TradePrevented;
    static constexpr auto get = &journal::Event::trade_prevented;
    static constexpr auto make = &journal::Event::mutable_trade_prevented;
    static constexpr std::tuple list{
        field(&Message::prevention, &Message::set_prevention, &TradePrevented::prevention),
        field(&Message::maker_order, &Message::set_maker_order, &TradePrevented::maker_order),
        field(&Message::taker_order, &Message::set_taker_order, &TradePrevented::taker_order),
        field(&Message::maker, &Message::set_maker, &TradePrevented::maker),
        field(&Message::taker, &Message::set_taker, &TradePrevented::taker),
        field(&Message::group, &Message::set_group, &TradePrevented::group),
        field(&Message::price_ticks, &Message::set_price_ticks, &TradePrevented::price),
        field(&Message::maker_lots, &Message::set_maker_lots, &TradePrevented::maker_lots),
        field(&Message::taker_lots, &Message::set_taker_lots, &TradePrevented::taker_lots),
        field(&Message::market, &Message::set_market, &TradePrevented::market),
        field(&Message::taker_side, &Message::set_taker_side, &TradePrevented::taker_side),
        field(&Message::mode, &Message::set_mode, &TradePrevented::mode),
        field(&Message::maker_done, &Message::set_maker_done, &TradePrevented::maker_done),
        field(&Message::taker_done, &Message::set_taker_done, &TradePrevented::taker_done),
        field(&Message::taker_price_ticks, &Message::set_taker_price_ticks,
              &TradePrevented::taker_price)};
};

template <>
struct Fields<SliceShown> {
    using Message = journal::SliceShown;
    static constexpr auto get = &journal::Event::slice_shown;
    static constexpr auto make = &journal::Event::mutable_slice_shown;
    static constexpr std::tuple list{
        field(&Message::order, &Message::set_order, &SliceShown::order),
        field(&Message::account, &Message::set_account, &SliceShown::account),
        field(&Message::market, &Message::set_market, &SliceShown::market),
        field(&Message::side, &Message::set_side, &SliceShown::side),
        field(&Message::price_ticks, &Message::set_price_ticks, &SliceShown::price),
        field(&Message::hidden_before, &Message::set_hidden_before, &SliceShown::hidden_before),
        field(&Message::hidden, &Message::set_hidden, &SliceShown::hidden)};
};

template <>
struct Fields<OrderAmended> {
    using Message = journal::OrderAmended;
    static constexpr auto get = &journal::Event::order_amended;
    static constexpr auto make = &journal::Event::mutable_order_amended;
    static constexpr std::tuple list{
        field(&Message::order, &Message::set_order, &OrderAmended::order),
        field(&Message::account, &Message::set_account, &OrderAmended::account),
        field(&Message::market, &Message::set_market, &OrderAmended::market),
        field(&Message::side, &Message::set_side, &OrderAmended::side),
        field(&Message::kept_place, &Message::set_kept_place, &OrderAmended::kept_place),
        field(&Message::price_before_ticks, &Message::set_price_before_ticks,
              &OrderAmended::price_before),
        field(&Message::lots_before, &Message::set_lots_before, &OrderAmended::lots_before),
        field(&Message::price_ticks, &Message::set_price_ticks, &OrderAmended::price),
        field(&Message::lots, &Message::set_lots, &OrderAmended::lots),
        field(&Message::client_id, &Message::mutable_client_id, &OrderAmended::client_id)};
};

template <>
struct Fields<WaitingAmended> {
    using Message = journal::WaitingAmended;
    static constexpr auto get = &journal::Event::waiting_amended;
    static constexpr auto make = &journal::Event::mutable_waiting_amended;
    static constexpr std::tuple list{
        field(&Message::order, &Message::set_order, &WaitingAmended::order),
        field(&Message::account, &Message::set_account, &WaitingAmended::account),
        field(&Message::market, &Message::set_market, &WaitingAmended::market),
        field(&Message::side, &Message::set_side, &WaitingAmended::side),
        field(&Message::price_ticks, &Message::set_price_ticks, &WaitingAmended::price),
        field(&Message::lots_before, &Message::set_lots_before, &WaitingAmended::lots_before),
        field(&Message::lots, &Message::set_lots, &WaitingAmended::lots),
        field(&Message::held_before, &Message::set_held_before, &WaitingAmended::held_before),
        field(&Message::held, &Message::set_held, &WaitingAmended::held),
        field(&Message::client_id, &Message::mutable_client_id, &WaitingAmended::client_id)};
};

template <>
struct Fields<ListAccepted> {
    using Message = journal::ListAccepted;
    static constexpr auto get = &journal::Event::list_accepted;
    static constexpr auto make = &journal::Event::mutable_list_accepted;
    static constexpr std::tuple list{
        field(&Message::list, &Message::set_list, &ListAccepted::list),
        field(&Message::account, &Message::set_account, &ListAccepted::account),
        field(&Message::market, &Message::set_market, &ListAccepted::market),
        field(&Message::kind, &Message::set_kind, &ListAccepted::kind),
        field(&Message::client_id, &Message::mutable_client_id, &ListAccepted::client_id),
        field(&Message::first, &Message::set_first, &ListAccepted::first),
        field(&Message::second, &Message::set_second, &ListAccepted::second),
        field(&Message::third, &Message::set_third, &ListAccepted::third)};
};

template <>
struct Fields<ListEnded> {
    using Message = journal::ListEnded;
    static constexpr auto get = &journal::Event::list_ended;
    static constexpr auto make = &journal::Event::mutable_list_ended;
    static constexpr std::tuple list{
        field(&Message::list, &Message::set_list, &ListEnded::list),
        field(&Message::account, &Message::set_account, &ListEnded::account),
        field(&Message::market, &Message::set_market, &ListEnded::market)};
};

template <>
struct Fields<AuctionTraded> {
    using Message = journal::AuctionTraded;
    static constexpr auto get = &journal::Event::auction_traded;
    static constexpr auto make = &journal::Event::mutable_auction_traded;
    static constexpr std::tuple list{
        part(&Message::trade, &Message::mutable_trade, &AuctionTraded::trade),
        field(&Message::maker_price_ticks, &Message::set_maker_price_ticks,
              &AuctionTraded::maker_price),
        field(&Message::taker_price_ticks, &Message::set_taker_price_ticks,
              &AuctionTraded::taker_price)};
};

template <>
struct Fields<Repeated> {
    using Message = journal::Repeated;
    static constexpr auto get = &journal::Event::repeated;
    static constexpr auto make = &journal::Event::mutable_repeated;
    static constexpr std::tuple list{
        field(&Message::key, &Message::set_key, &Repeated::key),
        field(&Message::account, &Message::set_account, &Repeated::account),
        field(&Message::lane, &Message::set_lane, &Repeated::lane),
        field(&Message::number, &Message::set_number, &Repeated::number),
        field(&Message::last, &Message::set_last, &Repeated::last)};
};

template <>
struct Fields<DeadManSet> {
    using Message = journal::DeadManSet;
    static constexpr auto get = &journal::Event::dead_man_set;
    static constexpr auto make = &journal::Event::mutable_dead_man_set;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &DeadManSet::account),
        field(&Message::due, &Message::set_due, &DeadManSet::due)};
};

template <>
struct Fields<DeadManFired> {
    using Message = journal::DeadManFired;
    static constexpr auto get = &journal::Event::dead_man_fired;
    static constexpr auto make = &journal::Event::mutable_dead_man_fired;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &DeadManFired::account)};
};

template <>
struct Fields<KillSwitched> {
    using Message = journal::KillSwitched;
    static constexpr auto get = &journal::Event::kill_switched;
    static constexpr auto make = &journal::Event::mutable_kill_switched;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &KillSwitched::account),
        field(&Message::market, &Message::set_market, &KillSwitched::market),
        field(&Message::lifted, &Message::set_lifted, &KillSwitched::lifted)};
};

template <>
struct Fields<MarketRulesSet> {
    using Message = journal::MarketRulesSet;
    static constexpr auto get = &journal::Event::market_rules_set;
    static constexpr auto make = &journal::Event::mutable_market_rules_set;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &MarketRulesSet::market),
        part(&Message::rules, &Message::mutable_rules, &MarketRulesSet::rules)};
};

template <>
struct Fields<PhaseChanged> {
    using Message = journal::PhaseChanged;
    static constexpr auto get = &journal::Event::phase_changed;
    static constexpr auto make = &journal::Event::mutable_phase_changed;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &PhaseChanged::market),
        field(&Message::phase, &Message::set_phase, &PhaseChanged::phase),
        field(&Message::until, &Message::set_until, &PhaseChanged::until),
        field(&Message::next, &Message::set_next, &PhaseChanged::next)};
};

template <>
struct Fields<PhaseScheduled> {
    using Message = journal::PhaseScheduled;
    static constexpr auto get = &journal::Event::phase_scheduled;
    static constexpr auto make = &journal::Event::mutable_phase_scheduled;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &PhaseScheduled::market),
        field(&Message::at, &Message::set_at, &PhaseScheduled::at),
        field(&Message::every, &Message::set_every, &PhaseScheduled::every),
        field(&Message::phase, &Message::set_phase, &PhaseScheduled::phase),
        field(&Message::lasts, &Message::set_lasts, &PhaseScheduled::lasts),
        field(&Message::next, &Message::set_next, &PhaseScheduled::next)};
};

template <>
struct Fields<ScheduleCleared> {
    using Message = journal::ScheduleCleared;
    static constexpr auto get = &journal::Event::schedule_cleared;
    static constexpr auto make = &journal::Event::mutable_schedule_cleared;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &ScheduleCleared::market)};
};

template <>
struct Fields<AuctionIndicated> {
    using Message = journal::AuctionIndicated;
    static constexpr auto get = &journal::Event::auction_indicated;
    static constexpr auto make = &journal::Event::mutable_auction_indicated;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &AuctionIndicated::market),
        field(&Message::price_ticks, &Message::set_price_ticks, &AuctionIndicated::price),
        field(&Message::lots, &Message::set_lots, &AuctionIndicated::lots),
        field(&Message::surplus, &Message::set_surplus, &AuctionIndicated::surplus),
        field(&Message::surplus_side, &Message::set_surplus_side, &AuctionIndicated::surplus_side)};
};

template <>
struct Fields<Uncrossed> {
    using Message = journal::Uncrossed;
    static constexpr auto get = &journal::Event::uncrossed;
    static constexpr auto make = &journal::Event::mutable_uncrossed;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &Uncrossed::market),
        field(&Message::price_ticks, &Message::set_price_ticks, &Uncrossed::price),
        field(&Message::lots, &Message::set_lots, &Uncrossed::lots)};
};

template <>
struct Fields<TradeGroupSet> {
    using Message = journal::TradeGroupSet;
    static constexpr auto get = &journal::Event::trade_group_set;
    static constexpr auto make = &journal::Event::mutable_trade_group_set;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &TradeGroupSet::account),
        field(&Message::group, &Message::set_group, &TradeGroupSet::group)};
};

template <>
struct Fields<FeeTierSet> {
    using Message = journal::FeeTierSet;
    static constexpr auto get = &journal::Event::fee_tier_set;
    static constexpr auto make = &journal::Event::mutable_fee_tier_set;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &FeeTierSet::account),
        field(&Message::lifted, &Message::set_lifted, &FeeTierSet::lifted),
        field(&Message::maker_fee, &Message::set_maker_fee, &FeeTierSet::maker_fee),
        field(&Message::taker_fee, &Message::set_taker_fee, &FeeTierSet::taker_fee)};
};

template <>
struct Fields<TradeBusted> {
    using Message = journal::TradeBusted;
    static constexpr auto get = &journal::Event::trade_busted;
    static constexpr auto make = &journal::Event::mutable_trade_busted;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &TradeBusted::market),
        field(&Message::trade, &Message::set_trade, &TradeBusted::trade),
        field(&Message::buyer, &Message::set_buyer, &TradeBusted::buyer),
        field(&Message::seller, &Message::set_seller, &TradeBusted::seller),
        field(&Message::price_ticks, &Message::set_price_ticks, &TradeBusted::price),
        field(&Message::lots, &Message::set_lots, &TradeBusted::lots),
        field(&Message::buyer_fee, &Message::set_buyer_fee, &TradeBusted::buyer_fee),
        field(&Message::seller_fee, &Message::set_seller_fee, &TradeBusted::seller_fee),
        field(&Message::buyer_owes, &Message::set_buyer_owes, &TradeBusted::buyer_owes),
        field(&Message::seller_owes, &Message::set_seller_owes, &TradeBusted::seller_owes)};
};

}  // namespace divmid::proto
