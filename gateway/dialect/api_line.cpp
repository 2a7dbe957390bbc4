// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/api_line.hpp"

#include <utility>

#include "engine/check.hpp"
#include "gateway/dialect/exchange_info.hpp"

namespace divmid::gateway {
namespace {

constexpr std::uint16_t kPolicyViolation = 1008;  // RFC 6455, 7.4.1

Error error_of(JsonFault fault) {
    switch (fault) {
        case JsonFault::not_json:
            return refuse::not_json();
        case JsonFault::bad_id:
            return refuse::invalid("id");
        case JsonFault::no_method:
            return refuse::missing("method");
        case JsonFault::bad_params:
            return refuse::invalid("params");
        case JsonFault::none:
            break;
    }
    return refuse::internal_error();
}

}  // namespace

void ApiLine::receive(std::string_view message) {
    if (!outbox_) return;
    if (pending_.size() == kPendingMost)
        return outbox_->close(kPolicyViolation, "too many requests under way");
    add();
    read(pending_.back(), first_ + pending_.size() - 1, message);
    flush();
}

void ApiLine::hang_up() {
    outbox_ = nullptr;
    parts_.services.inbox.forget(*this);
}

void ApiLine::released(std::uint64_t number, const Record& record, std::size_t command) {
    if (!outbox_) return;
    Pending& pending = pending_[number - first_];
    result_.clear();
    finish(pending, parts_.desk.released({.line = shared_from_this(),
                                          .number = number,
                                          .ticket = pending.ticket,
                                          .record = record,
                                          .command = command},
                                         result_));
    flush();
}

void ApiLine::settle(std::uint64_t number, std::expected<std::string, Error> outcome) {
    if (!outbox_) return;
    Pending& pending = pending_[number - first_];
    if (outcome) {
        result_ = *std::move(outcome);
        finish(pending, Progress::answered);
    } else {
        finish(pending, std::unexpected{std::move(outcome.error())});
    }
    flush();
}

void ApiLine::add() {
    if (spare_.empty()) {
        pending_.emplace_back();
    } else {
        pending_.push_back(std::move(spare_.back()));
        spare_.pop_back();
    }
    Pending& pending = pending_.back();
    pending.stage = Stage::under_way;
    pending.rate_limits = manners_.rate_limits;
    pending.used_weight = 0;
    pending.received = parts_.services.clock();
}

void ApiLine::read(Pending& pending, std::uint64_t number, std::string_view message) {
    JsonRequest request;
    parameters_.clear();
    const JsonFault fault = parts_.json.parse(message, request, parameters_);
    pending.id = request.id;
    if (fault != JsonFault::none) return finish(pending, std::unexpected{error_of(fault)});
    const Route* const route = find_method(request.method);
    if (!route) return finish(pending, std::unexpected{refuse::unsupported_operation()});
    if (is_command(route->operation) || number == first_)
        return finish(pending, run(pending, number, *route));
    pending.stage = Stage::awaits_turn;
    pending.message = message;
}

Outcome ApiLine::run(Pending& pending, std::uint64_t number, const Route& route) {
    const auto caller = admit(pending, route);
    if (!caller) return std::unexpected{caller.error()};
    result_.clear();
    return parts_.desk.begin({.operation = route.operation,
                              .parameters = parameters_,
                              .caller = *caller,
                              .line = shared_from_this(),
                              .number = number,
                              .ticket = pending.ticket},
                             result_);
}

std::expected<Caller, Error> ApiLine::admit(Pending& pending, const Route& route) {
    const Weights::Use use = parts_.weights.add(
        outbox_->peer(), weight_of(route.operation, parameters_), pending.received);
    pending.used_weight = use.used;
    if (use.over)
        return std::unexpected{refuse::too_much_weight(parts_.weights.limit().per_minute)};
    pending.rate_limits = parameters_.flag("returnRateLimits", manners_.rate_limits);
    if (parameters_.failed()) return std::unexpected{parameters_.fault()};
    auto caller = parts_.admission.admit(route.security, parameters_, pending.received);
    if (caller) caller->unit = manners_.unit;
    return caller;
}

void ApiLine::finish(Pending& pending, const Outcome& outcome) {
    if (outcome && *outcome != Progress::answered) {
        pending.stage = Stage::under_way;
        return;
    }
    pending.stage = Stage::done;
    pending.answer.clear();
    JsonWriter json{pending.answer};
    json.begin_object().member("id").raw(pending.id).member("status");
    if (outcome) {
        json.number(200).member("result").raw(result_);
    } else {
        result_.clear();
        write_error(result_, outcome.error());
        json.number(outcome.error().status).member("error").raw(result_);
    }
    if (pending.rate_limits) {
        json.member("rateLimits").begin_array();
        write_weight_limit(json, parts_.weights.limit(), &pending.used_weight);
        json.end_array();
    }
    json.end_object();
}

void ApiLine::write_error(std::string& to, const Error& error) const {
    JsonWriter json{to};
    json.begin_object().member("code").number(error.code).member("msg").text(error.message);
    if (error.status == 429) {
        const Timestamp now = parts_.services.clock();
        const Timestamp again =
            now + Duration{std::int64_t{seconds_to_next_minute(now)} * 1'000'000};
        json.member("data").begin_object();
        json.member("serverTime").number(to_wire_time(now, manners_.unit));
        json.member("retryAfter").number(to_wire_time(again, manners_.unit)).end_object();
    }
    json.end_object();
}

void ApiLine::flush() {
    while (!pending_.empty()) {
        Pending& head = pending_.front();
        if (head.stage == Stage::awaits_turn) {
            const std::string message = std::move(head.message);
            read(head, first_, message);
        }
        if (head.stage != Stage::done) return;
        outbox_->send_text(head.answer);
        spare_.push_back(std::move(head));
        pending_.pop_front();
        ++first_;
    }
}

}  // namespace divmid::gateway
