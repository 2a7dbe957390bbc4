// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "gateway/dialect/errors.hpp"

namespace divmid::gateway::refuse {
namespace {

/// The code that clients read as "not executed, try later"; the text says which.
Error storage_low() {
    return {-1008, "Storage is low: new orders are refused until there is room again.", 503};
}

Error filter_failure(std::string_view filter) {
    return {-1013, fmt::format("Filter failure: {}", filter)};
}

}  // namespace

Error by_engine(Reject reason) {
    switch (reason) {
        case Reject::unknown_account:
        case Reject::unknown_key:
        case Reject::key_revoked:
        case Reject::key_of_other_account:
        case Reject::scope_missing:
            return key_rejected();
        case Reject::unknown_market:
            return bad_symbol();
        case Reject::deadline_passed:
            return outside_window();
        case Reject::account_forbidden:
            return {-2010, "This action is disabled on this account."};
        case Reject::storage_low:
            return storage_low();
        case Reject::unsupported_combination:
            return {-1014, "Unsupported order combination."};
        case Reject::expiry_passed:
            return invalid("goodTillDate");
        case Reject::duplicate_client_id:
            return {-2010, "Duplicate order sent."};
        case Reject::price_not_positive:
        case Reject::price_below_min:
        case Reject::price_above_max:
        case Reject::price_off_tick:
            return filter_failure("PRICE_FILTER");
        case Reject::quantity_not_positive:
        case Reject::quantity_below_min:
        case Reject::quantity_above_max:
        case Reject::quantity_off_lot:
            return filter_failure("LOT_SIZE");
        case Reject::notional_below_min:
            return filter_failure("NOTIONAL");
        case Reject::too_many_open_orders:
            return filter_failure("MAX_NUM_ORDERS");
        case Reject::would_take:
            return {-2010, "Order would immediately match and take."};
        case Reject::book_empty:
            return {-2010, "Order book liquidity is less than symbol minimum quantity."};
        case Reject::insufficient_balance:
            return {-2010, "Account has insufficient balance for requested action."};
        case Reject::unknown_order:
            return {-2011, "Unknown order sent."};
        case Reject::cancel_restricted:
            return {-2011, "Order was not canceled due to cancel restrictions."};
        case Reject::request_number_reused:
            return {-2010, "Request number was used for another request."};
        case Reject::killed:
            return {-2010, "This action is disabled on this account."};
        case Reject::phase_forbids:
            return {-2010, "Market is closed."};
        case Reject::prevention_not_offered:
            return {-1013, "This symbol does not allow the specified self-trade prevention mode."};
        case Reject::peg_side_empty:
            return {-2010, "There is no price to peg to."};
        case Reject::market_quantity_below_min:
        case Reject::market_quantity_above_max:
            return {-1013, "Filter failure: MARKET_LOT_SIZE"};
        case Reject::notional_above_max:
            return {-1013, "Filter failure: NOTIONAL"};
        case Reject::price_outside_percent:
            return {-1013, "Filter failure: PERCENT_PRICE_BY_SIDE"};
        case Reject::too_many_waiting_orders:
            return {-1013, "Filter failure: MAX_NUM_ALGO_ORDERS"};
        case Reject::too_many_lists:
            return {-1013, "Filter failure: MAX_NUM_ORDER_LISTS"};
        case Reject::iceberg_parts:
            return {-1013, "Filter failure: ICEBERG_PARTS"};
        case Reject::trailing_out_of_range:
            return {-1013, "Filter failure: TRAILING_DELTA"};
        case Reject::position_above_max:
            return {-1013, "Filter failure: MAX_POSITION"};
        case Reject::would_trigger:
            return {-2010, "Stop price would trigger immediately."};
        case Reject::amend_grows:
            return {-2038, "Order amend (quantity increase) is not supported."};
        case Reject::amend_below_done:
            return {-2038, "Order amend (quantity not above what was executed) is not supported."};
        case Reject::amend_changes_nothing:
            return {-2038, "Order amend (no change) is not supported."};
        case Reject::amend_not_possible:
            return {-2038, "Order amend is not supported for this order."};
        case Reject::orders_open:
        case Reject::time_out_of_range:
        case Reject::phase_unreachable:
        case Reject::trade_unknown:
        case Reject::trade_busted:
        case Reject::trade_too_old:
        case Reject::note_missing:
        case Reject::none:
        case Reject::unknown_asset:
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
            return internal_error();  // Administration's: never an order's.
    }
    return internal_error();
}

}  // namespace divmid::gateway::refuse
