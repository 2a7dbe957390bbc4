// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/order_lists.hpp"

#include "engine/check.hpp"
#include "gateway/dialect/faults.hpp"
#include "gateway/dialect/later.hpp"
#include "gateway/dialect/list_replies.hpp"
#include "gateway/dialect/order_count.hpp"
#include "gateway/dialect/pages.hpp"
#include "gateway/dialect/released_rows.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {

using storage::ListRow;

namespace {

NewList read_list_of_orders(const Request& request, const Catalog& catalog) {
    switch (request.operation) {
        case Operation::place_old_oco:
            return read_old_oco(request.parameters, catalog, request.caller);
        case Operation::place_oto:
            return read_oto(request.parameters, catalog, request.caller);
        case Operation::place_otoco:
            return read_otoco(request.parameters, catalog, request.caller);
        default:
            return read_oco(request.parameters, catalog, request.caller);
    }
}

}  // namespace

Outcome OrderLists::place(const Request& request) {
    NewList list = read_list_of_orders(request, services_.projections.catalog);
    if (auto fault = request.parameters.finish(true)) return std::unexpected{*fault};
    const std::size_t orders = list.legs().size();
    if (auto over = over_limit(request, limits_)) return std::unexpected{*std::move(over)};
    Inbox& inbox = services_.inbox;
    if (inbox.overloaded()) return std::unexpected{refuse::overloaded()};

    request.ticket.operation = request.operation;
    request.ticket.unit = request.caller.unit;
    request.ticket.response = list.response;
    PlaceList command{.kind = list.kind,
                      .client_id = inbox.arena().add(list.client_id),
                      .first = {},
                      .second = {},
                      .third = {}};
    for (NewOrder& leg : list.legs()) leg.command.client_id = inbox.arena().add(leg.client_id);
    command.first = list.orders[0].conditional();
    command.second = list.orders[1].conditional();
    if (orders == list.orders.size()) command.third = list.orders[2].conditional();
    inbox.submit(command, request.line.get(), request.number);
    limits_.note(request.caller.account, orders);
    return Progress::submitted;
}

Outcome OrderLists::cancel(const Request& request) {
    const ListedMarket* const market =
        read_symbol(request.parameters, services_.projections.catalog);
    const ListReference meant = read_list_reference(request.parameters, "listClientOrderId");
    const std::string_view cancel_id = request.parameters.maybe_client_id("newClientOrderId");
    if (auto fault = request.parameters.finish(true)) return std::unexpected{*fault};

    request.ticket.operation = request.operation;
    request.ticket.unit = request.caller.unit;
    request.ticket.cancel_id = storage::ClientId{cancel_id};
    Arena& arena = services_.inbox.arena();
    services_.inbox.submit(CancelList{.account = request.caller.account,
                                      .key = request.caller.key,
                                      .market = market->terms.market,
                                      .client_id = arena.add(meant.client_id),
                                      .list = meant.list,
                                      .cancel_id = arena.add(cancel_id),
                                      .deadline = request.caller.deadline},
                           request.line.get(), request.number);
    return Progress::submitted;
}

void OrderLists::write_placed(JsonWriter& json, const Released& released,
                              std::span<const AnyEvent> events) {
    const auto* const accepted = events.front().as<ListAccepted>();
    ENSURE(accepted != nullptr);
    const ListRow& list = list_of(released, services_.history, accepted->list);
    const ListedMarket& market = *services_.projections.catalog.market(accepted->market);
    const Ticket& ticket = released.ticket;
    begin_list(json, list, market, ticket.unit);
    json.member("orderReports").begin_array();
    for (const OrderId order : {accepted->first, accepted->second, accepted->third}) {
        if (order == OrderId{}) continue;
        read_placed(released.record, events, order, market.terms, placed_);
        gateway::write_placed(json, placed_, market, ticket.response, ticket.unit);
    }
    json.end_array().end_object();
}

Outcome OrderLists::one(const Request& request) {
    const ListReference meant = read_list_reference(request.parameters, "origClientOrderId");
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    if (meant.list == ListId{} && meant.client_id.empty())
        return std::unexpected{refuse::list_not_found()};
    const AccountId account = request.caller.account;
    auto found = meant.list != ListId{} ? services_.history.list(account, meant.list)
                                        : services_.history.list(account, meant.client_id);
    answer_later(
        std::move(found), {request.line, request.number},
        [catalog = &services_.projections.catalog, unit = request.caller.unit,
         client_id = storage::ClientId{meant.client_id}](
            const std::optional<ListRow>& list, std::string& result) -> std::optional<Error> {
            const bool is_meant =
                list && (client_id.view().empty() || client_id == list->client_id);
            if (!is_meant) return refuse::list_not_found();
            JsonWriter json{result};
            write_list(json, *list, *catalog->market(list->market), unit);
            return std::nullopt;
        });
    return Progress::waiting;
}

Outcome OrderLists::all(const Request& request) {
    auto query = read_page<storage::ListQuery>(request.parameters, request.caller.account);
    query.from = read_first<ListId>(request.parameters, "fromId", is_timed(query));
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    return answer_list(request, services_.history.lists(query),
                       [catalog = &services_.projections.catalog, unit = request.caller.unit](
                           JsonWriter& json, const ListRow& list) {
                           write_list(json, list, *catalog->market(list.market), unit);
                       });
}

Outcome OrderLists::open(const Request& request, std::string& result) {
    if (auto fault = fault_of(request)) return std::unexpected{*fault};
    JsonWriter json{result};
    json.begin_array();
    for (const ListRow& list : services_.history.open_lists(request.caller.account))
        write_list(json, list, *services_.projections.catalog.market(list.market),
                   request.caller.unit);
    json.end_array();
    return Progress::answered;
}

}  // namespace divmid::gateway
