// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// What everybody may ask about the exchange and its books. Answered from projections at once.
class MarketQueries {
public:
    explicit MarketQueries(Services services) : services_{std::move(services)} {}

    Outcome ping(const Request& request, std::string& result);
    Outcome time(const Request& request, std::string& result);
    Outcome exchange_info(const Request& request, std::string& result);
    /// The filters that bind the caller in a market: nobody has any of their own.
    Outcome filters(const Request& request, std::string& result);
    Outcome execution_rules(const Request& request, std::string& result);
    Outcome depth(const Request& request, std::string& result);
    Outcome price_tickers(const Request& request, std::string& result);
    Outcome book_tickers(const Request& request, std::string& result);

private:
    using WriteTicker = std::function<void(JsonWriter&, const ListedMarket&)>;

    Outcome tickers(const Request& request, std::string& result, const WriteTicker& write);

    Services services_;
};

}  // namespace divmid::gateway
