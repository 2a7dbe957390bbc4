// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/orders.hpp"

#include "engine/check.hpp"
#include "gateway/dialect/auto_id.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {
namespace {

CancelOrder unrestricted(const CancelOrderIf& command) {
    return {.account = command.account,
            .key = command.key,
            .market = command.market,
            .client_id = command.client_id,
            .order = command.order,
            .cancel_id = command.cancel_id,
            .deadline = command.deadline};
}

void write_refusal(JsonWriter& json, Reject reason) {
    std::string refusal;
    append_error(refusal, refuse::by_engine(reason));
    json.raw(refusal);
}

}  // namespace

Outcome Orders::place(const Request& request) {
    const bool validate_only = request.operation == Operation::test_order;
    NewOrder order = read_new_order(request.parameters, services_.projections.catalog,
                                    request.caller, validate_only);
    if (auto fault = request.parameters.finish(true)) return std::unexpected{*fault};
    if (!validate_only)
        if (auto over = over_limit(request)) return std::unexpected{*std::move(over)};
    Inbox& inbox = services_.inbox;
    if (inbox.overloaded()) return std::unexpected{refuse::overloaded()};

    request.ticket.operation = request.operation;
    request.ticket.unit = request.caller.unit;
    request.ticket.response = order.response;
    request.ticket.preview_fees = order.preview_fees;
    order.command.client_id = inbox.arena().add(order.client_id);
    if (order.is_plain())
        inbox.submit(order.command, request.line.get(), request.number);
    else
        inbox.submit(order.conditional(), request.line.get(), request.number);
    if (!validate_only) limits_.note(request.caller.account);
    return Progress::submitted;
}

std::optional<Error> Orders::over_limit(const Request& request) const {
    const AccountId account = request.caller.account;
    request.ticket.counted = account;
    const auto exhausted = limits_.exhausted(account, request.received);
    if (!exhausted) return std::nullopt;
    const Timestamp again = next(*exhausted, request.received);
    if (*exhausted == Period::day)
        return refuse::too_many_orders(limits_.limits().orders_per_day, "1 DAY", again);
    return refuse::too_many_orders(limits_.limits().orders_per_10_seconds, "10 SECOND", again);
}

Outcome Orders::cancel(const Request& request) {
    OrderReference meant = read_order_reference(request.parameters, services_.projections.catalog);
    const std::string_view cancel_id = request.parameters.maybe_client_id("newClientOrderId");
    const CancelRestriction restriction = read_cancel_restriction(request.parameters);
    if (auto fault = request.parameters.finish(true)) return std::unexpected{*fault};

    const MarketId market = meant.market->terms.market;
    resolve(meant, market);
    request.ticket.operation = request.operation;
    request.ticket.unit = request.caller.unit;
    request.ticket.cancel_id = storage::ClientId{cancel_id};
    Inbox& inbox = services_.inbox;
    CancelOrderIf command{.account = request.caller.account,
                          .key = request.caller.key,
                          .market = market,
                          .client_id = {},
                          .order = meant.order,
                          .cancel_id = {},
                          .deadline = request.caller.deadline,
                          .restriction = restriction};
    command.client_id = inbox.arena().add(meant.client_id);
    command.cancel_id = inbox.arena().add(cancel_id);
    if (restriction == CancelRestriction::none)
        inbox.submit(unrestricted(command), request.line.get(), request.number);
    else
        inbox.submit(command, request.line.get(), request.number);
    return Progress::submitted;
}

Outcome Orders::cancel_open(const Request& request) {
    const ListedMarket* const market =
        read_symbol(request.parameters, services_.projections.catalog);
    if (auto fault = request.parameters.finish(true)) return std::unexpected{*fault};
    request.ticket.operation = request.operation;
    request.ticket.unit = request.caller.unit;
    request.ticket.cancel_id = {};
    services_.inbox.submit(CancelAll{.account = request.caller.account,
                                     .key = request.caller.key,
                                     .market = market->terms.market,
                                     .deadline = request.caller.deadline},
                           request.line.get(), request.number);
    return Progress::submitted;
}

Outcome Orders::replace(const Request& request) {
    Replacement wanted =
        read_replacement(request.parameters, services_.projections.catalog, request.caller);
    if (auto fault = request.parameters.finish(true)) return std::unexpected{*fault};
    if (auto over = over_limit(request)) return std::unexpected{*std::move(over)};
    Inbox& inbox = services_.inbox;
    if (inbox.overloaded()) return std::unexpected{refuse::overloaded()};

    const PlaceOrder& next = wanted.next.command;
    resolve(wanted.replaced, next.market);
    request.ticket.operation = request.operation;
    request.ticket.unit = request.caller.unit;
    request.ticket.response = wanted.next.response;
    request.ticket.cancel_id = storage::ClientId{wanted.cancel_id};
    ReplaceOrder command = ReplaceOrder::by(next);
    command.mode = wanted.mode;
    command.restriction = wanted.restriction;
    command.replaced = wanted.replaced.order;
    command.client_id = inbox.arena().add(wanted.next.client_id);
    command.replaced_client_id = inbox.arena().add(wanted.replaced.client_id);
    command.cancel_id = inbox.arena().add(wanted.cancel_id);
    if (wanted.next.is_plain())
        inbox.submit(command, request.line.get(), request.number);
    else
        inbox.submit(ReplaceConditional{command, wanted.next.conditions}, request.line.get(),
                     request.number);
    limits_.note(request.caller.account);
    return Progress::submitted;
}

void Orders::resolve(OrderReference& meant, MarketId market) const {
    if (!is_auto_id(meant.client_id)) return;
    // Only an order without an id of its own is shown one of this form.
    const auto name = parse_auto_id(meant.client_id);
    const storage::OrderRow* const open =
        name ? services_.history.open_order(name->market, name->order) : nullptr;
    const bool is_own = name && name->market == market &&
                        (!open || open->client_id.view().empty()) &&
                        (meant.order == OrderId{} || meant.order == name->order);
    meant.order = is_own ? name->order : OrderId{};
    meant.client_id = {};
}

Outcome Orders::released(const Released& released, std::string& result) {
    const EventSpan events = events_.of(released.record, released.command);
    ENSURE(!events.empty());
    const AnyEvent& first = events.front();
    if (const auto* refused = first.as<CommandRefused>())
        return std::unexpected{refuse::by_engine(refused->reason)};

    JsonWriter json{result};
    switch (released.ticket.operation) {
        case Operation::cancel_order:
            write_end(json, *first.as<OrderCanceled>(), released);
            break;
        case Operation::cancel_open_orders:
            json.begin_array();
            for (const AnyEvent& event : events)
                write_end(json, *event.as<OrderCanceled>(), released);
            json.end_array();
            break;
        case Operation::replace_order:
            return replaced(released, events, result);
        case Operation::test_order:
            write_validated(json, *first.as<OrderValidated>(), released.ticket.preview_fees);
            break;
        default:
            write_new(json, released, events);
    }
    return Progress::answered;
}

Outcome Orders::released_before(const Released& released, std::string& result) {
    // What is indexed is another object of perhaps the same sequence, and this one goes.
    events_ = {};
    Outcome outcome = this->released(released, result);
    events_ = {};
    return outcome;
}

Outcome Orders::replaced(const Released& released, EventSpan events, std::string& result) {
    const auto* const canceled = events.front().as<OrderCanceled>();
    if (canceled) events = events.subspan(1);
    const auto* const failed = events.empty() ? nullptr : events.front().as<ReplaceFailed>();
    if (failed) events = events.subspan(1);

    std::string answer;
    JsonWriter json{answer};
    const bool placed = !events.empty();
    const bool tried = placed || failed->place != Reject::none;
    json.begin_object().member("cancelResult").text(canceled ? "SUCCESS" : "FAILURE");
    json.member("newOrderResult");
    json.text(placed ? "SUCCESS" : (tried ? "FAILURE" : "NOT_ATTEMPTED")).member("cancelResponse");
    if (canceled)
        write_end(json, *canceled, released);
    else
        write_refusal(json, failed->cancel);
    json.member("newOrderResponse");
    if (placed)
        write_new(json, released, events);
    else if (tried)
        write_refusal(json, failed->place);
    else
        json.raw("null");
    json.end_object();

    if (canceled && placed) {
        result += answer;
        return Progress::answered;
    }
    if (canceled || placed) return std::unexpected{refuse::replace_half_done(std::move(answer))};
    return std::unexpected{refuse::replace_failed(std::move(answer))};
}

const storage::OrderRow& Orders::row_of(const Released& released, MarketId market,
                                        OrderId order) const {
    for (const storage::OrderRow& row : released.rows)
        if (row.order == order && row.market == market) return row;
    const storage::OrderRow* const young = services_.history.young_order(market, order);
    ENSURE(young != nullptr);
    return *young;
}

void Orders::write_end(JsonWriter& json, const OrderCanceled& event,
                       const Released& released) const {
    write_canceled(json, row_of(released, event.market, event.order),
                   *services_.projections.catalog.market(event.market),
                   released.ticket.cancel_id.view(), released.ticket.unit);
}

void Orders::write_new(JsonWriter& json, const Released& released, EventSpan events) {
    const auto* const accepted = events.front().as<OrderAccepted>();
    ENSURE(accepted);
    const ListedMarket& market = *services_.projections.catalog.market(accepted->market);
    read_placed(released.record, events, market.terms, placed_);
    write_placed(json, placed_, market, released.ticket.response, released.ticket.unit);
}

}  // namespace divmid::gateway
