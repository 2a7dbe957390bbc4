// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// The requests that change nothing: answered from projections at once, or from history later.
class Queries {
public:
    explicit Queries(Services services) : services_{std::move(services)} {}

    Outcome ping(const Request& request, std::string& result);
    Outcome time(const Request& request, std::string& result);
    Outcome exchange_info(const Request& request, std::string& result);
    Outcome depth(const Request& request, std::string& result);
    Outcome trades(const Request& request, std::string& result);
    Outcome price_tickers(const Request& request, std::string& result);
    Outcome book_tickers(const Request& request, std::string& result);
    Outcome account(const Request& request, std::string& result);
    Outcome open_orders(const Request& request, std::string& result);
    Outcome order(const Request& request);
    Outcome my_trades(const Request& request);

private:
    using WriteTicker = std::function<void(JsonWriter&, const ListedMarket&)>;

    Outcome tickers(const Request& request, std::string& result, const WriteTicker& write);

    Services services_;
};

}  // namespace divmid::gateway
