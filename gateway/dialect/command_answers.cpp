// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/command_answers.hpp"

#include <span>

#include "engine/check.hpp"

namespace divmid::gateway {

Outcome CommandAnswers::released(const Released& released, std::string& result) {
    const std::span<const AnyEvent> events = events_.of(released.record, released.command);
    ENSURE(!events.empty());
    if (const auto* refused = events.front().as<CommandRefused>())
        return std::unexpected{refuse::by_engine(refused->reason)};
    JsonWriter json{result};
    const Operation operation = released.ticket.operation;
    if (is_list_placement(operation))
        lists_.write_placed(json, released, events);
    else if (is_amendment(operation))
        amendments_.write_amended(json, released, events);
    else
        return orders_.released(released, events, result);
    return Progress::answered;
}

Outcome CommandAnswers::released_before(const Released& released, std::string& result) {
    // What is indexed is another object of perhaps the same sequence, and this one goes.
    events_ = {};
    Outcome outcome = this->released(released, result);
    events_ = {};
    return outcome;
}

}  // namespace divmid::gateway
