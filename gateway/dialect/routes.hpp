// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace divmid::gateway {

class Parameters;

/// What can be asked, by REST and by the WebSocket API alike.
enum class Operation : std::uint8_t {
    ping,
    time,
    exchange_info,
    depth,
    trades,
    historical_trades,
    aggregate_trades,
    price_ticker,
    book_ticker,
    klines,
    day_ticker,
    average_price,
    account,
    place_order,
    test_order,
    cancel_order,
    cancel_open_orders,
    place_oco,
    place_old_oco,
    place_oto,
    place_otoco,
    cancel_list,
    amend_keep_priority,
    amend_in_place,
    cancel_many_orders,
    set_dead_man,
    kill,
    lift_kill,
    replace_order,
    query_order,
    open_orders,
    my_trades,
    order_counts,
    all_orders,
    query_list,
    open_lists,
    all_lists,
    amendments,
    prevented_matches,
    my_filters,
    execution_rules,
    commission,
    trade_fees,
    nothing_listed,
    no_symbols,
    session_logon,
    session_status,
    session_logout,
    session_subscriptions,
    cancel_on_disconnect,
    subscribe_account,
    subscribe_account_signed,
    unsubscribe_account,
};

/// What a request must prove. `key`: that it comes from the owner of a key, whatever that may do.
/// Whether a key may trade is the engine's to say.
enum class Security : std::uint8_t { none, key, user_data, trade };

struct Route {
    Operation operation{};
    Security security{};
    std::string_view verb;    ///< GET, POST, PUT, DELETE. Empty: not asked by REST.
    std::string_view path;    ///< After /api/v3/, or whole where it is somewhere else.
    std::string_view method;  ///< Of the WebSocket API, without "v3/".
};

/// Null when nothing answers to that verb at that path.
[[nodiscard]] const Route* find_route(std::string_view verb, std::string_view path);
/// By method of the WebSocket API. Null when there is none.
[[nodiscard]] const Route* find_method(std::string_view method);

/// What is asked, by its method of the WebSocket API: the same for every transport. Empty for what
/// only REST has.
[[nodiscard]] std::string_view name_of(Operation operation);

/// All there are: for who must have something to say of each.
[[nodiscard]] std::vector<Route> all_routes();

/// Becomes a command, and is answered when that is released.
[[nodiscard]] constexpr bool is_command(Operation operation) {
    return operation >= Operation::place_order && operation <= Operation::replace_order;
}

[[nodiscard]] constexpr bool is_amendment(Operation operation) {
    return operation == Operation::amend_keep_priority || operation == Operation::amend_in_place;
}

/// Asks for orders that depend on each other.
[[nodiscard]] constexpr bool is_list_placement(Operation operation) {
    return operation >= Operation::place_oco && operation <= Operation::place_otoco;
}

/// Asks for new orders, or whether they would be accepted.
[[nodiscard]] constexpr bool is_placement(Operation operation) {
    return operation == Operation::place_order || operation == Operation::test_order ||
           operation == Operation::replace_order || is_list_placement(operation);
}

/// Asks about the connection it comes on, or changes what that is: logged on, subscribed.
[[nodiscard]] constexpr bool is_session(Operation operation) {
    return operation >= Operation::session_logon && operation <= Operation::unsubscribe_account;
}

/// Request weight of what cannot be read, or asks for what there is not.
inline constexpr unsigned kWeightUnread = 1;

/// Changes something, so that it is done once however often it is sent.
[[nodiscard]] constexpr bool is_once(Operation operation) {
    return (is_command(operation) && operation != Operation::test_order) ||
           operation == Operation::session_logon ||
           operation == Operation::subscribe_account_signed;
}

/// Request weight: what it costs of a peer's allowance.
[[nodiscard]] unsigned weight_of(Operation operation, const Parameters& parameters);

}  // namespace divmid::gateway
