// SPDX-License-Identifier: Apache-2.0
#include "storage/canonical/bits.hpp"

namespace divmid::storage {

bool names(Reject, std::uint64_t bits) {
    if (bits > std::numeric_limits<std::uint8_t>::max()) return false;
    // No default: a new name that is missing here does not compile.
    switch (static_cast<Reject>(bits)) {
        case Reject::none:
        case Reject::unknown_account:
        case Reject::unknown_market:
        case Reject::unknown_asset:
        case Reject::deadline_passed:
        case Reject::unknown_key:
        case Reject::key_revoked:
        case Reject::key_of_other_account:
        case Reject::scope_missing:
        case Reject::account_forbidden:
        case Reject::storage_low:
        case Reject::unsupported_combination:
        case Reject::expiry_passed:
        case Reject::duplicate_client_id:
        case Reject::price_not_positive:
        case Reject::price_below_min:
        case Reject::price_above_max:
        case Reject::price_off_tick:
        case Reject::quantity_not_positive:
        case Reject::quantity_below_min:
        case Reject::quantity_above_max:
        case Reject::quantity_off_lot:
        case Reject::notional_below_min:
        case Reject::too_many_open_orders:
        case Reject::would_take:
        case Reject::book_empty:
        case Reject::insufficient_balance:
        case Reject::unknown_order:
        case Reject::cancel_restricted:
        case Reject::symbol_malformed:
        case Reject::symbol_taken:
        case Reject::scale_out_of_range:
        case Reject::steps_not_whole:
        case Reject::limits_malformed:
        case Reject::fee_out_of_range:
        case Reject::key_malformed:
        case Reject::key_taken:
        case Reject::amount_not_positive:
        case Reject::balance_overflow:
        case Reject::limit_reached:
        case Reject::request_number_reused:
        case Reject::killed:
        case Reject::phase_forbids:
        case Reject::prevention_not_offered:
        case Reject::peg_side_empty:
        case Reject::market_quantity_below_min:
        case Reject::market_quantity_above_max:
        case Reject::notional_above_max:
        case Reject::price_outside_percent:
        case Reject::too_many_waiting_orders:
        case Reject::too_many_lists:
        case Reject::iceberg_parts:
        case Reject::trailing_out_of_range:
        case Reject::position_above_max:
        case Reject::would_trigger:
        case Reject::amend_grows:
        case Reject::amend_below_done:
        case Reject::amend_changes_nothing:
        case Reject::amend_not_possible:
        case Reject::orders_open:
        case Reject::time_out_of_range:
        case Reject::phase_unreachable:
        case Reject::trade_unknown:
        case Reject::trade_busted:
        case Reject::trade_too_old:
        case Reject::note_missing:
            return true;
    }
    return false;
}

}  // namespace divmid::storage
