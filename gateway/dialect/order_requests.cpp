// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/order_requests.hpp"

#include "gateway/dialect/auto_id.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {
namespace {

ResponseType default_response(const NewOrder& order) {
    const bool is_full =
        order.conditions.trigger == Trigger::none && order.command.type != OrderType::limit_maker;
    return is_full ? ResponseType::full : ResponseType::ack;
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
    request.conditions.session = caller.session;
    request.conditions.keep = caller.keep;

    const ListedMarket* const market = read_symbol(parameters, catalog);
    order.side = read_side(parameters, "side");
    const DialectType type = read_type(parameters, "type");
    if (parameters.failed()) return request;

    order.market = market->terms.market;
    order.type = type.type;
    request.conditions.trigger = type.trigger;
    request.response = read_response_type(parameters, default_response(request));
    TermsReader terms{parameters, *market, TermNames{}};
    terms.read_terms(request);
    if (order.type == OrderType::market && type.trigger == Trigger::none)
        terms.read_quantity_or_budget(order);
    else
        terms.read_quantity(order);
    if (order.type == OrderType::limit || order.type == OrderType::limit_maker)
        terms.read_expiry(order);
    request.client_id = read_new_client_id(parameters, "newClientOrderId");
    order.self_trade_prevention = read_prevention(parameters, market->rules);
    request.preview_fees = validate_only && parameters.flag("computeCommissionRates", false);
    return request;
}

OrderReference read_order_reference(Parameters& parameters, const Catalog& catalog) {
    return read_reference(parameters, catalog, {.id = "orderId", .client_id = "origClientOrderId"});
}

void resolve_shown_id(OrderReference& meant, const storage::History& history) {
    if (!is_auto_id(meant.client_id) || !meant.market) return;
    // Only an order without an id of its own is shown one of this form.
    const auto name = parse_auto_id(meant.client_id);
    const storage::OrderRow* const open =
        name ? history.open_order(name->market, name->order) : nullptr;
    const bool is_own = name && name->market == meant.market->terms.market &&
                        (!open || open->client_id.view().empty()) &&
                        (meant.order == OrderId{} || meant.order == name->order);
    meant.order = is_own ? name->order : OrderId{};
    meant.client_id = {};
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
