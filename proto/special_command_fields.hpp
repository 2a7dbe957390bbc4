// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tuple>

#include "engine/command.hpp"
#include "proto/command_fields.hpp"
#include "proto/fields.hpp"
#include "proto/journal.pb.h"

namespace divmid::proto {

// The same for commands beyond plain orders and first administration.

template <>
struct Fields<Conditions> {
    using Message = journal::Conditions;
    static constexpr std::tuple list{
        field(&Message::trigger, &Message::set_trigger, &Conditions::trigger),
        field(&Message::peg, &Message::set_peg, &Conditions::peg),
        field(&Message::peg_levels, &Message::set_peg_levels, &Conditions::peg_levels),
        field(&Message::stop_price, &Message::set_stop_price, &Conditions::stop_price),
        field(&Message::trailing, &Message::set_trailing, &Conditions::trailing),
        field(&Message::visible, &Message::set_visible, &Conditions::visible),
        field(&Message::session, &Message::set_session, &Conditions::session),
        field(&Message::keep, &Message::set_keep, &Conditions::keep),
        field(&Message::strategy, &Message::set_strategy, &Conditions::strategy),
        field(&Message::strategy_type, &Message::set_strategy_type, &Conditions::strategy_type)};
};

template <>
struct Fields<PlaceConditional> {
    using Message = journal::PlaceConditional;
    static constexpr auto get = &journal::Command::place_conditional;
    static constexpr auto make = &journal::Command::mutable_place_conditional;
    static constexpr std::tuple list{
        part(&Message::order, &Message::mutable_order, &PlaceConditional::order),
        part(&Message::conditions, &Message::mutable_conditions, &PlaceConditional::conditions)};
};

template <>
struct Fields<ReplaceConditional> {
    using Message = journal::ReplaceConditional;
    static constexpr auto get = &journal::Command::replace_conditional;
    static constexpr auto make = &journal::Command::mutable_replace_conditional;
    static constexpr std::tuple list{
        part(&Message::replace, &Message::mutable_replace, &ReplaceConditional::replace),
        part(&Message::conditions, &Message::mutable_conditions, &ReplaceConditional::conditions)};
};

template <>
struct Fields<PlaceList> {
    using Message = journal::PlaceList;
    static constexpr auto get = &journal::Command::place_list;
    static constexpr auto make = &journal::Command::mutable_place_list;
    static constexpr std::tuple list{
        field(&Message::kind, &Message::set_kind, &PlaceList::kind),
        field(&Message::client_id, &Message::mutable_client_id, &PlaceList::client_id),
        part(&Message::first, &Message::mutable_first, &PlaceList::first),
        part(&Message::second, &Message::mutable_second, &PlaceList::second),
        part(&Message::third, &Message::mutable_third, &PlaceList::third)};
};

template <>
struct Fields<AmendOrder> {
    using Message = journal::AmendOrder;
    static constexpr auto get = &journal::Command::amend_order;
    static constexpr auto make = &journal::Command::mutable_amend_order;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &AmendOrder::account),
        field(&Message::key, &Message::set_key, &AmendOrder::key),
        field(&Message::market, &Message::set_market, &AmendOrder::market),
        field(&Message::client_id, &Message::mutable_client_id, &AmendOrder::client_id),
        field(&Message::order, &Message::set_order, &AmendOrder::order),
        field(&Message::new_client_id, &Message::mutable_new_client_id, &AmendOrder::new_client_id),
        field(&Message::price, &Message::set_price, &AmendOrder::price),
        field(&Message::quantity, &Message::set_quantity, &AmendOrder::quantity),
        field(&Message::keep_priority, &Message::set_keep_priority, &AmendOrder::keep_priority),
        field(&Message::deadline, &Message::set_deadline, &AmendOrder::deadline)};
};

template <>
struct Fields<CancelMany> {
    using Message = journal::CancelMany;
    static constexpr auto get = &journal::Command::cancel_many;
    static constexpr auto make = &journal::Command::mutable_cancel_many;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &CancelMany::account),
        field(&Message::key, &Message::set_key, &CancelMany::key),
        field(&Message::market, &Message::set_market, &CancelMany::market),
        field(&Message::sides, &Message::set_sides, &CancelMany::sides),
        field(&Message::price_min, &Message::set_price_min, &CancelMany::price_min),
        field(&Message::price_max, &Message::set_price_max, &CancelMany::price_max),
        field(&Message::deadline, &Message::set_deadline, &CancelMany::deadline)};
};

template <>
struct Fields<CancelList> {
    using Message = journal::CancelList;
    static constexpr auto get = &journal::Command::cancel_list;
    static constexpr auto make = &journal::Command::mutable_cancel_list;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &CancelList::account),
        field(&Message::key, &Message::set_key, &CancelList::key),
        field(&Message::market, &Message::set_market, &CancelList::market),
        field(&Message::client_id, &Message::mutable_client_id, &CancelList::client_id),
        field(&Message::list, &Message::set_list, &CancelList::list),
        field(&Message::cancel_id, &Message::mutable_cancel_id, &CancelList::cancel_id),
        field(&Message::deadline, &Message::set_deadline, &CancelList::deadline)};
};

template <>
struct Fields<SetDeadMan> {
    using Message = journal::SetDeadMan;
    static constexpr auto get = &journal::Command::set_dead_man;
    static constexpr auto make = &journal::Command::mutable_set_dead_man;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &SetDeadMan::account),
        field(&Message::key, &Message::set_key, &SetDeadMan::key),
        field(&Message::timeout, &Message::set_timeout, &SetDeadMan::timeout),
        field(&Message::deadline, &Message::set_deadline, &SetDeadMan::deadline)};
};

template <>
struct Fields<Numbered> {
    using Message = journal::Numbered;
    static constexpr auto get = &journal::Command::numbered;
    static constexpr auto make = &journal::Command::mutable_numbered;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &Numbered::account),
        field(&Message::key, &Message::set_key, &Numbered::key),
        field(&Message::lane, &Message::set_lane, &Numbered::lane),
        field(&Message::number, &Message::set_number, &Numbered::number),
        field(&Message::identity, &Message::set_identity, &Numbered::identity)};
};

template <>
struct Fields<SwitchKill> {
    using Message = journal::SwitchKill;
    static constexpr auto get = &journal::Command::switch_kill;
    static constexpr auto make = &journal::Command::mutable_switch_kill;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &SwitchKill::account),
        field(&Message::market, &Message::set_market, &SwitchKill::market),
        field(&Message::key, &Message::set_key, &SwitchKill::key),
        field(&Message::lifted, &Message::set_lifted, &SwitchKill::lifted),
        field(&Message::note, &Message::mutable_note, &SwitchKill::note)};
};

template <>
struct Fields<MarketRules> {
    using Message = journal::MarketRules;
    static constexpr std::tuple list{
        field(&Message::tick_size, &Message::set_tick_size, &MarketRules::tick_size),
        field(&Message::price_min, &Message::set_price_min, &MarketRules::price_min),
        field(&Message::price_max, &Message::set_price_max, &MarketRules::price_max),
        field(&Message::lot_size, &Message::set_lot_size, &MarketRules::lot_size),
        field(&Message::quantity_min, &Message::set_quantity_min, &MarketRules::quantity_min),
        field(&Message::quantity_max, &Message::set_quantity_max, &MarketRules::quantity_max),
        field(&Message::market_quantity_min, &Message::set_market_quantity_min,
              &MarketRules::market_quantity_min),
        field(&Message::market_quantity_max, &Message::set_market_quantity_max,
              &MarketRules::market_quantity_max),
        field(&Message::notional_min, &Message::set_notional_min, &MarketRules::notional_min),
        field(&Message::notional_max, &Message::set_notional_max, &MarketRules::notional_max),
        field(&Message::notional_min_to_market, &Message::set_notional_min_to_market,
              &MarketRules::notional_min_to_market),
        field(&Message::notional_max_to_market, &Message::set_notional_max_to_market,
              &MarketRules::notional_max_to_market),
        field(&Message::open_orders_max, &Message::set_open_orders_max,
              &MarketRules::open_orders_max),
        field(&Message::algo_orders_max, &Message::set_algo_orders_max,
              &MarketRules::algo_orders_max),
        field(&Message::lists_max, &Message::set_lists_max, &MarketRules::lists_max),
        field(&Message::position_max, &Message::set_position_max, &MarketRules::position_max),
        field(&Message::iceberg_parts_max, &Message::set_iceberg_parts_max,
              &MarketRules::iceberg_parts_max),
        field(&Message::trailing_above_min, &Message::set_trailing_above_min,
              &MarketRules::trailing_above_min),
        field(&Message::trailing_above_max, &Message::set_trailing_above_max,
              &MarketRules::trailing_above_max),
        field(&Message::trailing_below_min, &Message::set_trailing_below_min,
              &MarketRules::trailing_below_min),
        field(&Message::trailing_below_max, &Message::set_trailing_below_max,
              &MarketRules::trailing_below_max),
        field(&Message::bid_percent_min, &Message::set_bid_percent_min,
              &MarketRules::bid_percent_min),
        field(&Message::bid_percent_max, &Message::set_bid_percent_max,
              &MarketRules::bid_percent_max),
        field(&Message::ask_percent_min, &Message::set_ask_percent_min,
              &MarketRules::ask_percent_min),
        field(&Message::ask_percent_max, &Message::set_ask_percent_max,
              &MarketRules::ask_percent_max),
        field(&Message::band_below, &Message::set_band_below, &MarketRules::band_below),
        field(&Message::band_above, &Message::set_band_above, &MarketRules::band_above),
        field(&Message::band_calls_auction, &Message::set_band_calls_auction,
              &MarketRules::band_calls_auction),
        field(&Message::reference_bucket, &Message::set_reference_bucket,
              &MarketRules::reference_bucket),
        field(&Message::reference_buckets, &Message::set_reference_buckets,
              &MarketRules::reference_buckets),
        field(&Message::first_reference, &Message::set_first_reference,
              &MarketRules::first_reference),
        field(&Message::default_prevention, &Message::set_default_prevention,
              &MarketRules::default_prevention),
        field(&Message::preventions, &Message::set_preventions, &MarketRules::preventions),
        field(&Message::cancel_only_after_start, &Message::set_cancel_only_after_start,
              &MarketRules::cancel_only_after_start),
        field(&Message::auction_call_least, &Message::set_auction_call_least,
              &MarketRules::auction_call_least),
        field(&Message::bust_within, &Message::set_bust_within, &MarketRules::bust_within),
        field(&Message::maker_fee, &Message::set_maker_fee, &MarketRules::maker_fee),
        field(&Message::taker_fee, &Message::set_taker_fee, &MarketRules::taker_fee)};
};

template <>
struct Fields<SetMarketRules> {
    using Message = journal::SetMarketRules;
    static constexpr auto get = &journal::Command::set_market_rules;
    static constexpr auto make = &journal::Command::mutable_set_market_rules;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &SetMarketRules::market),
        part(&Message::rules, &Message::mutable_rules, &SetMarketRules::rules),
        field(&Message::note, &Message::mutable_note, &SetMarketRules::note)};
};

template <>
struct Fields<SetPhase> {
    using Message = journal::SetPhase;
    static constexpr auto get = &journal::Command::set_phase;
    static constexpr auto make = &journal::Command::mutable_set_phase;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &SetPhase::market),
        field(&Message::phase, &Message::set_phase, &SetPhase::phase),
        field(&Message::until, &Message::set_until, &SetPhase::until),
        field(&Message::next, &Message::set_next, &SetPhase::next),
        field(&Message::note, &Message::mutable_note, &SetPhase::note)};
};

template <>
struct Fields<SchedulePhase> {
    using Message = journal::SchedulePhase;
    static constexpr auto get = &journal::Command::schedule_phase;
    static constexpr auto make = &journal::Command::mutable_schedule_phase;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &SchedulePhase::market),
        field(&Message::at, &Message::set_at, &SchedulePhase::at),
        field(&Message::every, &Message::set_every, &SchedulePhase::every),
        field(&Message::phase, &Message::set_phase, &SchedulePhase::phase),
        field(&Message::lasts, &Message::set_lasts, &SchedulePhase::lasts),
        field(&Message::next, &Message::set_next, &SchedulePhase::next)};
};

template <>
struct Fields<ClearSchedule> {
    using Message = journal::ClearSchedule;
    static constexpr auto get = &journal::Command::clear_schedule;
    static constexpr auto make = &journal::Command::mutable_clear_schedule;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &ClearSchedule::market)};
};

template <>
struct Fields<Delist> {
    using Message = journal::Delist;
    static constexpr auto get = &journal::Command::delist;
    static constexpr auto make = &journal::Command::mutable_delist;
    static constexpr std::tuple list{field(&Message::market, &Message::set_market, &Delist::market),
                                     field(&Message::at, &Message::set_at, &Delist::at),
                                     field(&Message::note, &Message::mutable_note, &Delist::note)};
};

template <>
struct Fields<SetTradeGroup> {
    using Message = journal::SetTradeGroup;
    static constexpr auto get = &journal::Command::set_trade_group;
    static constexpr auto make = &journal::Command::mutable_set_trade_group;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &SetTradeGroup::account),
        field(&Message::group, &Message::set_group, &SetTradeGroup::group)};
};

template <>
struct Fields<SetFeeTier> {
    using Message = journal::SetFeeTier;
    static constexpr auto get = &journal::Command::set_fee_tier;
    static constexpr auto make = &journal::Command::mutable_set_fee_tier;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &SetFeeTier::account),
        field(&Message::lifted, &Message::set_lifted, &SetFeeTier::lifted),
        field(&Message::maker_fee, &Message::set_maker_fee, &SetFeeTier::maker_fee),
        field(&Message::taker_fee, &Message::set_taker_fee, &SetFeeTier::taker_fee)};
};

template <>
struct Fields<BustTrade> {
    using Message = journal::BustTrade;
    static constexpr auto get = &journal::Command::bust_trade;
    static constexpr auto make = &journal::Command::mutable_bust_trade;
    static constexpr std::tuple list{
        field(&Message::market, &Message::set_market, &BustTrade::market),
        field(&Message::trade, &Message::set_trade, &BustTrade::trade),
        field(&Message::buyer, &Message::set_buyer, &BustTrade::buyer),
        field(&Message::seller, &Message::set_seller, &BustTrade::seller),
        field(&Message::price_ticks, &Message::set_price_ticks, &BustTrade::price),
        field(&Message::lots, &Message::set_lots, &BustTrade::lots),
        field(&Message::buyer_fee, &Message::set_buyer_fee, &BustTrade::buyer_fee),
        field(&Message::seller_fee, &Message::set_seller_fee, &BustTrade::seller_fee),
        field(&Message::traded, &Message::set_traded, &BustTrade::traded),
        field(&Message::note, &Message::mutable_note, &BustTrade::note)};
};

template <>
struct Fields<SessionEnded> {
    using Message = journal::SessionEnded;
    static constexpr auto get = &journal::Command::session_ended;
    static constexpr auto make = &journal::Command::mutable_session_ended;
    static constexpr std::tuple list{
        field(&Message::account, &Message::set_account, &SessionEnded::account),
        field(&Message::session, &Message::set_session, &SessionEnded::session)};
};

}  // namespace divmid::proto
