// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/reason_names.hpp"

namespace divmid {

std::string_view name(Reject reason) {
    using enum Reject;
    switch (reason) {
        case none:
            return "none";
        case unknown_account:
            return "unknown_account";
        case unknown_market:
            return "unknown_market";
        case unknown_asset:
            return "unknown_asset";
        case deadline_passed:
            return "deadline_passed";
        case unknown_key:
            return "unknown_key";
        case key_revoked:
            return "key_revoked";
        case key_of_other_account:
            return "key_of_other_account";
        case scope_missing:
            return "scope_missing";
        case account_forbidden:
            return "account_forbidden";
        case storage_low:
            return "storage_low";
        case unsupported_combination:
            return "unsupported_combination";
        case expiry_passed:
            return "expiry_passed";
        case duplicate_client_id:
            return "duplicate_client_id";
        case price_not_positive:
            return "price_not_positive";
        case price_below_min:
            return "price_below_min";
        case price_above_max:
            return "price_above_max";
        case price_off_tick:
            return "price_off_tick";
        case quantity_not_positive:
            return "quantity_not_positive";
        case quantity_below_min:
            return "quantity_below_min";
        case quantity_above_max:
            return "quantity_above_max";
        case quantity_off_lot:
            return "quantity_off_lot";
        case notional_below_min:
            return "notional_below_min";
        case too_many_open_orders:
            return "too_many_open_orders";
        case would_take:
            return "would_take";
        case book_empty:
            return "book_empty";
        case insufficient_balance:
            return "insufficient_balance";
        case unknown_order:
            return "unknown_order";
        case cancel_restricted:
            return "cancel_restricted";
        case symbol_malformed:
            return "symbol_malformed";
        case symbol_taken:
            return "symbol_taken";
        case scale_out_of_range:
            return "scale_out_of_range";
        case steps_not_whole:
            return "steps_not_whole";
        case limits_malformed:
            return "limits_malformed";
        case fee_out_of_range:
            return "fee_out_of_range";
        case key_malformed:
            return "key_malformed";
        case key_taken:
            return "key_taken";
        case amount_not_positive:
            return "amount_not_positive";
        case balance_overflow:
            return "balance_overflow";
        case limit_reached:
            return "limit_reached";
        case request_number_reused:
            return "request_number_reused";
        case killed:
            return "killed";
        case phase_forbids:
            return "phase_forbids";
        case prevention_not_offered:
            return "prevention_not_offered";
        case peg_side_empty:
            return "peg_side_empty";
        case market_quantity_below_min:
            return "market_quantity_below_min";
        case market_quantity_above_max:
            return "market_quantity_above_max";
        case notional_above_max:
            return "notional_above_max";
        case price_outside_percent:
            return "price_outside_percent";
        case too_many_waiting_orders:
            return "too_many_waiting_orders";
        case too_many_lists:
            return "too_many_lists";
        case iceberg_parts:
            return "iceberg_parts";
        case trailing_out_of_range:
            return "trailing_out_of_range";
        case position_above_max:
            return "position_above_max";
        case would_trigger:
            return "would_trigger";
        case amend_grows:
            return "amend_grows";
        case amend_below_done:
            return "amend_below_done";
        case amend_changes_nothing:
            return "amend_changes_nothing";
        case amend_not_possible:
            return "amend_not_possible";
        case orders_open:
            return "orders_open";
        case time_out_of_range:
            return "time_out_of_range";
        case phase_unreachable:
            return "phase_unreachable";
        case trade_unknown:
            return "trade_unknown";
        case trade_busted:
            return "trade_busted";
        case trade_too_old:
            return "trade_too_old";
        case note_missing:
            return "note_missing";
    }
    return {};
}

std::string_view name(EndReason reason) {
    using enum EndReason;
    switch (reason) {
        case filled:
            return "filled";
        case canceled_by_owner:
            return "canceled_by_owner";
        case unfilled_ioc:
            return "unfilled_ioc";
        case unfilled_fok:
            return "unfilled_fok";
        case insufficient_liquidity:
            return "insufficient_liquidity";
        case expired_at_date:
            return "expired_at_date";
        case budget_spent:
            return "budget_spent";
        case prevented:
            return "prevented";
        case sibling_worked:
            return "sibling_worked";
        case working_order_ended:
            return "working_order_ended";
        case list_canceled:
            return "list_canceled";
        case outside_band:
            return "outside_band";
        case session_ended:
            return "session_ended";
        case dead_man:
            return "dead_man";
        case killed:
            return "killed";
        case canceled_by_exchange:
            return "canceled_by_exchange";
        case no_funds_to_start:
            return "no_funds_to_start";
        case refused_at_start:
            return "refused_at_start";
        case auction_unfilled:
            return "auction_unfilled";
    }
    return {};
}

std::string_view name(Phase phase) {
    switch (phase) {
        using enum Phase;
        case continuous:
            return "continuous";
        case closed:
            return "closed";
        case cancel_only:
            return "cancel_only";
        case post_only:
            return "post_only";
        case auction_call:
            return "auction_call";
        case halted:
            return "halted";
        case delisted:
            return "delisted";
    }
    return {};
}

}  // namespace divmid
