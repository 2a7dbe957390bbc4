// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "engine/reject.hpp"
#include "engine/types.hpp"

namespace divmid::gateway {

/// A refusal as the dialect tells it. Codes and several texts are contract: clients match both.
struct Error {
    int code{};
    std::string message;
    unsigned status{400};  ///< HTTP's, and the WebSocket API's alike.
    Timestamp again{};     ///< When asking makes sense again, where that is known (429, 418).
    std::string data{};    ///< JSON that is told beside it, or empty.
};

namespace refuse {

// What the gateway itself refuses: what it can't parse, verify or admit.

[[nodiscard]] Error internal_error();                                    // -1000
[[nodiscard]] Error unknown_path();                                      // -1000, 404
[[nodiscard]] Error too_much_weight(unsigned limit, Timestamp again);    // -1003, 429
[[nodiscard]] Error too_many_requests(unsigned limit, Timestamp again);  // -1003, 429
[[nodiscard]] Error banned(Timestamp until);                             // -1003, 418
[[nodiscard]] Error timed_out();                                         // -1007, 504
[[nodiscard]] Error overloaded();                                        // -1008, 503
/// `interval` as "10 SECOND".
[[nodiscard]] Error too_many_orders(unsigned limit, std::string_view interval,
                                    Timestamp again);                                 // -1015, 429
[[nodiscard]] Error shutting_down();                                                  // -1016, 503
[[nodiscard]] Error unsupported_operation();                                          // -1020
[[nodiscard]] Error outside_window();                                                 // -1021
[[nodiscard]] Error ahead_of_time();                                                  // -1021
[[nodiscard]] Error before_start();                                                   // -1021
[[nodiscard]] Error already_used();                                                   // -1021
[[nodiscard]] Error bad_signature();                                                  // -1022
[[nodiscard]] Error too_many_handshakes(unsigned limit, Timestamp again);             // -1034, 429
[[nodiscard]] Error illegal(std::string_view name, std::string_view legal);           // -1100
[[nodiscard]] Error too_many_parameters(std::size_t expected, std::size_t received);  // -1101
[[nodiscard]] Error duplicate_parameter();                                            // -1101
[[nodiscard]] Error unknown_parameter();                                              // -1103
[[nodiscard]] Error missing(std::string_view name);                                   // -1102
[[nodiscard]] Error missing_both(std::string_view one, std::string_view other);       // -1102
[[nodiscard]] Error unread_parameters(std::size_t read, std::size_t sent);            // -1104
[[nodiscard]] Error empty_parameter(std::string_view name);                           // -1105
[[nodiscard]] Error not_required(std::string_view name);                              // -1106
[[nodiscard]] Error overflowed(std::string_view name);                                // -1108
[[nodiscard]] Error too_precise(std::string_view name);                               // -1111
[[nodiscard]] Error time_in_force_not_required();                                     // -1114
[[nodiscard]] Error bad_time_in_force();                                              // -1115
[[nodiscard]] Error bad_order_type();                                                 // -1116
[[nodiscard]] Error bad_side();                                                       // -1117
[[nodiscard]] Error bad_interval();                                                   // -1120
[[nodiscard]] Error bad_symbol();                                                     // -1121
[[nodiscard]] Error more_than_a_day();                                                // -1127
[[nodiscard]] Error bad_combination();                                                // -1128
[[nodiscard]] Error invalid(std::string_view name);                                   // -1130
[[nodiscard]] Error window_too_wide();                                                // -1131
[[nodiscard]] Error not_json();                                                       // -1135
[[nodiscard]] Error bad_strategy_type();                                              // -1134
[[nodiscard]] Error bad_ticker_type();                                                // -1139
[[nodiscard]] Error bad_cancel_restrictions();                                        // -1145
[[nodiscard]] Error repeated_symbol();                                                // -1151
[[nodiscard]] Error no_binary_form();                                                 // -1154, 406
[[nodiscard]] Error bad_time_unit();                                                  // -1194
[[nodiscard]] Error type_not_for_pairs();                                             // -1158
[[nodiscard]] Error iceberg_not_gtc(std::string_view name,
                                    std::string_view time_in_force);  // -1160
[[nodiscard]] Error misplaced_limit(bool buys);                       // -1165, -1166
[[nodiscard]] Error both_legs_limit();                                // -1168
[[nodiscard]] Error misplaced_stop_loss(bool buys);                   // -1196, -1197
[[nodiscard]] Error misplaced_take_profit(bool buys);                 // -1198, -1199
[[nodiscard]] Error bad_list_prices();                                // -2010
[[nodiscard]] Error no_reference_price();                             // -2043
[[nodiscard]] Error bad_peg_price_type();                             // -1210
[[nodiscard]] Error bad_peg_offset_type();                            // -1211
[[nodiscard]] Error never_executed();                                 // -2013
[[nodiscard]] Error list_not_found();                                 // -2013
[[nodiscard]] Error order_not_found();                                // -2013
[[nodiscard]] Error replace_half_done(std::string data);              // -2021, 409
[[nodiscard]] Error replace_failed(std::string data);                 // -2022
[[nodiscard]] Error key_malformed();                                  // -2014, 401
[[nodiscard]] Error key_not_for_sessions();                           // -4056
[[nodiscard]] Error key_rejected();                                   // -2015, 401
[[nodiscard]] Error subscription_active();                            // -2035
[[nodiscard]] Error subscription_inactive();                          // -2036
[[nodiscard]] Error too_many_tied_accounts();                         // -2042
[[nodiscard]] Error too_many_subscriptions();                         // -2042
[[nodiscard]] Error self_trade_mode_not_allowed();                    // -1013

/// What the engine refused, in the dialect's words. Requires: reason is not none.
[[nodiscard]] Error by_engine(Reject reason);

}  // namespace refuse

/// Appends {"code":…,"msg":…}, and "data" where there is some.
void append_error(std::string& to, const Error& error);

}  // namespace divmid::gateway
