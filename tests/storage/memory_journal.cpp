// SPDX-License-Identifier: Apache-2.0
#include "tests/storage/memory_journal.hpp"

#include <utility>

#include "engine/check.hpp"

namespace divmid::storage {

void MemoryJournal::commit(Record record) {
    ENSURE(has_credit());
    ENSURE(record.sequence == Sequence{taken_.value() + 1});
    taken_ = record.sequence;
    const std::uint64_t steps = faults_.delay ? faults_.delay(record.sequence) : 0;
    in_flight_.push_back({std::move(record), steps});
}

Result<std::optional<Record>> MemoryJournal::next_durable() {
    if (failure_) return std::unexpected(*failure_);
    if (in_flight_.empty()) return std::nullopt;
    InFlight& oldest = in_flight_.front();
    if (oldest.steps > 0) {
        --oldest.steps;
        return std::nullopt;
    }
    if (oldest.record.sequence == faults_.fails) {
        failure_ = Error{Fault::io, faults_.fails, "a commit that a test wants to fail"};
        return std::unexpected(*failure_);
    }
    Record record = std::move(oldest.record);
    in_flight_.pop_front();
    form_.clear();
    encoder_.encode(record, {1, last_}, form_);
    last_ = record.digest = sha256_.of(form_);
    durable_ = record.sequence;
    return record;
}

}  // namespace divmid::storage
