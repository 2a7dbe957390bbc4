// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "gateway/dialect/market_statistics.hpp"
#include "gateway/dialect/request.hpp"

namespace divmid::gateway {

/// What everybody may ask about how a market went: candlesticks, days and averages.
class StatisticsQueries {
public:
    explicit StatisticsQueries(Services services) : services_{std::move(services)} {}

    Outcome klines(const Request& request, std::string& result);
    Outcome day_tickers(const Request& request, std::string& result);
    Outcome average_price(const Request& request, std::string& result);

private:
    [[nodiscard]] const MarketCandles* candles(const ListedMarket& market) const;
    [[nodiscard]] DayTicker day_ticker(const ListedMarket& market) const;

    Services services_;
};

}  // namespace divmid::gateway
