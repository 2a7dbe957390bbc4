// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/orders.hpp"

#include "engine/check.hpp"
#include "gateway/dialect/account_controls.hpp"
#include "gateway/dialect/order_count.hpp"
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
        if (auto over = over_limit(request, limits_)) return std::unexpected{*std::move(over)};
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

Outcome Orders::cancel(const Request& request) {
    OrderReference meant = read_order_reference(request.parameters, services_.projections.catalog);
    const std::string_view cancel_id = request.parameters.maybe_client_id("newClientOrderId");
    const CancelRestriction restriction = read_cancel_restriction(request.parameters);
    if (auto fault = request.parameters.finish(true)) return std::unexpected{*fault};

    const MarketId market = meant.market->terms.market;
    resolve_shown_id(meant, services_.history);
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
    if (auto over = over_limit(request, limits_)) return std::unexpected{*std::move(over)};
    Inbox& inbox = services_.inbox;
    if (inbox.overloaded()) return std::unexpected{refuse::overloaded()};

    const PlaceOrder& next = wanted.next.command;
    resolve_shown_id(wanted.replaced, services_.history);
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

Outcome Orders::released(const Released& released, EventSpan events, std::string& result) {
    JsonWriter json{result};
    const Ticket& ticket = released.ticket;
    switch (ticket.operation) {
        case Operation::cancel_order:
        case Operation::cancel_list:
            cancels_.write_one(json, released, ended_orders(released, events, services_.history));
            break;
        case Operation::set_dead_man:
            write_dead_man(json, *events.front().as<DeadManSet>(), released);
            break;
        case Operation::kill:
        case Operation::lift_kill:
            write_kill(json, events);
            break;
        case Operation::cancel_open_orders:
        case Operation::cancel_many_orders:
            cancels_.write_all(json, released, ended_orders(released, events, services_.history));
            break;
        case Operation::replace_order:
            return replaced(released, events, result);
        case Operation::test_order:
            write_validated(json, *events.front().as<OrderValidated>(), ticket.preview_fees);
            break;
        default:
            write_new(json, released, events);
    }
    return Progress::answered;
}

Outcome Orders::replaced(const Released& released, EventSpan events, std::string& result) {
    // The end of the old order, with what depends on it, stands before all else.
    std::size_t at = 0;
    while (at < events.size() && !events[at].as<ReplaceFailed>() && !events[at].as<OrderAccepted>())
        ++at;
    const EndedOrders canceled = ended_orders(released, events.first(at), services_.history);
    events = events.subspan(at);
    const auto* const failed = events.empty() ? nullptr : events.front().as<ReplaceFailed>();
    if (failed) events = events.subspan(1);

    std::string answer;
    JsonWriter json{answer};
    const bool placed = !events.empty();
    const bool tried = placed || failed->place != Reject::none;
    json.begin_object().member("cancelResult").text(canceled.empty() ? "FAILURE" : "SUCCESS");
    json.member("newOrderResult");
    json.text(placed ? "SUCCESS" : (tried ? "FAILURE" : "NOT_ATTEMPTED")).member("cancelResponse");
    if (canceled.empty())
        write_refusal(json, failed->cancel);
    else
        cancels_.write_one(json, released, canceled);
    json.member("newOrderResponse");
    if (placed)
        write_new(json, released, events);
    else if (tried)
        write_refusal(json, failed->place);
    else
        json.raw("null");
    json.end_object();

    if (!canceled.empty() && placed) {
        result += answer;
        return Progress::answered;
    }
    if (!canceled.empty() || placed)
        return std::unexpected{refuse::replace_half_done(std::move(answer))};
    return std::unexpected{refuse::replace_failed(std::move(answer))};
}

void Orders::write_new(JsonWriter& json, const Released& released, EventSpan events) {
    const auto* const accepted = events.front().as<OrderAccepted>();
    ENSURE(accepted);
    const ListedMarket& market = *services_.projections.catalog.market(accepted->market);
    read_placed(released.record, events, accepted->order, market.terms, placed_);
    write_placed(json, placed_, market, released.ticket.response, released.ticket.unit);
}

}  // namespace divmid::gateway
