// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/orders.hpp"

#include "engine/check.hpp"
#include "gateway/dialect/auto_id.hpp"
#include "gateway/dialect/later.hpp"

namespace divmid::gateway {

Outcome Orders::place(const Request& request) {
    const bool validate_only = request.operation == Operation::test_order;
    NewOrder order = read_new_order(request.parameters, services_.projections.catalog,
                                    request.caller, validate_only);
    if (auto fault = request.parameters.finish(true)) return std::unexpected{*fault};
    Inbox& inbox = services_.inbox;
    if (inbox.overloaded()) return std::unexpected{refuse::overloaded()};

    request.ticket.unit = request.caller.unit;
    request.ticket.response = order.response;
    request.ticket.preview_fees = order.preview_fees;
    order.command.client_id = inbox.arena().add(order.client_id);
    inbox.submit(order.command, request.line.get(), request.number);
    return Progress::submitted;
}

Outcome Orders::cancel(const Request& request) {
    OrderReference meant = read_order_reference(request.parameters, services_.projections.catalog);
    const std::string_view cancel_id = request.parameters.maybe_client_id("newClientOrderId");
    if (auto fault = request.parameters.finish(true)) return std::unexpected{*fault};

    const MarketId market = meant.market->terms.market;
    if (is_auto_id(meant.client_id)) {
        // Only an order without an id of its own is shown one of this form.
        const auto name = parse_auto_id(meant.client_id);
        const storage::OrderRow* const open =
            name ? services_.history.open_order(name->market, name->order) : nullptr;
        if (!name || name->market != market || (open && !open->client_id.view().empty()) ||
            (meant.order != OrderId{} && meant.order != name->order))
            return std::unexpected{refuse::by_engine(Reject::unknown_order)};
        meant.order = name->order;
        meant.client_id = {};
    }
    request.ticket.unit = request.caller.unit;
    request.ticket.cancel_id = storage::ClientId{cancel_id};
    Inbox& inbox = services_.inbox;
    CancelOrder command{.account = request.caller.account,
                        .key = request.caller.key,
                        .market = market,
                        .client_id = {},
                        .order = meant.order,
                        .cancel_id = {},
                        .deadline = request.caller.deadline};
    command.client_id = inbox.arena().add(meant.client_id);
    command.cancel_id = inbox.arena().add(cancel_id);
    inbox.submit(command, request.line.get(), request.number);
    return Progress::submitted;
}

Outcome Orders::released(const Released& released, std::string& result) {
    const auto events = events_.of(released.record, released.command);
    ENSURE(!events.empty());
    const AnyEvent& first = events.front();
    if (const auto* refused = first.as<CommandRefused>())
        return std::unexpected{refuse::by_engine(refused->reason)};
    if (const auto* canceled_order = first.as<OrderCanceled>())
        return canceled(released, *canceled_order);

    JsonWriter json{result};
    if (const auto* validated = first.as<OrderValidated>()) {
        write_validated(json, *validated, released.ticket.preview_fees);
        return Progress::answered;
    }
    const auto* accepted = first.as<OrderAccepted>();
    ENSURE(accepted);
    const ListedMarket& market = *services_.projections.catalog.market(accepted->market);
    read_placed(released.record, events, market.terms, placed_);
    write_placed(json, placed_, market, released.ticket.response, released.ticket.unit);
    return Progress::answered;
}

Outcome Orders::canceled(const Released& released, const OrderCanceled& event) {
    const ListedMarket& market = *services_.projections.catalog.market(event.market);
    answer_later(services_.history.order(event.account, event.market, event.order),
                 {released.line, released.number},
                 [&market, ticket = released.ticket](const std::optional<storage::OrderRow>& order,
                                                     std::string& result) -> std::optional<Error> {
                     if (!order) return refuse::internal_error();
                     JsonWriter json{result};
                     write_canceled(json, *order, market, ticket.cancel_id.view(), ticket.unit);
                     return std::nullopt;
                 });
    return Progress::waiting;
}

}  // namespace divmid::gateway
