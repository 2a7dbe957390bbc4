// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/order_requests.hpp"

#include "gateway/dialect/auto_id.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {
namespace {

Side read_side(Parameters& parameters) {
    const std::string_view side = parameters.text("side");
    if (side == "SELL") return Side::sell;
    if (side != "BUY") parameters.fail(refuse::bad_side());
    return Side::buy;
}

OrderType read_type(Parameters& parameters) {
    const std::string_view type = parameters.text("type");
    if (type == "LIMIT_MAKER") return OrderType::limit_maker;
    if (type == "MARKET") return OrderType::market;
    if (type != "LIMIT") parameters.fail(refuse::bad_order_type());
    return OrderType::limit;
}

TimeInForce read_time_in_force(Parameters& parameters) {
    const std::string_view text = parameters.text("timeInForce");
    if (text == "IOC") return TimeInForce::immediate_or_cancel;
    if (text == "FOK") return TimeInForce::fill_or_kill;
    if (text != "GTC") parameters.fail(refuse::bad_time_in_force());
    return TimeInForce::good_till_canceled;
}

ResponseType read_response_type(Parameters& parameters, OrderType type) {
    const auto text = parameters.maybe_text("newOrderRespType");
    if (!text) return type == OrderType::limit_maker ? ResponseType::ack : ResponseType::full;
    if (*text == "ACK") return ResponseType::ack;
    if (*text == "RESULT") return ResponseType::result;
    if (*text != "FULL") parameters.fail(refuse::invalid("newOrderRespType"));
    return ResponseType::full;
}

void refuse_sent(Parameters& parameters, std::string_view name) {
    if (parameters.sent(name)) parameters.fail(refuse::not_required(name));
}

void read_limit(Parameters& parameters, const ListedMarket& market, PlaceOrder& order) {
    order.price = Price{parameters.decimal("price", market.quote_scale)};
    order.quantity = Quantity{parameters.decimal("quantity", market.base_scale)};
    refuse_sent(parameters, "quoteOrderQty");
    if (!parameters.sent("goodTillDate")) return;
    const Timestamp expiry = parameters.maybe_time("goodTillDate");
    if (expiry == Timestamp{}) parameters.fail(refuse::invalid("goodTillDate"));
    if (order.time_in_force != TimeInForce::good_till_canceled)
        parameters.fail(refuse::bad_combination());
    order.time_in_force = TimeInForce::good_till_date;
    order.budget_or_expiry = expiry.value();
}

void read_market(Parameters& parameters, const ListedMarket& market, PlaceOrder& order) {
    refuse_sent(parameters, "price");
    const auto quantity = parameters.maybe_decimal("quantity", market.base_scale);
    const auto budget = parameters.maybe_decimal("quoteOrderQty", market.quote_scale);
    if (quantity && budget) parameters.fail(refuse::bad_combination());
    if (!quantity && !budget) parameters.fail(refuse::missing_both("quantity", "quoteOrderQty"));
    if (budget) {
        order.type = OrderType::market_by_budget;
        order.budget_or_expiry = *budget;
    } else {
        order.quantity = Quantity{quantity.value_or(0)};
    }
}

std::string_view read_new_client_id(Parameters& parameters) {
    const std::string_view id = parameters.maybe_client_id("newClientOrderId");
    if (is_auto_id(id)) parameters.fail(refuse::invalid("newClientOrderId"));
    return id;
}

ReplaceMode read_replace_mode(Parameters& parameters) {
    const std::string_view mode = parameters.text("cancelReplaceMode");
    if (mode == "ALLOW_FAILURE") return ReplaceMode::allow_failure;
    if (mode != "STOP_ON_FAILURE") parameters.fail(refuse::invalid("cancelReplaceMode"));
    return ReplaceMode::stop_on_failure;
}

/// Under which names a request says which order it means.
struct ReferenceNames {
    std::string_view id;
    std::string_view client_id;
};

OrderReference read_reference(Parameters& parameters, const Catalog& catalog,
                              const ReferenceNames& names) {
    OrderReference reference;
    reference.market = read_symbol(parameters, catalog);
    const auto order = parameters.maybe_integer(names.id);
    reference.order = OrderId{static_cast<std::uint64_t>(order.value_or(0))};
    reference.client_id = parameters.maybe_client_id(names.client_id);
    if (!order && reference.client_id.empty())
        parameters.fail(refuse::missing_both(names.client_id, names.id));
    return reference;
}

}  // namespace

NewOrder read_new_order(Parameters& parameters, const Catalog& catalog, const Caller& caller,
                        bool validate_only) {
    NewOrder request;
    PlaceOrder& order = request.command;
    order.account = caller.account;
    order.key = caller.key;
    order.deadline = caller.deadline;
    order.validate_only = validate_only;

    const ListedMarket* const market = read_symbol(parameters, catalog);
    order.side = read_side(parameters);
    order.type = read_type(parameters);
    if (order.type == OrderType::limit)
        order.time_in_force = read_time_in_force(parameters);
    else if (parameters.sent("timeInForce"))
        parameters.fail(refuse::time_in_force_not_required());
    if (parameters.failed()) return request;

    order.market = market->terms.market;
    request.response = read_response_type(parameters, order.type);
    if (order.type == OrderType::market)
        read_market(parameters, *market, order);
    else
        read_limit(parameters, *market, order);
    request.client_id = read_new_client_id(parameters);
    if (parameters.maybe_text("selfTradePreventionMode").value_or("NONE") != "NONE")
        parameters.fail(refuse::self_trade_mode_not_allowed());
    request.preview_fees = validate_only && parameters.flag("computeCommissionRates", false);
    return request;
}

OrderReference read_order_reference(Parameters& parameters, const Catalog& catalog) {
    return read_reference(parameters, catalog, {.id = "orderId", .client_id = "origClientOrderId"});
}

CancelRestriction read_cancel_restriction(Parameters& parameters) {
    const auto text = parameters.maybe_text("cancelRestrictions");
    if (!text) return CancelRestriction::none;
    if (*text == "ONLY_NEW") return CancelRestriction::only_new;
    if (*text != "ONLY_PARTIALLY_FILLED") parameters.fail(refuse::bad_cancel_restrictions());
    return CancelRestriction::only_partially_filled;
}

Replacement read_replacement(Parameters& parameters, const Catalog& catalog, const Caller& caller) {
    Replacement request;
    request.next = read_new_order(parameters, catalog, caller, false);
    request.mode = read_replace_mode(parameters);
    request.replaced = read_reference(
        parameters, catalog, {.id = "cancelOrderId", .client_id = "cancelOrigClientOrderId"});
    request.restriction = read_cancel_restriction(parameters);
    request.cancel_id = parameters.maybe_client_id("cancelNewClientOrderId");
    return request;
}

}  // namespace divmid::gateway
