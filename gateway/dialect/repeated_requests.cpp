// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/repeated_requests.hpp"

#include <exception>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/check.hpp"
#include "engine/reactor/borrowed.hpp"
#include "gateway/dialect/commands_made.hpp"
#include "gateway/dialect/later.hpp"

namespace divmid::gateway {
namespace {

/// The request that waits for its first answer.
struct Asked {
    Waiting waiting;
    Ticket ticket;
    Repeated repeated;
};

void settle(const Waiting& waiting, std::expected<std::string, Error> outcome) {
    if (const std::shared_ptr<Line> line = waiting.line.lock())
        line->settle(waiting.number, std::move(outcome));
}

/// Which orders of the account the command's events tell of, each once.
std::set<std::pair<MarketId, OrderId>> orders_of(const Record& record, std::size_t command,
                                                 AccountId account) {
    std::set<std::pair<MarketId, OrderId>> orders;
    record.events.visit([&](std::size_t cause, const auto& event) {
        if constexpr (requires { event.order, event.account, event.market; }) {
            if (cause == command && event.account == account)
                orders.emplace(event.market, event.order);
        }
    });
    return orders;
}

/// Which lists they are of, each once.
std::set<ListId> lists_of(std::span<const storage::OrderRow> rows) {
    std::set<ListId> lists;
    for (const storage::OrderRow& row : rows)
        if (row.conditions.list != ListId{}) lists.insert(row.conditions.list);
    return lists;
}

/// Why the first outcome is not the answer.
std::optional<Error> fault_of(const std::optional<storage::RequestRow>& first, const Asked& asked) {
    if (!first) return refuse::never_executed();
    if (first->identity != asked.ticket.identity)
        return refuse::by_engine(Reject::request_number_reused);
    return std::nullopt;
}

std::expected<std::string, Error> answer_of(CommandAnswers& answers, const Released& first) {
    std::string result;
    const Outcome outcome = answers.released_before(first, result);
    if (!outcome) return std::unexpected{outcome.error()};
    return result;
}

Task look_up(Borrowed<storage::History> history, Borrowed<CommandAnswers> answers, Asked asked) {
    const Repeated repeated = asked.repeated;
    try {
        auto finding = history.get().request(repeated.key, repeated.lane, repeated.number);
        const std::optional<storage::RequestRow> first = co_await std::move(finding);
        if (auto fault = fault_of(first, asked)) {
            settle(asked.waiting, std::unexpected{*std::move(fault)});
            co_return;
        }
        auto reading = history.get().record(first->sequence);
        const std::shared_ptr<const Record> record = co_await std::move(reading);
        if (!record || first->position >= record->tick.commands.size()) {
            settle(asked.waiting, std::unexpected{refuse::internal_error()});
            co_return;
        }
        // An identity is short enough that somebody finds two requests of the same.
        if (!may_have_made(asked.ticket.operation, record->tick.commands, first->position)) {
            settle(asked.waiting,
                   std::unexpected{refuse::by_engine(Reject::request_number_reused)});
            co_return;
        }
        std::vector<storage::OrderRow> rows;
        const auto names = orders_of(*record, first->position, repeated.account);
        for (const auto& [market, order] : names) {
            auto asking = history.get().order(repeated.account, market, order);
            const std::optional<storage::OrderRow> row = co_await std::move(asking);
            if (row) rows.push_back(*row);
        }
        std::vector<storage::ListRow> lists;
        for (const ListId id : lists_of(rows)) {
            auto asking = history.get().list(repeated.account, id);
            const std::optional<storage::ListRow> list = co_await std::move(asking);
            if (list) lists.push_back(*list);
        }
        const std::shared_ptr<Line> line = asked.waiting.line.lock();
        if (!line) co_return;
        const Released released{.line = line,
                                .number = asked.waiting.number,
                                .ticket = asked.ticket,
                                .record = *record,
                                .command = first->position,
                                .rows = rows,
                                .lists = lists};
        settle(asked.waiting, answer_of(answers.get(), released));
    } catch (...) {
        settle(asked.waiting, std::unexpected{error_of(std::current_exception())});
    }
}

}  // namespace

std::optional<Outcome> RepeatedRequests::unexecuted(const Released& released) {
    ENSURE(released.command > 0);
    const auto events = events_.of(released.record, released.command - 1);
    if (events.empty()) return std::nullopt;
    if (const auto* const refused = events.front().as<CommandRefused>())
        return std::unexpected{refuse::by_engine(refused->reason)};
    const auto* const repeated = events.front().as<Repeated>();
    ENSURE(repeated);
    Asked asked{.waiting = {.line = released.line, .number = released.number},
                .ticket = released.ticket,
                .repeated = *repeated};
    look_up(history_, answers_, std::move(asked));
    return Progress::waiting;
}

}  // namespace divmid::gateway
