// SPDX-License-Identifier: Apache-2.0
#include "engine/exchange.hpp"

#include <algorithm>
#include <utility>

#include "engine/look_ahead.hpp"
#include "engine/state.hpp"
#include "engine/turn.hpp"

namespace divmid {

namespace {

/// Released records' memory is kept for as many records as can be on their way to the disk.
constexpr std::size_t kSpareMost = 256;

Events take_spare(std::vector<Events>& spare) {
    if (spare.empty()) return {};
    Events events = std::move(spare.back());
    spare.pop_back();
    return events;
}

}  // namespace

Exchange::Exchange() : state_{std::make_unique<State>()} {}
Exchange::~Exchange() = default;
Exchange::Exchange(Exchange&&) noexcept = default;
Exchange& Exchange::operator=(Exchange&&) noexcept = default;

Record Exchange::apply(Tick tick) {
    ENSURE(tick.time >= state_->time);
    state_->time = tick.time;
    state_->sequence = Sequence{state_->sequence.value() + 1};

    Record record;
    record.sequence = state_->sequence;
    record.tick = std::move(tick);
    record.events = take_spare(state_->spare);

    Turn turn{*state_, record.tick, record.events};
    turn.fire_timers(record.tick.commands);
    turn.open_queues();
    const LookAhead ahead{*state_, record.tick.commands};
    record.tick.commands.visit([&](const auto& command) {
        ahead.from(command);
        record.events.begin_command();
        turn.carry_out(command);
    });
    turn.indicate();
    return record;
}

Tick Exchange::recycle(Record record) {
    record.clear();
    if (state_->spare.size() < kSpareMost) state_->spare.push_back(std::move(record.events));
    return std::move(record.tick);
}

Timestamp Exchange::next_deadline() const {
    const auto wakes = [](const Market& market) { return market.wakes(); };
    if (std::ranges::any_of(state_->markets, wakes)) return state_->time;
    return state_->soonest().due;
}

Sequence Exchange::sequence() const {
    return state_->sequence;
}

Timestamp Exchange::time() const {
    return state_->time;
}

}  // namespace divmid
