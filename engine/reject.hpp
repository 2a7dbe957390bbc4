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
    deadline_passed = 10,
    unknown_key = 20,
    key_revoked = 21,
    key_of_other_account = 22,
    scope_missing = 23,
    account_forbidden = 30,  ///< The account's kind may not do this.
    storage_low = 40,
    unsupported_combination = 50,  ///< Type, time in force and what they need do not fit.
    expiry_passed = 51,
    duplicate_client_id = 60,
    price_not_positive = 70,
    price_below_min = 71,
    price_above_max = 72,
    price_off_tick = 73,
    quantity_not_positive = 80,
    quantity_below_min = 81,
    quantity_above_max = 82,
    quantity_off_lot = 83,
    notional_below_min = 90,
    too_many_open_orders = 100,
    would_take = 110,  ///< A limit maker that meets the other side.
    book_empty = 111,  ///< A market order by budget with nothing to meet.
    insufficient_balance = 120,
    unknown_order = 130,      ///< Not open, or somebody else's.
    cancel_restricted = 131,  ///< It is open, but not in the state that the cancel asks for.

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
};

}  // namespace divmid
