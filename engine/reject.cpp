// SPDX-License-Identifier: Apache-2.0
#include "engine/reject.hpp"

namespace divmid {

std::string_view text(Reject reason) {
    switch (reason) {
        case Reject::none:
            return "Accepted";
        case Reject::unknown_account:
            return "No such account";
        case Reject::unknown_market:
            return "No such market";
        case Reject::unknown_asset:
            return "No such asset";
        case Reject::deadline_passed:
            return "The command arrived after its own deadline";
        case Reject::unknown_key:
            return "No such key";
        case Reject::key_revoked:
            return "The key was revoked";
        case Reject::key_of_other_account:
            return "The key belongs to another account";
        case Reject::scope_missing:
            return "The key's scopes do not allow this";
        case Reject::account_forbidden:
            return "An account of this kind may not do this";
        case Reject::storage_low:
            return "New orders are refused while storage runs low";
        case Reject::unsupported_combination:
            return "These parameters do not go together";
        case Reject::expiry_passed:
            return "The expiry date has already passed";
        case Reject::duplicate_client_id:
            return "An open order carries this client order id";
        case Reject::price_not_positive:
            return "The price must be above zero";
        case Reject::price_below_min:
            return "The price is below the market's minimum";
        case Reject::price_above_max:
            return "The price is above the market's maximum";
        case Reject::price_off_tick:
            return "The price is no multiple of the tick size";
        case Reject::quantity_not_positive:
            return "The quantity must be above zero";
        case Reject::quantity_below_min:
            return "The quantity is below the market's minimum";
        case Reject::quantity_above_max:
            return "The quantity is above the market's maximum";
        case Reject::quantity_off_lot:
            return "The quantity is no multiple of the lot size";
        case Reject::notional_below_min:
            return "The order's value is below the market's minimum";
        case Reject::too_many_open_orders:
            return "Too many open orders";
        case Reject::would_take:
            return "A limit maker order would trade at once";
        case Reject::book_empty:
            return "The other side of the book is empty";
        case Reject::insufficient_balance:
            return "The available balance does not suffice";
        case Reject::unknown_order:
            return "No such open order of this account";
        case Reject::cancel_restricted:
            return "The order is not in the state that the cancel is restricted to";
        case Reject::symbol_malformed:
            return "The symbol is malformed";
        case Reject::symbol_taken:
            return "The symbol is taken";
        case Reject::scale_out_of_range:
            return "The scale is out of range";
        case Reject::steps_not_whole:
            return "Tick size times lot size is no whole number of the quote asset's units";
        case Reject::limits_malformed:
            return "A limit is zero, crossed, off its step or too wide";
        case Reject::fee_out_of_range:
            return "A fee is out of range";
        case Reject::key_malformed:
            return "The key is malformed";
        case Reject::key_taken:
            return "The key's name is taken";
        case Reject::amount_not_positive:
            return "The amount must be above zero";
        case Reject::balance_overflow:
            return "The amount is more than the ledger can hold";
        case Reject::limit_reached:
            return "There can be no more of these";
        case Reject::request_number_reused:
            return "The request number was used for another request";
        case Reject::killed:
            return "A kill switch is on";
        case Reject::phase_forbids:
            return "The market does not take this now";
        case Reject::prevention_not_offered:
            return "This self-trade prevention is not offered";
        case Reject::peg_side_empty:
            return "There is no price to peg to";
        case Reject::market_quantity_below_min:
            return "The quantity is below the market's minimum for market orders";
        case Reject::market_quantity_above_max:
            return "The quantity is above the market's maximum for market orders";
        case Reject::notional_above_max:
            return "The order's value is above the market's maximum";
        case Reject::price_outside_percent:
            return "The price is too far from the reference price";
        case Reject::too_many_waiting_orders:
            return "Too many orders that wait for a stop price";
        case Reject::too_many_lists:
            return "Too many open order lists";
        case Reject::iceberg_parts:
            return "The iceberg has too many parts";
        case Reject::trailing_out_of_range:
            return "The trailing distance is out of range";
        case Reject::position_above_max:
            return "The position would be above its maximum";
        case Reject::would_trigger:
            return "The stop price would trigger at once";
        case Reject::amend_grows:
            return "The quantity may only become less";
        case Reject::amend_below_done:
            return "The quantity is not above what was done of it";
        case Reject::amend_changes_nothing:
            return "The amendment changes nothing";
        case Reject::amend_not_possible:
            return "This order cannot be amended";
        case Reject::orders_open:
            return "There are open orders";
        case Reject::time_out_of_range:
            return "The time is out of range";
        case Reject::phase_unreachable:
            return "The market cannot come into this phase";
        case Reject::trade_unknown:
            return "There is no such trade";
        case Reject::trade_busted:
            return "The trade was taken back before";
        case Reject::trade_too_old:
            return "The trade is too old to be taken back";
        case Reject::note_missing:
            return "A reason is missing";
    }
    return {};
}

}  // namespace divmid
