// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/rest_line.hpp"

#include <utility>

#include "gateway/dialect/limit_rows.hpp"

namespace divmid::gateway {
namespace {

bool may_have_body(std::string_view verb) {
    return verb != "GET" && verb != "HEAD";
}

RawRequest raw(const HttpRequest& request) {
    return {.query = request.query,
            .body = may_have_body(request.method) ? request.body : std::string_view{}};
}

}  // namespace

void RestLine::request(const HttpRequest& request, std::shared_ptr<Responder> responder) {
    const std::uint64_t number = next_++;
    Pending pending{.responder = std::move(responder),
                    .ticket = {},
                    .received = parts_.services.clock(),
                    .used_weight = 0,
                    .unverified = {}};
    result_.clear();
    const Outcome outcome = run(request, number, pending);
    if (outcome && *outcome != Progress::answered)
        pending_.emplace(number, std::move(pending));
    else
        respond(pending, outcome);
}

void RestLine::released(std::uint64_t number, const Record& record, std::size_t command) {
    const auto found = pending_.find(number);
    if (found == pending_.end()) return;
    result_.clear();
    const Outcome outcome = parts_.desk.released({.line = shared_from_this(),
                                                  .number = number,
                                                  .ticket = found->second.ticket,
                                                  .record = record,
                                                  .command = command},
                                                 result_);
    if (outcome && *outcome != Progress::answered) return;
    respond(found->second, outcome);
    pending_.erase(found);
}

void RestLine::settle(std::uint64_t number, std::expected<std::string, Error> outcome) {
    const auto found = pending_.find(number);
    if (found == pending_.end()) return;
    if (outcome) {
        result_ = *std::move(outcome);
        respond(found->second, Progress::answered);
    } else {
        respond(found->second, std::unexpected{std::move(outcome.error())});
    }
    pending_.erase(found);
}

void RestLine::sweep() {
    const Timestamp now = parts_.services.clock();
    while (!pending_.empty()) {
        const auto oldest = pending_.begin();
        if (!is_overdue(parts_.services, oldest->second.received, now)) return;
        respond(oldest->second, std::unexpected{refuse::timed_out()});
        pending_.erase(oldest);
    }
}

Outcome RestLine::run(const HttpRequest& request, std::uint64_t number, Pending& pending) {
    const Timestamp now = pending.received;
    parameters_.clear();
    parse_query_string(raw(request), parameters_, scratch_);
    const Route* const route = find_route(request.method, request.path);
    const unsigned weight = route ? weight_of(route->operation, parameters_) : kWeightUnread;
    if (auto refused =
            parts_.entrance.refuses(client_address(request.peer), weight, now, pending.used_weight))
        return std::unexpected{*std::move(refused)};
    if (!route) return std::unexpected{refuse::unknown_path()};
    return begin(request, *route, number, pending,
                 {.security = route->security,
                  .once = is_once(route->operation),
                  .now = now,
                  .verdict = Verdict::unknown});
}

/// Requires: parameters_ are those of the request.
Outcome RestLine::begin(const HttpRequest& request, const Route& route, std::uint64_t number,
                        Pending& pending, const Demand& demand) {
    const auto unit = parse_time_unit(request.time_unit);
    if (!unit) return std::unexpected{unit.error()};
    if (parameters_.failed()) return std::unexpected{parameters_.fault()};
    auto admitted = parts_.admission.admit(demand, raw(request), request.api_key, parameters_);
    if (!admitted) return std::unexpected{std::move(admitted.error())};
    if (auto* const wanted = std::get_if<Verification>(&*admitted))
        return verify(request, number, pending, std::move(*wanted));
    auto& caller = std::get<Caller>(*admitted);
    caller.unit = *unit;
    return parts_.desk.begin({.operation = route.operation,
                              .parameters = parameters_,
                              .caller = caller,
                              .received = demand.now,
                              .line = shared_from_this(),
                              .number = number,
                              .ticket = pending.ticket},
                             result_);
}

Outcome RestLine::verify(const HttpRequest& request, std::uint64_t number, Pending& pending,
                         Verification wanted) {
    Verifications& verifications = parts_.services.verifications;
    if (!verifications.has_room()) return std::unexpected{refuse::overloaded()};
    pending.unverified.emplace(request);
    verifications.verify(std::move(wanted), [line = weak_from_this(), number](Verdict verdict) {
        if (const std::shared_ptr<RestLine> here = line.lock()) here->verified(number, verdict);
    });
    return Progress::waiting;
}

void RestLine::verified(std::uint64_t number, Verdict verdict) {
    const auto found = pending_.find(number);
    if (found == pending_.end()) return;
    const KeptRequest kept = *std::exchange(found->second.unverified, std::nullopt);
    const HttpRequest request = kept.view();
    parameters_.clear();
    parse_query_string(raw(request), parameters_, scratch_);
    const Route& route = *find_route(request.method, request.path);
    result_.clear();
    const Outcome outcome = begin(request, route, number, found->second,
                                  {.security = route.security,
                                   .once = is_once(route.operation),
                                   .now = parts_.services.clock(),
                                   .verdict = verdict});
    if (outcome && *outcome != Progress::answered) return;
    respond(found->second, outcome);
    pending_.erase(found);
}

void RestLine::respond(const Pending& pending, const Outcome& outcome) {
    HttpResponse response;
    if (outcome) {
        response.body = result_;
    } else {
        response.status = outcome.error().status;
        append_error(response.body, outcome.error());
        parts_.refusals.count(outcome.error().code);
    }
    add_weight_headers(response, pending.used_weight);
    if (const AccountId account = pending.ticket.counted; outcome && account != AccountId{})
        add_order_headers(response, parts_.desk.order_limits().used(account, pending.received));
    if (!outcome) add_retry_header(response, outcome.error(), pending.received);
    pending.responder->respond(std::move(response));
}

}  // namespace divmid::gateway
