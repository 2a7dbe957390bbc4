// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/api_line.hpp"

#include <utility>

#include "engine/check.hpp"
#include "gateway/dialect/limit_rows.hpp"
#include "gateway/dialect/server_shutdown.hpp"

namespace divmid::gateway {
namespace {

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
        case JsonFault::unknown_member:
            return refuse::unknown_parameter();
        case JsonFault::repeated_member:
            return refuse::duplicate_parameter();
        case JsonFault::none:
            break;
    }
    return refuse::internal_error();
}

}  // namespace

void ApiLine::receive(std::string_view message) {
    if (!outbox_) return;
    ENSURE(has_room());
    add();
    ApiRequest& pending = pending_.back();
    const std::uint64_t number = first_ + pending_.size() - 1;
    if (entered_ == number) {
        enter(pending, message);
    } else {
        hold(pending, Stage::awaits_entry, message);
        look_ahead(pending, number, message);
    }
    flush();
}

void ApiLine::drained() {
    if (!outbox_ || !std::exchange(rests_, false)) return;
    flush();
}

void ApiLine::announce_stop() {
    if (!outbox_) return;
    std::string text;
    JsonWriter json{text};
    json.begin_object().member("event");
    write_server_shutdown(json, parts_.services.clock(), manners_.unit);
    json.end_object();
    outbox_->send_text(text);
}

void ApiLine::goodbye() {
    if (outbox_) session_.goodbye();
}

void ApiLine::hang_up() {
    outbox_ = nullptr;
    session_.hang_up();
    parts_.services.inbox.forget(*this);
}

void ApiLine::released(std::uint64_t number, const Record& record, std::size_t command) {
    ApiRequest* const pending = under_way(number);
    if (!pending) return;
    parts_.result.clear();
    finish(*pending, parts_.desk.released({.line = shared_from_this(),
                                           .number = number,
                                           .ticket = pending->ticket,
                                           .record = record,
                                           .command = command},
                                          parts_.result));
    flush();
}

void ApiLine::settle(std::uint64_t number, std::expected<std::string, Error> outcome) {
    ApiRequest* const pending = under_way(number);
    if (!pending) return;
    if (outcome) {
        parts_.result = *std::move(outcome);
        finish(*pending, Progress::answered);
    } else {
        finish(*pending, std::unexpected{std::move(outcome.error())});
    }
    flush();
}

ApiRequest* ApiLine::under_way(std::uint64_t number) {
    if (!outbox_ || number < first_) return nullptr;
    ApiRequest& pending = pending_[number - first_];
    return pending.stage == Stage::under_way ? &pending : nullptr;
}

void ApiLine::sweep() {
    if (!outbox_) return;
    session_.sweep();
    if (pending_.empty()) return;
    const Timestamp now = parts_.services.clock();
    // In the order of requests, as the answers are.
    while (!rests_ && !pending_.empty() && pending_.front().stage == Stage::under_way &&
           is_overdue(parts_.services, pending_.front().received, now)) {
        finish(pending_.front(), std::unexpected{refuse::timed_out()});
        flush();
    }
}

void ApiLine::add() {
    if (parts_.spare.empty()) {
        pending_.emplace_back();
    } else {
        pending_.push_back(std::move(parts_.spare.back()));
        parts_.spare.pop_back();
    }
    ApiRequest& pending = pending_.back();
    pending.stage = Stage::under_way;
    pending.rate_limits = manners_.rate_limits;
    pending.counted = false;
    pending.verdict = Verdict::unknown;
    pending.used_weight = 0;
    pending.ticket.counted = AccountId{};
    pending.received = parts_.services.clock();
}

void ApiLine::enter(ApiRequest& pending, std::string_view message) {
    const std::uint64_t number = entered_++;
    read(pending, number, message);
}

void ApiLine::let_in() {
    while (entered_ < first_ + pending_.size()) {
        ApiRequest& pending = pending_[entered_ - first_];
        // Refused while it was held.
        if (pending.stage == Stage::done) {
            ++entered_;
            continue;
        }
        if (pending.stage != Stage::awaits_entry || pending.verifying) return;
        enter(pending, take_message(pending));
    }
}

void ApiLine::hold(ApiRequest& pending, Stage stage, std::string_view message) {
    pending.stage = stage;
    pending.message = message;
    held_bytes_ += message.size();
}

std::string ApiLine::take_message(ApiRequest& pending) {
    held_bytes_ -= pending.message.size();
    return std::exchange(pending.message, {});
}

void ApiLine::read(ApiRequest& pending, std::uint64_t number, std::string_view message) {
    JsonRequest request;
    parts_.parameters.clear();
    const JsonFault fault = parts_.json.parse(message, request, parts_.parameters);
    pending.id = request.id;
    if (fault != JsonFault::none) return refuse_unread(pending, error_of(fault));
    const Route* const route = find_method(request.method);
    if (!route) return refuse_unread(pending, refuse::unsupported_operation());
    // What is about the session runs in the step in which its answer is sent: what it starts to
    // tell of comes after that. While answers have to wait, so do queries: events that overtake an
    // answer would be newer than what it shows.
    const bool command = is_command(route->operation);
    const bool session = is_session(route->operation);
    const bool at_once = number == first_ && !session && outbox_->queued() < kQueuedBytesMost;
    const bool has_turn = pending.stage == Stage::awaits_turn || at_once;
    if (command || has_turn) {
        const Outcome outcome = run(pending, number, *route);
        if (!pending.verifying) return finish(pending, outcome);
    }
    hold(pending, command ? Stage::awaits_entry : Stage::awaits_turn, message);
    if (command || session) entered_ = number;
}

void ApiLine::look_ahead(ApiRequest& pending, std::uint64_t number, std::string_view message) {
    JsonRequest request;
    parts_.parameters.clear();
    if (parts_.json.parse(message, request, parts_.parameters) != JsonFault::none) return;
    const Route* const route = find_method(request.method);
    if (!route || !is_command(route->operation) || !parts_.services.verifications.has_room())
        return;
    auto wanted = parts_.admission.foresee(
        {.security = route->security, .once = false, .now = pending.received, .verdict = {}},
        parts_.parameters);
    if (!wanted) return;
    if (auto refused = count(pending, route->operation)) {
        pending.id = request.id;
        static_cast<void>(take_message(pending));
        return finish(pending, std::unexpected{*std::move(refused)});
    }
    verify(pending, number, *std::move(wanted));
}

void ApiLine::refuse_unread(ApiRequest& pending, Error why) {
    auto refused =
        parts_.entrance.refuses(address_, kWeightUnread, present(pending), pending.used_weight);
    finish(pending, std::unexpected{refused ? *std::move(refused) : std::move(why)});
}

Outcome ApiLine::run(ApiRequest& pending, std::uint64_t number, const Route& route) {
    auto admitted = admit(pending, route);
    if (!admitted) return std::unexpected{std::move(admitted.error())};
    if (auto* const wanted = std::get_if<Verification>(&*admitted)) {
        if (!parts_.services.verifications.has_room()) return std::unexpected{refuse::overloaded()};
        verify(pending, number, std::move(*wanted));
        return Progress::waiting;
    }
    auto& caller = std::get<Caller>(*admitted);
    caller.unit = manners_.unit;
    if (is_command(route.operation) && !session_.tie(caller))
        return std::unexpected{refuse::too_many_tied_accounts()};
    parts_.result.clear();
    const Request request{.operation = route.operation,
                          .parameters = parts_.parameters,
                          .caller = caller,
                          .received = pending.received,
                          .line = shared_from_this(),
                          .number = number,
                          .ticket = pending.ticket};
    if (is_session(route.operation)) return session_.run(request, parts_.result);
    return parts_.desk.begin(request, parts_.result);
}

Timestamp ApiLine::present(const ApiRequest& pending) const {
    return pending.stage == Stage::under_way ? pending.received : parts_.services.clock();
}

/// Once, however often it is read. What is refused is answered, and not read again.
std::optional<Error> ApiLine::count(ApiRequest& pending, Operation operation) {
    if (pending.counted) return std::nullopt;
    const unsigned weight = weight_of(operation, parts_.parameters);
    auto refused = parts_.entrance.refuses(address_, weight, present(pending), pending.used_weight);
    pending.counted = !refused;
    return refused;
}

Admission::Admitted ApiLine::admit(ApiRequest& pending, const Route& route) {
    if (auto refused = count(pending, route.operation)) return std::unexpected{*std::move(refused)};
    pending.rate_limits = parts_.parameters.flag("returnRateLimits", manners_.rate_limits);
    if (parts_.parameters.failed()) return std::unexpected{parts_.parameters.fault()};
    // A question is judged by when it came. What is let in once is not: by now its signature may
    // have been forgotten as expired.
    const bool once = is_once(route.operation);
    const bool by_arrival = !once && pending.verdict == Verdict::unknown;
    const Key* const logged_on = is_session(route.operation) ? nullptr : session_.logged_on();
    auto admitted = parts_.admission.admit({.security = route.security,
                                            .once = once,
                                            .now = by_arrival ? pending.received : present(pending),
                                            .verdict = pending.verdict},
                                           logged_on, parts_.parameters);
    if (!admitted) session_.end_if_revoked();
    return admitted;
}

void ApiLine::verify(ApiRequest& pending, std::uint64_t number, Verification wanted) {
    pending.verifying = true;
    ++verifying_;
    parts_.services.verifications.verify(std::move(wanted),
                                         [line = weak_from_this(), number](Verdict verdict) {
                                             if (const std::shared_ptr<ApiLine> here = line.lock())
                                                 here->verified(number, verdict);
                                         });
}

void ApiLine::verified(std::uint64_t number, Verdict verdict) {
    if (!outbox_) return;
    --verifying_;
    ApiRequest& pending = pending_[number - first_];
    pending.verifying = false;
    pending.verdict = verdict;
    let_in();
    flush();
}

void ApiLine::finish(ApiRequest& pending, const Outcome& outcome) {
    if (outcome && *outcome != Progress::answered) {
        pending.stage = Stage::under_way;
        return;
    }
    pending.stage = Stage::done;
    pending.answer.clear();
    JsonWriter json{pending.answer};
    json.begin_object().member("id").raw(pending.id).member("status");
    if (outcome) {
        json.number(200).member("result").raw(parts_.result);
    } else {
        parts_.result.clear();
        write_error(parts_.result, outcome.error());
        parts_.refusals.count(outcome.error().code);
        json.number(outcome.error().status).member("error").raw(parts_.result);
    }
    if (pending.rate_limits) {
        json.member("rateLimits").begin_array();
        if (const AccountId account = pending.ticket.counted; account != AccountId{})
            write_order_rows(json, parts_.entrance.limits(),
                             parts_.desk.order_limits().used(account, pending.received));
        write_weight_row(json, parts_.entrance.limits(), pending.used_weight);
        json.end_array();
    }
    json.end_object();
}

void ApiLine::write_error(std::string& to, const Error& error) const {
    JsonWriter json{to};
    json.begin_object().member("code").number(error.code).member("msg").text(error.message);
    if (!error.data.empty()) {
        json.member("data").raw(error.data);
    } else if (error.again != Timestamp{}) {
        const Timestamp now = parts_.services.clock();
        json.member("data").begin_object();
        json.member("serverTime").number(to_wire_time(now, manners_.unit));
        json.member("retryAfter").number(to_wire_time(error.again, manners_.unit)).end_object();
    }
    json.end_object();
}

void ApiLine::flush() {
    if (rests_) return;
    for (std::size_t answers = 0; !pending_.empty(); ++answers) {
        // Either way something is queued, so drained() follows.
        rests_ = answers == kAnswersPerStep || outbox_->queued() >= kQueuedBytesMost;
        if (rests_) return;
        ApiRequest& head = pending_.front();
        if (head.stage == Stage::awaits_turn && !head.verifying)
            read(head, first_, take_message(head));
        if (head.stage != Stage::done) return;
        send_head();
    }
}

void ApiLine::send_head() {
    ApiRequest& head = pending_.front();
    outbox_->send_text(head.answer);
    if (parts_.spare.size() < ApiParts::kSpareMost &&
        head.answer.capacity() <= ApiParts::kSpareAnswerMost)
        parts_.spare.push_back(std::move(head));
    pending_.pop_front();
    ++first_;
    if (entered_ >= first_) return;
    // What was just answered kept those behind it out.
    entered_ = first_;
    let_in();
}

}  // namespace divmid::gateway
