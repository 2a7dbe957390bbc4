// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/errors.hpp"

#include <fmt/format.h>

#include <utility>

#include "gateway/dialect/json_writer.hpp"

namespace divmid::gateway {
namespace refuse {

Error internal_error() {
    return {-1000, "An unknown error occurred while processing the request.", 500};
}

Error unknown_path() {
    return {-1000, "There is nothing at this path.", 404};
}

Error too_much_weight(unsigned limit, Timestamp again) {
    return {-1003,
            fmt::format("Too much request weight used; current limit is {} request weight per 1 "
                        "MINUTE. Please use WebSocket Streams for live updates to avoid polling "
                        "the API.",
                        limit),
            429, again};
}

Error too_many_requests(unsigned limit, Timestamp again) {
    return {-1003,
            fmt::format("Too many requests; current limit is {} requests per 5 MINUTE. Please use "
                        "WebSocket Streams for live updates to avoid polling the API.",
                        limit),
            429, again};
}

Error banned(Timestamp until) {
    constexpr std::int64_t kMillisecond = 1000;
    return {-1003,
            fmt::format("Way too much request weight used; IP banned until {}. Please use "
                        "WebSocket Streams for live updates to avoid bans.",
                        until.value() / kMillisecond),
            418, until};
}

Error timed_out() {
    return {-1007,
            "Timeout waiting for response from backend server. Send status unknown; execution "
            "status unknown.",
            504};
}

Error overloaded() {
    return {-1008,
            "Server is currently overloaded with other requests. Please try again in a few "
            "minutes.",
            503};
}

Error too_many_orders(unsigned limit, std::string_view interval, Timestamp again) {
    return {-1015,
            fmt::format("Too many new orders; current limit is {} orders per {}.", limit, interval),
            429, again};
}

Error shutting_down() {
    return {-1016, "This service is no longer available.", 503};
}

Error unsupported_operation() {
    return {-1020, "This operation is not supported."};
}

Error outside_window() {
    return {-1021, "Timestamp for this request is outside of the recvWindow."};
}

Error ahead_of_time() {
    return {-1021, "Timestamp for this request was 1000ms ahead of the server's time."};
}

Error before_start() {
    return {-1021, "Timestamp for this request is from before the server was started."};
}

Error already_used() {
    return {-1021, "Signature for this request was used already: it is executed once."};
}

Error bad_signature() {
    return {-1022, "Signature for this request is not valid."};
}

Error too_many_handshakes(unsigned limit, Timestamp again) {
    return {-1034,
            fmt::format("Too many connection attempts from IP; current limit is {} per '5 MINUTE'.",
                        limit),
            429, again};
}

Error illegal(std::string_view name, std::string_view legal) {
    return {-1100, fmt::format("Illegal characters found in parameter '{}'; legal range is '{}'.",
                               name, legal)};
}

Error too_many_parameters(std::size_t expected, std::size_t received) {
    return {-1101, fmt::format("Too many parameters; expected '{}' and received '{}'.", expected,
                               received)};
}

Error duplicate_parameter() {
    return {-1101, "Duplicate values for a parameter detected."};
}

Error unknown_parameter() {
    return {-1103, "An unknown parameter was sent."};
}

Error missing(std::string_view name) {
    return {-1102, fmt::format("Mandatory parameter '{}' was not sent, was empty/null, or "
                               "malformed.",
                               name)};
}

Error missing_both(std::string_view one, std::string_view other) {
    return {-1102,
            fmt::format("Param '{}' or '{}' must be sent, but both were empty/null!", one, other)};
}

Error unread_parameters(std::size_t read, std::size_t sent) {
    return {-1104, fmt::format("Not all sent parameters were read; read '{}' parameter(s) but was "
                               "sent '{}'.",
                               read, sent)};
}

Error empty_parameter(std::string_view name) {
    return {-1105, fmt::format("Parameter '{}' was empty.", name)};
}

Error not_required(std::string_view name) {
    return {-1106, fmt::format("Parameter '{}' sent when not required.", name)};
}

Error overflowed(std::string_view name) {
    return {-1108, fmt::format("Parameter '{}' overflowed.", name)};
}

Error too_precise(std::string_view name) {
    return {-1111, fmt::format("Parameter '{}' has too much precision.", name)};
}

Error time_in_force_not_required() {
    return {-1114, "TimeInForce parameter sent when not required."};
}

Error bad_time_in_force() {
    return {-1115, "Invalid timeInForce."};
}

Error bad_order_type() {
    return {-1116, "Invalid orderType."};
}

Error bad_side() {
    return {-1117, "Invalid side."};
}

Error bad_interval() {
    return {-1120, "Invalid interval."};
}

Error bad_symbol() {
    return {-1121, "Invalid symbol."};
}

Error more_than_a_day() {
    return {-1127, "More than 24 hours between startTime and endTime."};
}

Error bad_combination() {
    return {-1128, "Combination of optional parameters invalid."};
}

Error invalid(std::string_view name) {
    return {-1130, fmt::format("Data sent for parameter '{}' is not valid.", name)};
}

Error window_too_wide() {
    return {-1131, "recvWindow must be less than 60000."};
}

Error not_json() {
    return {-1135, "Invalid JSON Request"};
}

Error bad_strategy_type() {
    return {-1134, "`strategyType` was less than 1000000."};
}

Error bad_ticker_type() {
    return {-1139, "Invalid ticker type."};
}

Error bad_cancel_restrictions() {
    return {-1145, "cancelRestrictions has to be either `ONLY_NEW` or `ONLY_PARTIALLY_FILLED`."};
}

Error repeated_symbol() {
    return {-1151, "Symbol is present multiple times in the list."};
}

Error no_binary_form() {
    return {-1154, "SBE is not enabled.", 406};
}

Error bad_time_unit() {
    return {-1194, "Invalid value for time unit; expected either MICROSECOND or MILLISECOND."};
}

Error type_not_for_pairs() {
    return {-1158, "Order type not supported in OCO."};
}

Error iceberg_not_gtc(std::string_view name, std::string_view time_in_force) {
    return {-1160, fmt::format("Parameter '{}' is not supported if `{}` is not GTC.", name,
                               time_in_force)};
}

Error misplaced_limit(bool buys) {
    if (buys) return {-1165, "A limit order in a buy OCO must be below."};
    return {-1166, "A limit order in a sell OCO must be above."};
}

Error both_legs_limit() {
    return {-1168, "At least one OCO order must be contingent."};
}

Error misplaced_stop_loss(bool buys) {
    if (buys) return {-1196, "A stop loss order in a buy OCO must be above."};
    return {-1197, "A stop loss order in a sell OCO must be below."};
}

Error misplaced_take_profit(bool buys) {
    if (buys) return {-1198, "A take profit order in a buy OCO must be below."};
    return {-1199, "A take profit order in a sell OCO must be above."};
}

Error bad_list_prices() {
    return {-2010, "The relationship of the prices for the orders is not correct."};
}

Error no_reference_price() {
    return {-2043, "This symbol doesn't have a reference price."};
}

Error bad_peg_price_type() {
    return {-1210, "Invalid pegPriceType."};
}

Error bad_peg_offset_type() {
    return {-1211, "Invalid pegOffsetType."};
}

Error never_executed() {
    return {-2013, "Request number was skipped: never executed."};
}

Error list_not_found() {
    return {-2013, "Order list does not exist."};
}

Error order_not_found() {
    return {-2013, "Order does not exist."};
}

Error replace_half_done(std::string data) {
    return {.code = -2021,
            .message = "Order cancel-replace partially failed.",
            .status = 409,
            .again = {},
            .data = std::move(data)};
}

Error replace_failed(std::string data) {
    return {.code = -2022,
            .message = "Order cancel-replace failed.",
            .status = 400,
            .again = {},
            .data = std::move(data)};
}

Error key_malformed() {
    return {-2014, "API-key format invalid.", 401};
}

Error key_rejected() {
    return {-2015, "Invalid API-key, IP, or permissions for action.", 401};
}

Error key_not_for_sessions() {
    return {-4056, "HMAC_SHA256 API key is not supported."};
}

Error subscription_active() {
    return {-2035, "User Data Stream subscription already active."};
}

Error subscription_inactive() {
    return {-2036, "User Data Stream subscription not active."};
}

Error too_many_tied_accounts() {
    return {-2042, "Too many accounts on this connection while it cancels on disconnect."};
}

Error too_many_subscriptions() {
    return {-2042, "Maximum subscription ID reached for this connection."};
}

Error self_trade_mode_not_allowed() {
    return {-1013, "This symbol does not allow the specified self-trade prevention mode."};
}

}  // namespace refuse

void append_error(std::string& to, const Error& error) {
    JsonWriter json{to};
    json.begin_object().member("code").number(error.code).member("msg").text(error.message);
    if (!error.data.empty()) json.member("data").raw(error.data);
    json.end_object();
}

}  // namespace divmid::gateway
