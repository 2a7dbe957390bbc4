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
    const ListId list = order.conditions.list;
    json.member("symbol").text(market.symbol).member("orderId").number(order.order.value());
    json.member("orderListId");
    if (list == ListId{})
        json.number(-1);
    else
        json.number(list.value());
    json.member("clientOrderId").text(client_id);
}

void write_price(JsonWriter& json, const ListedMarket& market, Ticks price) {
    json.decimal(market.terms.price(price).value(), market.quote_scale);
}

/// -1 while there is none.
void write_time(JsonWriter& json, Timestamp time, TimeUnit unit) {
    json.number(time == Timestamp{} ? -1 : to_wire_time(time, unit));
}

void write_kind(JsonWriter& json, const OrderRow& order) {
    json.member("status").text(text_of(order.status));
    json.member("timeInForce").text(text_of(order.time_in_force));
    json.member("type").text(text_of(order.type, order.conditions.trigger));
    json.member("side").text(text_of(order.side));
}

/// What the order is and how far it got: the same words in every answer.
void write_state(JsonWriter& json, const OrderRow& order, const ListedMarket& market) {
    json.member("price");
    write_price(json, market, shown_price(order));
    json.member("origQty");
    write_quantity(json, market, shown_lots(order));
    json.member("executedQty");
    write_quantity(json, market, order.executed);
    json.member("origQuoteOrderQty");
    json.decimal(shown_budget(order).value(), market.quote_scale);
    json.member("cummulativeQuoteQty");
    json.decimal(order.executed_quote.value(), market.quote_scale);
    write_kind(json, order);
}

void write_peg(JsonWriter& json, const OrderRow& order, const ListedMarket& market) {
    const storage::OrderConditions& asked = order.conditions;
    json.member("pegPriceType").text(text_of(asked.peg));
    if (asked.peg_levels != 0) {
        json.member("pegOffsetType").text("PRICE_LEVEL");
        json.member("pegOffsetValue").number(asked.peg_levels);
    }
    if (order.price == Ticks{}) return;
    json.member("peggedPrice");
    write_price(json, market, order.price);
}

/// Where it waits or waited, and how much it shows.
void write_stop(JsonWriter& json, const OrderRow& order, const ListedMarket& market) {
    const storage::OrderConditions& asked = order.conditions;
    if (asked.trigger != Trigger::none) {
        json.member("stopPrice");
        write_price(json, market, asked.stop_price);
    }
    if (asked.visible == Lots{}) return;
    json.member("icebergQty");
    write_quantity(json, market, asked.visible);
}

/// What is told only when it applies.
void write_conditional(JsonWriter& json, const OrderRow& order, const ListedMarket& market,
                       TimeUnit unit) {
    const storage::OrderConditions& asked = order.conditions;
    if (asked.trailing != 0) {
        json.member("trailingDelta").number(asked.trailing).member("trailingTime");
        write_time(json, order.trailing_since, unit);
    }
    if (asked.strategy != 0) json.member("strategyId").number(asked.strategy);
    if (asked.strategy_type != 0) json.member("strategyType").number(asked.strategy_type);
    if (asked.peg != Peg::none) write_peg(json, order, market);
    json.member("selfTradePreventionMode").text(text_of(order.self_trade_prevention));
    if (order.prevention != PreventionId{}) {
        json.member("preventedMatchId").number(order.prevention.value());
        json.member("preventedQuantity");
        write_quantity(json, market, order.prevented);
    }
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

/// Follows one order through the events of the command that asked for it.
class PlacedReader {
public:
    PlacedReader(const Record& record, OrderId order, const MarketTerms& terms, PlacedOrder& to)
        : record_{record}, order_{order}, terms_{terms}, to_{to} {
        to_.order = {};
        to_.fills.clear();
    }

    /// Whether its turn goes on.
    bool take(const AnyEvent& event) {
        if (const auto* accepted = own<OrderAccepted>(event))
            to_.order = storage::accepted_row(*accepted, record_);
        else if (const auto* conditioned = own<OrderConditioned>(event))
            storage::condition(to_.order, *conditioned, time());
        else if (const auto* waits = own<OrderWaits>(event))
            storage::wait(to_.order, *waits, time());
        else
            return works(event);
        return true;
    }

private:
    bool works(const AnyEvent& event) {
        if (const auto* trade = event.as<TradeExecuted>(); trade && trade->taker_order == order_) {
            to_.fills.push_back(trade);
            storage::fill(to_.order, *trade, false, terms_.notional(trade->price, trade->lots),
                          time());
        } else if (const auto* prevented = event.as<TradePrevented>();
                   prevented && prevented->taker_order == order_) {
            storage::prevent(to_.order, *prevented, false, time());
        } else if (const auto* expired = own<OrderExpired>(event)) {
            storage::end(to_.order, expired->reason, time());
        } else if (const auto* ended = own<WaitingEnded>(event)) {
            storage::end(to_.order, ended->reason, time());
        } else {
            return !own<OrderRested>(event) && !own<OrderAwoke>(event);
        }
        return storage::is_open(to_.order.status);
    }
    /// Null when it is of another kind, or of another order.
    template <class Event>
    [[nodiscard]] const Event* own(const AnyEvent& event) const {
        const auto* const found = event.as<Event>();
        return found && found->order == order_ ? found : nullptr;
    }
    [[nodiscard]] Timestamp time() const { return record_.tick.time; }

    const Record& record_;
    OrderId order_;
    const MarketTerms& terms_;
    PlacedOrder& to_;
};

}  // namespace

void read_placed(const Record& record, std::span<const AnyEvent> events, OrderId order,
                 const MarketTerms& terms, PlacedOrder& placed) {
    PlacedReader reader{record, order, terms, placed};
    for (const AnyEvent& event : events)
        if (!reader.take(event)) break;
    ENSURE(placed.order.order == order);
}

void write_placed(JsonWriter& json, const PlacedOrder& placed, const ListedMarket& market,
                  ResponseType response, TimeUnit unit) {
    const OrderRow& order = placed.order;
    json.begin_object();
    write_names(json, order, market, shown_client_id(order));
    json.member("transactTime").number(to_wire_time(order.updated, unit));
    if (response != ResponseType::ack) {
        write_state(json, order, market);
        write_stop(json, order, market);
        json.member("workingTime");
        write_time(json, order.working_since, unit);
        write_conditional(json, order, market, unit);
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
    json.member("stopPrice");
    write_price(json, market, order.conditions.stop_price);
    json.member("icebergQty");
    write_quantity(json, market, order.conditions.visible);
    json.member("time").number(to_wire_time(order.created, unit));
    json.member("updateTime").number(to_wire_time(order.updated, unit));
    json.member("isWorking").boolean(is_working(order)).member("workingTime");
    write_time(json, order.working_since, unit);
    write_conditional(json, order, market, unit);
    json.end_object();
}

void write_canceled(JsonWriter& json, const OrderRow& order, const ListedMarket& market,
                    std::string_view cancel_id, TimeUnit unit) {
    json.begin_object().member("origClientOrderId").text(shown_client_id(order));
    write_names(json, order, market, shown_cancel_id(order, cancel_id));
    json.member("transactTime").number(to_wire_time(order.updated, unit));
    write_state(json, order, market);
    write_stop(json, order, market);
    write_conditional(json, order, market, unit);
    json.end_object();
}

void write_amended(JsonWriter& json, const OrderRow& order, const ListedMarket& market,
                   std::string_view client_id_before, TimeUnit unit) {
    json.begin_object().member("origClientOrderId").text(client_id_before);
    write_names(json, order, market, shown_client_id(order));
    json.member("price");
    write_price(json, market, shown_price(order));
    json.member("qty");
    write_quantity(json, market, order.lots);
    json.member("executedQty");
    write_quantity(json, market, order.executed);
    json.member("preventedQty");
    write_quantity(json, market, order.prevented);
    json.member("quoteOrderQty").decimal(shown_budget(order).value(), market.quote_scale);
    json.member("cumulativeQuoteQty").decimal(order.executed_quote.value(), market.quote_scale);
    write_kind(json, order);
    write_stop(json, order, market);
    if (order.working_since != Timestamp{})
        json.member("workingTime").number(to_wire_time(order.working_since, unit));
    write_conditional(json, order, market, unit);
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
