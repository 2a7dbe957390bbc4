// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/prevented_matches.hpp"

#include "gateway/dialect/faults.hpp"
#include "gateway/dialect/order_words.hpp"
#include "gateway/dialect/pages.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {

using storage::PreventionRow;

namespace {

void write_lots(JsonWriter& json, std::string_view name, Lots lots, const ListedMarket& market) {
    if (lots == Lots{}) return;
    json.member(name).decimal(market.terms.quantity(lots).value(), market.base_scale);
}

void write_match(JsonWriter& json, const PreventionRow& row, const ListedMarket& market,
                 TimeUnit unit) {
    json.begin_object().member("symbol").text(market.symbol);
    json.member("preventedMatchId").number(row.prevention.value());
    json.member("takerOrderId").number(row.taker_order.value());
    json.member("makerSymbol").text(market.symbol);
    json.member("makerOrderId").number(row.maker_order.value());
    json.member("tradeGroupId");
    if (row.group == TradeGroupId{})
        json.number(-1);
    else
        json.number(row.group.value());
    json.member("selfTradePreventionMode").text(text_of(row.mode)).member("price");
    json.decimal(market.terms.price(row.price).value(), market.quote_scale);
    write_lots(json, "takerPreventedQuantity", row.taker_lots, market);
    write_lots(json, "makerPreventedQuantity", row.maker_lots, market);
    json.member("transactTime").number(to_wire_time(row.time, unit)).end_object();
}

}  // namespace

Outcome PreventedMatches::list(const Request& request) {
    Parameters& parameters = request.parameters;
    const ListedMarket* const market = read_symbol(parameters, services_.projections.catalog);
    storage::PreventionQuery query;
    query.account = request.caller.account;
    if (market) query.market = market->terms.market;
    query.prevention = read_first<PreventionId>(parameters, "preventedMatchId", false);
    query.order = read_first<OrderId>(parameters, "orderId", false);
    const bool by_id = query.prevention != PreventionId{};
    const bool by_order = query.order != OrderId{};
    if (!by_id && !by_order) parameters.fail(refuse::missing_both("preventedMatchId", "orderId"));
    // A limit beside the id says nothing more, and one client always sends it.
    if (by_id && (by_order || parameters.sent("fromPreventedMatchId")))
        parameters.fail(refuse::bad_combination());
    query.from = read_first<PreventionId>(parameters, "fromPreventedMatchId", false);
    query.limit = parameters.limit(kListDefault, kListMost);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    return answer_list(
        request, services_.history.preventions(query),
        [market, unit = request.caller.unit](JsonWriter& json, const PreventionRow& row) {
            write_match(json, row, *market, unit);
        });
}

}  // namespace divmid::gateway
