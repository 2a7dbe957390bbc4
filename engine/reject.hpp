// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace divmid {

/// Why a command was refused. The order of the names is the order of checking (market.md, Order of
/// refusals): where several hold, the first one is told. The numbers are on disk and never change,
/// so they leave room.
enum class Reject : std::uint8_t {
    none = 0,

    unknown_account = 1,
    unknown_market = 2,
    unknown_asset = 3,
    request_number_reused = 5,  ///< The number was used for something else.
    deadline_passed = 10,
    unknown_key = 20,
    key_revoked = 21,
    key_of_other_account = 22,
    scope_missing = 23,
    account_forbidden = 30,  ///< The account's kind may not do this.
    killed = 31,             ///< By the kill switch of the account, the market or the exchange.
    storage_low = 40,
    phase_forbids = 45,            ///< What the market does now leaves no room for this.
    unsupported_combination = 50,  ///< Type, time in force and what they need do not fit.
    expiry_passed = 51,
    prevention_not_offered = 52,  ///< That self-trade prevention.
    duplicate_client_id = 60,
    peg_side_empty = 65,  ///< There is no price to take.
    price_not_positive = 70,
    price_below_min = 71,
    price_above_max = 72,
    price_off_tick = 73,
    quantity_not_positive = 80,
    quantity_below_min = 81,
    quantity_above_max = 82,
    quantity_off_lot = 83,
    market_quantity_below_min = 84,
    market_quantity_above_max = 85,
    notional_below_min = 90,
    notional_above_max = 91,
    price_outside_percent = 95,  ///< Too far from the reference price.
    too_many_open_orders = 100,
    too_many_waiting_orders = 101,
    too_many_lists = 102,
    iceberg_parts = 103,  ///< None allowed, too many slices, or a slice above the quantity.
    trailing_out_of_range = 104,
    position_above_max = 105,
    would_trigger = 108,  ///< The last price has reached the stop price already.
    would_take = 110,     ///< A limit maker that meets the other side.
    book_empty = 111,     ///< A market order by budget with nothing to meet.
    insufficient_balance = 120,
    unknown_order = 130,      ///< Not open, or somebody else's.
    cancel_restricted = 131,  ///< It is open, but not in the state that the cancel asks for.
    amend_grows = 132,        ///< Not less than before, where only less keeps the place.
    amend_below_done = 133,   ///< Not above what was traded and prevented.
    amend_changes_nothing = 134,
    amend_not_possible = 135,  ///< Orders of this kind, or in this state, are not amended.

    symbol_malformed = 150,
    symbol_taken = 151,
    scale_out_of_range = 152,
    steps_not_whole = 153,   ///< tick size × lot size is no whole number of the quote's units.
    limits_malformed = 154,  ///< Zero, crossed, off their steps, or too wide.
    fee_out_of_range = 155,
    key_malformed = 160,
    key_taken = 161,
    amount_not_positive = 170,
    balance_overflow = 171,
    limit_reached = 180,  ///< Of assets, markets, accounts or keys.
    orders_open = 190,    ///< Steps change only on an empty book.
    time_out_of_range = 191,
    phase_unreachable = 192,  ///< The market is delisted, or about to be.
    trade_unknown = 193,
    trade_busted = 194,
    trade_too_old = 195,
    note_missing = 196,
};

/// One sentence for people, without a full stop. Empty only for a number that is no reason.
[[nodiscard]] std::string_view text(Reject reason);

/// Why an order is no longer open. Numbers on disk, never changed.
enum class EndReason : std::uint8_t {
    filled = 1,
    canceled_by_owner = 2,
    unfilled_ioc = 3,            ///< Immediate-or-cancel met no more.
    unfilled_fok = 4,            ///< Fill-or-kill could not be filled whole.
    insufficient_liquidity = 5,  ///< A market order met no more.
    expired_at_date = 6,         ///< Good till date.
    budget_spent = 7,            ///< A market order by budget can trade no further lot, or none.
    prevented = 8,               ///< By self-trade prevention.
    sibling_worked = 9,          ///< The other order of a pair traded or was triggered.
    working_order_ended = 10,    ///< The order that had to be filled first was not.
    list_canceled = 11,          ///< Another order of the list was cancelled.
    outside_band = 12,           ///< The next match lay outside the execution band.
    session_ended = 13,
    dead_man = 14,
    killed = 15,
    canceled_by_exchange = 16,  ///< Delisting, or a busted trade.
    no_funds_to_start = 17,     ///< When it should have started to work.
    refused_at_start = 18,      ///< It may not do then what it asks: take, peg, or rest.
    auction_unfilled = 19,      ///< A market order that the uncross left.
};

}  // namespace divmid
