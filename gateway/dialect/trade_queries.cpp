// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/trade_queries.hpp"

#include "gateway/dialect/faults.hpp"
#include "gateway/dialect/market_data.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {
namespace {

constexpr std::size_t kTradesDefault = 500;
constexpr std::size_t kTradesMost = 1000;

}  // namespace

Outcome TradeQueries::trades(const Request& request, std::string& result) {
    const ListedMarket* const market =
        read_symbol(request.parameters, services_.projections.catalog);
    const std::size_t limit = request.parameters.limit(kTradesDefault, kTradesMost);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    write_trades(json, *market, services_.projections.tape.trades(market->terms.market), limit,
                 request.caller.unit);
    return Progress::answered;
}

}  // namespace divmid::gateway
