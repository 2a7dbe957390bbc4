// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/desk.hpp"

#include "gateway/dialect/entry_terms.hpp"

namespace divmid::gateway {

Outcome Desk::begin(const Request& request, std::string& result) {
    return is_command(request.operation) ? command(request) : run(request, result);
}

Outcome Desk::command(const Request& request) {
    const EntryTerms terms = read_entry_terms(request);
    request.ticket.identity = terms.numbered ? terms.numbered->identity : 0;
    if (terms.numbered) inbox_.precede(*terms.numbered);
    const Outcome outcome = submit({.operation = request.operation,
                                    .parameters = request.parameters,
                                    .caller = terms.caller,
                                    .received = request.received,
                                    .line = request.line,
                                    .number = request.number,
                                    .ticket = request.ticket});
    inbox_.withdraw();
    return outcome;
}

Outcome Desk::submit(const Request& request) {
    switch (request.operation) {
        case Operation::cancel_order:
            return orders_.cancel(request);
        case Operation::cancel_open_orders:
            return orders_.cancel_open(request);
        case Operation::cancel_many_orders:
            return controls_.cancel_many(request);
        case Operation::set_dead_man:
            return controls_.set_dead_man(request);
        case Operation::kill:
            return controls_.kill(request);
        case Operation::lift_kill:
            return controls_.lift(request);
        case Operation::replace_order:
            return orders_.replace(request);
        case Operation::place_oco:
        case Operation::place_old_oco:
        case Operation::place_oto:
        case Operation::place_otoco:
            return lists_.place(request);
        case Operation::cancel_list:
            return lists_.cancel(request);
        case Operation::amend_keep_priority:
            return amendments_.keep_priority(request);
        case Operation::amend_in_place:
            return amendments_.in_place(request);
        default:
            return orders_.place(request);
    }
}

Outcome Desk::released(const Released& released, std::string& result) {
    const bool is_numbered = released.ticket.identity != 0;
    if (is_numbered)
        if (auto outcome = repeated_.unexecuted(released)) return *std::move(outcome);
    return answers_.released(released, result);
}

Outcome Desk::run(const Request& request, std::string& result) {
    switch (request.operation) {
        case Operation::query_order:
            return account_.order(request);
        case Operation::my_trades:
            return account_.my_trades(request);
        case Operation::order_counts:
            return limits_.orders(request, result);
        case Operation::ping:
            return market_.ping(request, result);
        case Operation::time:
            return market_.time(request, result);
        case Operation::exchange_info:
            return market_.exchange_info(request, result);
        case Operation::depth:
            return market_.depth(request, result);
        case Operation::trades:
            return trades_.recent(request);
        case Operation::historical_trades:
            return trades_.historical(request);
        case Operation::aggregate_trades:
            return trades_.aggregates(request);
        case Operation::price_ticker:
            return market_.price_tickers(request, result);
        case Operation::book_ticker:
            return market_.book_tickers(request, result);
        case Operation::klines:
            return statistics_.klines(request, result);
        case Operation::day_ticker:
            return statistics_.day_tickers(request, result);
        case Operation::average_price:
            return statistics_.average_price(request, result);
        case Operation::account:
            return account_.account(request, result);
        case Operation::open_orders:
            return account_.open_orders(request, result);
        case Operation::all_orders:
            return account_.all_orders(request);
        case Operation::query_list:
            return lists_.one(request);
        case Operation::open_lists:
            return lists_.open(request, result);
        case Operation::all_lists:
            return lists_.all(request);
        case Operation::amendments:
            return amendments_.list(request);
        case Operation::prevented_matches:
            return prevented_.list(request);
        case Operation::my_filters:
            return market_.filters(request, result);
        case Operation::execution_rules:
            return market_.execution_rules(request, result);
        case Operation::commission:
            return account_.commission(request, result);
        case Operation::trade_fees:
            return account_.trade_fees(request, result);
        case Operation::nothing_listed:
            result += "[]";
            return Progress::answered;
        case Operation::no_symbols:
            result += R"({"symbols":[]})";
            return Progress::answered;
        default:
            break;  // A command, or the connection's own: ApiSession answers.
    }
    return std::unexpected{refuse::unsupported_operation()};
}

}  // namespace divmid::gateway
