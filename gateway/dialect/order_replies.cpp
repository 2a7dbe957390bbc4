// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/order_replies.hpp"

#include "engine/check.hpp"
#include "gateway/dialect/auto_id.hpp"
#include "gateway/dialect/order_words.hpp"
#include "gateway/dialect/rates.hpp"

namespace divmid::gateway {

using storage::OrderRow;
using storage::OrderStatus;

namespace {

void write_quantity(JsonWriter& json, const ListedMarket& market, Lots lots) {
    json.decimal(market.terms.quantity(lots).value(), market.base_scale);
}

void write_rates(JsonWriter& json, std::string_view name, Ppm maker, Ppm taker) {
    json.member(name).begin_object();
    write_rate(json.member("maker"), maker);
    write_rate(json.member("taker"), taker);
    json.end_object();
}

void write_names(JsonWriter& json, const OrderRow& order, const ListedMarket& market,
                 std::string_view client_id) {
    json.member("symbol").text(market.symbol).member("orderId").number(order.order.value());
    json.member("orderListId").number(-1).member("clientOrderId").text(client_id);
}

/// What the order is and how far it got: the same words in every answer.
void write_state(JsonWriter& json, const OrderRow& order, const ListedMarket& market) {
    json.member("price");
    json.decimal(market.terms.price(order.price).value(), market.quote_scale).member("origQty");
    write_quantity(json, market, shown_lots(order));
    json.member("executedQty");
    write_quantity(json, market, order.executed);
    json.member("origQuoteOrderQty");
    json.decimal(shown_budget(order).value(), market.quote_scale);
    json.member("cummulativeQuoteQty");
    json.decimal(order.executed_quote.value(), market.quote_scale);
    json.member("status").text(text_of(order.status));
    json.member("timeInForce").text(text_of(order.time_in_force));
    json.member("type").text(text_of(order.type)).member("side").text(text_of(order.side));
}

/// What is told only when it applies.
void write_conditional(JsonWriter& json, const OrderRow& order, TimeUnit unit) {
    json.member("selfTradePreventionMode").text("NONE");
    if (order.time_in_force == TimeInForce::good_till_date)
        json.member("goodTillDate").number(to_wire_time(Timestamp{order.budget_or_expiry}, unit));
    if (order.status == OrderStatus::expired && !text_of(order.end).empty())
        json.member("expiryReason").text(text_of(order.end));
}

void write_fills(JsonWriter& json, const PlacedOrder& placed, const ListedMarket& market) {
    const bool buys = placed.order.side == Side::buy;
    json.member("fills").begin_array();
    for (const TradeExecuted* fill : placed.fills) {
        json.begin_object().member("price");
        json.decimal(market.terms.price(fill->price).value(), market.quote_scale).member("qty");
        write_quantity(json, market, fill->lots);
        json.member("commission");
        json.decimal(fill->taker_fee.value(), buys ? market.base_scale : market.quote_scale);
        json.member("commissionAsset").text(buys ? market.base : market.quote);
        json.member("tradeId").number(fill->trade.value()).end_object();
    }
    json.end_array();
}

}  // namespace

void read_placed(const Record& record, std::span<const AnyEvent> events, const MarketTerms& terms,
                 PlacedOrder& placed) {
    ENSURE(!events.empty() && events.front().as<OrderAccepted>());
    OrderRow& order = placed.order;
    order = storage::accepted_row(*events.front().as<OrderAccepted>(), record);
    placed.fills.clear();
    for (const AnyEvent& event : events.subspan(1)) {
        if (const auto* trade = event.as<TradeExecuted>()) {
            placed.fills.push_back(trade);
            order.executed += trade->lots;
            order.executed_quote += terms.notional(trade->price, trade->lots);
            order.status =
                trade->taker_filled ? OrderStatus::filled : OrderStatus::partially_filled;
            if (trade->taker_filled) order.end = EndReason::filled;
        } else if (const auto* expired = event.as<OrderExpired>()) {
            order.end = expired->reason;
            order.status = storage::status_of(expired->reason, order.executed);
        }
    }
}

void write_placed(JsonWriter& json, const PlacedOrder& placed, const ListedMarket& market,
                  ResponseType response, TimeUnit unit) {
    const OrderRow& order = placed.order;
    json.begin_object();
    write_names(json, order, market, shown_client_id(order));
    json.member("transactTime").number(to_wire_time(order.updated, unit));
    if (response != ResponseType::ack) {
        write_state(json, order, market);
        json.member("workingTime").number(to_wire_time(order.created, unit));
        write_conditional(json, order, unit);
    }
    if (response == ResponseType::full) write_fills(json, placed, market);
    json.end_object();
}

void write_validated(JsonWriter& json, const OrderValidated& event, bool preview_fees) {
    json.begin_object();
    if (preview_fees) {
        write_rates(json, "standardCommissionForOrder", event.maker_fee, event.taker_fee);
        write_rates(json, "specialCommissionForOrder", Ppm{}, Ppm{});
        write_rates(json, "taxCommissionForOrder", Ppm{}, Ppm{});
        write_no_discount(json.member("discount"));
    }
    json.end_object();
}

void write_order(JsonWriter& json, const OrderRow& order, const ListedMarket& market,
                 TimeUnit unit) {
    json.begin_object();
    write_names(json, order, market, shown_client_id(order));
    write_state(json, order, market);
    json.member("stopPrice").decimal(0, market.quote_scale);
    json.member("icebergQty").decimal(0, market.base_scale);
    json.member("time").number(to_wire_time(order.created, unit));
    json.member("updateTime").number(to_wire_time(order.updated, unit));
    json.member("isWorking").boolean(is_open(order));
    json.member("workingTime").number(to_wire_time(order.created, unit));
    write_conditional(json, order, unit);
    json.end_object();
}

void write_canceled(JsonWriter& json, const OrderRow& order, const ListedMarket& market,
                    std::string_view cancel_id, TimeUnit unit) {
    json.begin_object().member("origClientOrderId").text(shown_client_id(order));
    write_names(json, order, market, shown_cancel_id(order, cancel_id));
    json.member("transactTime").number(to_wire_time(order.updated, unit));
    write_state(json, order, market);
    write_conditional(json, order, unit);
    json.end_object();
}

void write_fill(JsonWriter& json, const storage::FillRow& fill, const ListedMarket& market,
                TimeUnit unit) {
    const bool buys = fill.side == Side::buy;
    const MarketTerms& terms = market.terms;
    json.begin_object().member("symbol").text(market.symbol);
    json.member("id").number(fill.trade.value()).member("orderId").number(fill.order.value());
    json.member("orderListId").number(-1).member("price");
    json.decimal(terms.price(fill.price).value(), market.quote_scale).member("qty");
    write_quantity(json, market, fill.lots);
    json.member("quoteQty");
    json.decimal(terms.notional(fill.price, fill.lots).value(), market.quote_scale);
    json.member("commission");
    json.decimal(fill.fee.value(), buys ? market.base_scale : market.quote_scale);
    json.member("commissionAsset").text(buys ? market.base : market.quote);
    json.member("time").number(to_wire_time(fill.time, unit)).member("isBuyer").boolean(buys);
    json.member("isMaker").boolean(fill.maker).member("isBestMatch").boolean(true).end_object();
}

}  // namespace divmid::gateway
