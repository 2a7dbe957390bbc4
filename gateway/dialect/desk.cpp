// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/desk.hpp"

namespace divmid::gateway {

Outcome Desk::begin(const Request& request, std::string& result) {
    switch (request.operation) {
        case Operation::place_order:
        case Operation::test_order:
            return orders_.place(request);
        case Operation::cancel_order:
            return orders_.cancel(request);
        case Operation::query_order:
            return queries_.order(request);
        case Operation::my_trades:
            return queries_.my_trades(request);
        case Operation::ping:
            return queries_.ping(request, result);
        case Operation::time:
            return queries_.time(request, result);
        case Operation::exchange_info:
            return queries_.exchange_info(request, result);
        case Operation::depth:
            return queries_.depth(request, result);
        case Operation::trades:
            return queries_.trades(request, result);
        case Operation::price_ticker:
            return queries_.price_tickers(request, result);
        case Operation::book_ticker:
            return queries_.book_tickers(request, result);
        case Operation::account:
            return queries_.account(request, result);
        case Operation::open_orders:
            return queries_.open_orders(request, result);
    }
    return std::unexpected{refuse::unsupported_operation()};
}

}  // namespace divmid::gateway
