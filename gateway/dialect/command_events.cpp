// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/command_events.hpp"

#include "engine/check.hpp"

namespace divmid::gateway {

std::span<const AnyEvent> CommandEvents::of(const Record& record, std::size_t command) {
    if (indexed_ != record.sequence) index(record);
    ENSURE(command + 1 < begins_.size());
    return std::span{events_}.subspan(begins_[command], begins_[command + 1] - begins_[command]);
}

void CommandEvents::index(const Record& record) {
    indexed_ = record.sequence;
    events_.clear();
    begins_.clear();
    std::size_t place = 0;
    record.events.visit([&](std::size_t cause, const auto& event) {
        const std::size_t its_place = place++;
        if (cause == Events::kTimer) return;
        while (begins_.size() <= cause) begins_.push_back(events_.size());
        events_.emplace_back(event, its_place);
    });
    // A command that caused nothing still has its place.
    begins_.resize(record.tick.commands.size() + 1, events_.size());
}

}  // namespace divmid::gateway
