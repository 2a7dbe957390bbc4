// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/event_line.hpp"

namespace divmid {
namespace {

std::string text(const MarketRules& rules) {
    const auto& [tick_size, price_min, price_max, lot_size, quantity_min, quantity_max,
                 market_quantity_min, market_quantity_max, notional_min, notional_max,
                 notional_min_to_market, notional_max_to_market, open_orders_max, algo_orders_max,
                 lists_max, position_max, iceberg_parts_max, trailing_above_min, trailing_above_max,
                 trailing_below_min, trailing_below_max, bid_percent_min, bid_percent_max,
                 ask_percent_min, ask_percent_max, band_below, band_above, band_calls_auction,
                 reference_bucket, reference_buckets, first_reference, default_prevention,
                 preventions, cancel_only_after_start, auction_call_least, bust_within, maker_fee,
                 taker_fee] = rules;
    return line("", tick_size, price_min, price_max, lot_size, quantity_min, quantity_max,
                market_quantity_min, market_quantity_max, notional_min, notional_max,
                notional_min_to_market, notional_max_to_market, open_orders_max, algo_orders_max,
                lists_max, position_max, iceberg_parts_max, trailing_above_min, trailing_above_max,
                trailing_below_min, trailing_below_max, bid_percent_min, bid_percent_max,
                ask_percent_min, ask_percent_max, band_below, band_above, band_calls_auction,
                reference_bucket, reference_buckets, first_reference, default_prevention,
                preventions, cancel_only_after_start, auction_call_least, bust_within, maker_fee,
                taker_fee);
}

}  // namespace

// Structured bindings name every field: a new one does not compile until it is compared too.

std::string text(const OrderConditioned& event) {
    const auto& [order, account, market, trigger, peg, peg_levels, stop_price, trailing, visible,
                 list, session, keep, strategy, strategy_type] = event;
    return line("OrderConditioned", order, account, market, trigger, peg, peg_levels, stop_price,
                trailing, visible, list, session, keep, strategy, strategy_type);
}

std::string text(const OrderWaits& event) {
    const auto& [order, account, market, side, waits_for, price, lots, held] = event;
    return line("OrderWaits", order, account, market, side, waits_for, price, lots, held);
}

std::string text(const OrderAwoke& event) {
    const auto& [order, account, market, side, waited_for, price, lots, released] = event;
    return line("OrderAwoke", order, account, market, side, waited_for, price, lots, released);
}

std::string text(const WaitingEnded& event) {
    const auto& [order, account, market, side, lots, released, reason] = event;
    return line("WaitingEnded", order, account, market, side, lots, released, reason);
}

std::string text(const TrailingStarted& event) {
    const auto& [order, account, market] = event;
    return line("TrailingStarted", order, account, market);
}

std::string text(const TradePrevented& event) {
    const auto& [prevention, maker_order, taker_order, maker, taker, group, price, maker_lots,
                 taker_lots, market, taker_side, mode, maker_done, taker_done, taker_price] = event;
    return line("TradePrevented", prevention, maker_order, taker_order, maker, taker, group, price,
                maker_lots, taker_lots, market, taker_side, mode, maker_done, taker_done,
                taker_price);
}

std::string text(const SliceShown& event) {
    const auto& [order, account, market, side, price, hidden_before, hidden] = event;
    return line("SliceShown", order, account, market, side, price, hidden_before, hidden);
}

std::string text(const OrderAmended& event) {
    const auto& [order, account, market, side, kept_place, price_before, lots_before, price, lots,
                 client_id] = event;
    return line("OrderAmended", order, account, market, side, kept_place, price_before, lots_before,
                price, lots, client_id);
}

std::string text(const WaitingAmended& event) {
    const auto& [order, account, market, side, price, lots_before, lots, held_before, held,
                 client_id] = event;
    return line("WaitingAmended", order, account, market, side, price, lots_before, lots,
                held_before, held, client_id);
}

std::string text(const ListAccepted& event) {
    const auto& [list, account, market, kind, client_id, first, second, third] = event;
    return line("ListAccepted", list, account, market, kind, client_id, first, second, third);
}

std::string text(const ListEnded& event) {
    const auto& [list, account, market] = event;
    return line("ListEnded", list, account, market);
}

std::string text(const AuctionTraded& event) {
    const auto& [trade, maker_price, taker_price] = event;
    return line("AuctionTraded", maker_price, taker_price) + text(trade);
}

std::string text(const Repeated& event) {
    const auto& [key, account, lane, number, last] = event;
    return line("Repeated", key, account, lane, number, last);
}

std::string text(const DeadManSet& event) {
    const auto& [account, due] = event;
    return line("DeadManSet", account, due);
}

std::string text(const DeadManFired& event) {
    const auto& [account] = event;
    return line("DeadManFired", account);
}

std::string text(const KillSwitched& event) {
    const auto& [account, market, lifted] = event;
    return line("KillSwitched", account, market, lifted);
}

std::string text(const MarketRulesSet& event) {
    const auto& [market, rules] = event;
    return line("MarketRulesSet", market) + text(rules);
}

std::string text(const PhaseChanged& event) {
    const auto& [market, phase, until, next] = event;
    return line("PhaseChanged", market, phase, until, next);
}

std::string text(const PhaseScheduled& event) {
    const auto& [market, at, every, phase, lasts, next] = event;
    return line("PhaseScheduled", market, at, every, phase, lasts, next);
}

std::string text(const ScheduleCleared& event) {
    const auto& [market] = event;
    return line("ScheduleCleared", market);
}

std::string text(const AuctionIndicated& event) {
    const auto& [market, price, lots, surplus, surplus_side] = event;
    return line("AuctionIndicated", market, price, lots, surplus, surplus_side);
}

std::string text(const Uncrossed& event) {
    const auto& [market, price, lots] = event;
    return line("Uncrossed", market, price, lots);
}

std::string text(const TradeGroupSet& event) {
    const auto& [account, group] = event;
    return line("TradeGroupSet", account, group);
}

std::string text(const FeeTierSet& event) {
    const auto& [account, lifted, maker_fee, taker_fee] = event;
    return line("FeeTierSet", account, lifted, maker_fee, taker_fee);
}

std::string text(const TradeBusted& event) {
    const auto& [market, trade, buyer, seller, price, lots, buyer_fee, seller_fee, buyer_owes,
                 seller_owes] = event;
    return line("TradeBusted", market, trade, buyer, seller, price, lots, buyer_fee, seller_fee,
                buyer_owes, seller_owes);
}

}  // namespace divmid
