// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/amendments.hpp"

#include <optional>
#include <string>

#include "engine/check.hpp"
#include "gateway/dialect/auto_id.hpp"
#include "gateway/dialect/faults.hpp"
#include "gateway/dialect/list_replies.hpp"
#include "gateway/dialect/order_replies.hpp"
#include "gateway/dialect/pages.hpp"
#include "gateway/dialect/released_rows.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {

using storage::AmendmentRow;
using storage::OrderRow;

namespace {

/// An id that nobody chose: no two requests of this process have the same.
std::string made_up_id(Timestamp now, std::uint64_t request) {
    std::string id{"re:"};
    append_base36(id, static_cast<std::uint64_t>(now.value()));
    id += ':';
    append_base36(id, request);
    return id;
}

std::string shown_id(const AmendmentRow& row, const storage::ClientId& client_id) {
    std::string id{client_id.view()};
    if (id.empty()) append_auto_id(id, {row.market, row.order});
    return id;
}

void write_amendment(JsonWriter& json, const AmendmentRow& row, const ListedMarket& market,
                     TimeUnit unit) {
    const MarketTerms& terms = market.terms;
    json.begin_object().member("symbol").text(market.symbol);
    json.member("orderId").number(row.order.value());
    json.member("executionId").number(row.execution.value());
    json.member("origClientOrderId").text(shown_id(row, row.client_id_before));
    json.member("newClientOrderId").text(shown_id(row, row.client_id)).member("origQty");
    json.decimal(terms.quantity(row.lots_before).value(), market.base_scale).member("newQty");
    json.decimal(terms.quantity(row.lots).value(), market.base_scale);
    if (row.price != row.price_before) {
        json.member("origPrice");
        json.decimal(terms.price(row.price_before).value(), market.quote_scale).member("newPrice");
        json.decimal(terms.price(row.price).value(), market.quote_scale);
    }
    json.member("time").number(to_wire_time(row.time, unit)).end_object();
}

/// Which order the first of these events amends.
struct Amended {
    MarketId market;
    OrderId order;
    std::size_t place{};  ///< Of the event in its record.
};

Amended amended_by(std::span<const AnyEvent> events) {
    for (const AnyEvent& event : events) {
        if (const auto* resting = event.as<OrderAmended>())
            return {resting->market, resting->order, event.place()};
        if (const auto* waiting = event.as<WaitingAmended>())
            return {waiting->market, waiting->order, event.place()};
    }
    ENSURE(false);
    return {};
}

}  // namespace

AmendOrder Amendments::read_common(const Request& request, OrderReference& meant,
                                   std::string_view& new_client_id) const {
    Parameters& parameters = request.parameters;
    meant = read_order_reference(parameters, services_.projections.catalog);
    resolve_shown_id(meant, services_.history);
    new_client_id = parameters.maybe_client_id("newClientOrderId");
    AmendOrder command;
    command.account = request.caller.account;
    command.key = request.caller.key;
    command.deadline = request.caller.deadline;
    if (!meant.market) return command;
    command.market = meant.market->terms.market;
    command.order = meant.order;
    if (!is_auto_id(new_client_id)) return command;
    // An order without an id of its own is shown one, and may be left with it.
    const auto shown = parse_auto_id(new_client_id);
    if (!shown || shown->market != command.market || shown->order != command.order)
        parameters.fail(refuse::invalid("newClientOrderId"));
    return command;
}

Outcome Amendments::keep_priority(const Request& request) {
    OrderReference meant;
    std::string_view new_client_id;
    AmendOrder command = read_common(request, meant, new_client_id);
    if (!meant.market) return std::unexpected{*fault_of(request)};
    command.quantity = Quantity{request.parameters.decimal("newQty", meant.market->base_scale)};
    if (command.quantity == Quantity{})
        request.parameters.fail(refuse::by_engine(Reject::quantity_not_positive));
    command.keep_priority = true;
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    const std::string made_up = made_up_id(request.received, request.number);
    return submit(request, command, meant, new_client_id.empty() ? made_up : new_client_id);
}

Outcome Amendments::in_place(const Request& request) {
    OrderReference meant;
    std::string_view new_client_id;
    AmendOrder command = read_common(request, meant, new_client_id);
    if (!meant.market) return std::unexpected{*fault_of(request)};
    Parameters& parameters = request.parameters;
    const auto price = parameters.maybe_decimal("price", meant.market->quote_scale);
    const auto quantity = parameters.maybe_decimal("quantity", meant.market->base_scale);
    if (!price && !quantity) parameters.fail(refuse::missing_both("price", "quantity"));
    if (price == 0) parameters.fail(refuse::by_engine(Reject::price_not_positive));
    if (quantity == 0) parameters.fail(refuse::by_engine(Reject::quantity_not_positive));
    command.price = Price{price.value_or(0)};
    command.quantity = Quantity{quantity.value_or(0)};
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    return submit(request, command, meant, new_client_id);
}

Outcome Amendments::submit(const Request& request, AmendOrder command, const OrderReference& meant,
                           std::string_view new_client_id) {
    request.ticket.operation = request.operation;
    request.ticket.unit = request.caller.unit;
    request.ticket.cancel_id = storage::ClientId{meant.client_id};
    if (const OrderRow* const order = open_order(meant, command.account))
        request.ticket.cancel_id = order->client_id;
    Inbox& inbox = services_.inbox;
    command.client_id = inbox.arena().add(meant.client_id);
    if (!is_auto_id(new_client_id)) command.new_client_id = inbox.arena().add(new_client_id);
    inbox.submit(command, request.line.get(), request.number);
    return Progress::submitted;
}

const OrderRow* Amendments::open_order(const OrderReference& meant, AccountId account) const {
    if (meant.order == OrderId{}) return nullptr;
    const OrderRow* const row =
        services_.history.open_order(meant.market->terms.market, meant.order);
    return row && row->account == account ? row : nullptr;
}

void Amendments::write_amended(JsonWriter& json, const Released& released,
                               std::span<const AnyEvent> events) const {
    const Amended amended = amended_by(events);
    const OrderRow& order = order_of(released, services_.history, amended.market, amended.order);
    const ListedMarket& market = *services_.projections.catalog.market(amended.market);
    const Ticket& ticket = released.ticket;
    OrderRow before = order;
    before.client_id = ticket.cancel_id;
    json.begin_object().member("transactTime");
    json.number(to_wire_time(released.record.tick.time, ticket.unit));
    // Of a record of long ago nobody counted the events before it; the amendments still say.
    if (released.rows.empty())
        json.member("executionId")
            .number(services_.account_feed.execution_id(amended.place).value());
    gateway::write_amended(json.member("amendedOrder"), order, market, shown_client_id(before),
                           ticket.unit);
    if (const ListId list = order.conditions.list; list != ListId{}) {
        write_list(json.member("listStatus"), list_of(released, services_.history, list), market,
                   ticket.unit);
    }
    json.end_object();
}

Outcome Amendments::list(const Request& request) {
    Parameters& parameters = request.parameters;
    const ListedMarket* const market = read_symbol(parameters, services_.projections.catalog);
    storage::AmendmentQuery query;
    query.account = request.caller.account;
    if (market) query.market = market->terms.market;
    query.order = read_first<OrderId>(parameters, "orderId", false);
    if (query.order == OrderId{}) parameters.fail(refuse::missing("orderId"));
    query.from = read_first<storage::ExecutionId>(parameters, "fromExecutionId", false);
    query.limit = parameters.limit(kListDefault, kListMost);
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    return answer_list(
        request, services_.history.amendments(query),
        [market, unit = request.caller.unit](JsonWriter& json, const AmendmentRow& row) {
            write_amendment(json, row, *market, unit);
        });
}

}  // namespace divmid::gateway
