// SPDX-License-Identifier: Apache-2.0
#include "storage/history/young_requests.hpp"

#include <algorithm>
#include <type_traits>

namespace divmid::storage {

namespace {

/// Of each command, whether something was said in its turn.
std::vector<bool> turns_with_events(const Record& record) {
    std::vector<bool> told(record.tick.commands.size());
    record.events.visit([&](std::size_t cause, const auto&) {
        if (cause != Events::kTimer) told[cause] = true;
    });
    return told;
}

}  // namespace

void YoungRequests::add(const Record& record) {
    if (record.tick.commands.all<Numbered>().empty()) return;
    // A number is burnt in an empty turn: Repeated and CommandRefused say that it was not.
    const std::vector<bool> told = turns_with_events(record);
    std::uint32_t position = 0;
    record.tick.commands.visit([&]<class Command>(const Command& command) {
        if constexpr (std::is_same_v<Command, Numbered>) {
            const RequestRow row{.key = command.key,
                                 .lane = command.lane,
                                 .number = command.number,
                                 .identity = command.identity,
                                 .sequence = record.sequence,
                                 .position = position + 1};
            if (!told[position]) rows_[name_of(row)] = row;
        }
        ++position;
    });
}

const RequestRow* YoungRequests::find(const RequestName& name) const {
    const auto found = rows_.find(name);
    return found == rows_.end() ? nullptr : &found->second;
}

std::vector<RequestRow> YoungRequests::sorted() const {
    std::vector<RequestRow> rows;
    for (const auto& [name, row] : rows_) rows.push_back(row);
    std::ranges::sort(rows, {}, [](const RequestRow& row) { return name_of(row); });
    return rows;
}

}  // namespace divmid::storage
