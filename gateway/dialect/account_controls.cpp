// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/account_controls.hpp"

#include <algorithm>

#include "engine/check.hpp"
#include "gateway/dialect/symbols.hpp"

namespace divmid::gateway {
namespace {

constexpr std::int64_t kMillisecond = 1000;
constexpr std::int64_t kTimeoutMost = 24 * 3600 * 1000;

void keep_ticket(const Request& request) {
    request.ticket.operation = request.operation;
    request.ticket.unit = request.caller.unit;
    request.ticket.cancel_id = {};
}

Sides read_sides(Parameters& parameters) {
    const auto side = parameters.maybe_text("side");
    if (!side) return Sides::both;
    if (*side == "BUY") return Sides::buys;
    if (*side != "SELL") parameters.fail(refuse::bad_side());
    return Sides::sells;
}

Price read_bound(Parameters& parameters, std::string_view name, const ListedMarket* market) {
    if (!market && parameters.sent(name)) parameters.fail(refuse::missing("symbol"));
    if (!market) return {};
    return Price{parameters.maybe_decimal(name, market->quote_scale).value_or(0)};
}

}  // namespace

Outcome AccountControls::cancel_many(const Request& request) {
    Parameters& parameters = request.parameters;
    const ListedMarket* const market = parameters.sent("symbol")
                                           ? read_symbol(parameters, services_.projections.catalog)
                                           : nullptr;
    const CancelMany command{.account = request.caller.account,
                             .key = request.caller.key,
                             .market = market ? market->terms.market : MarketId{},
                             .sides = read_sides(parameters),
                             .price_min = read_bound(parameters, "priceMin", market),
                             .price_max = read_bound(parameters, "priceMax", market),
                             .deadline = request.caller.deadline};
    if (auto fault = parameters.finish(true)) return std::unexpected{*fault};
    keep_ticket(request);
    services_.inbox.submit(command, request.line.get(), request.number);
    return Progress::submitted;
}

Outcome AccountControls::set_dead_man(const Request& request) {
    Parameters& parameters = request.parameters;
    if (!parameters.sent("timeout")) parameters.fail(refuse::missing("timeout"));
    const std::int64_t timeout = parameters.maybe_integer("timeout").value_or(0);
    if (timeout > kTimeoutMost) parameters.fail(refuse::invalid("timeout"));
    if (auto fault = parameters.finish(true)) return std::unexpected{*fault};
    keep_ticket(request);
    services_.inbox.submit(SetDeadMan{.account = request.caller.account,
                                      .key = request.caller.key,
                                      .timeout = Duration{timeout * kMillisecond},
                                      .deadline = request.caller.deadline},
                           request.line.get(), request.number);
    return Progress::submitted;
}

Outcome AccountControls::switch_kill(const Request& request, bool lifted) {
    if (auto fault = request.parameters.finish(true)) return std::unexpected{*fault};
    keep_ticket(request);
    const TextRef note = services_.inbox.arena().add("asked by the owner");
    services_.inbox.submit(SwitchKill{.account = request.caller.account,
                                      .market = {},
                                      .key = request.caller.key,
                                      .lifted = lifted,
                                      .note = note},
                           request.line.get(), request.number);
    return Progress::submitted;
}

void write_dead_man(JsonWriter& json, const DeadManSet& event, const Released& released) {
    const bool runs = event.due != Timestamp{};
    const Duration timeout = runs ? event.due - released.record.tick.time : Duration{};
    json.begin_object().member("timeout").number(timeout.value() / kMillisecond).member("due");
    if (runs)
        json.number(to_wire_time(event.due, released.ticket.unit));
    else
        json.raw("null");
    json.end_object();
}

void write_kill(JsonWriter& json, std::span<const AnyEvent> events) {
    const auto* const switched = events.front().as<KillSwitched>();
    ENSURE(switched);
    const auto ended = std::ranges::count_if(events, [](const AnyEvent& event) {
        return event.as<OrderCanceled>() || event.as<WaitingEnded>();
    });
    json.begin_object().member("killed").boolean(!switched->lifted);
    json.member("canceledOrders").number(ended).end_object();
}

}  // namespace divmid::gateway
