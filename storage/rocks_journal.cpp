// SPDX-License-Identifier: Apache-2.0
#include "storage/rocks_journal.hpp"

#include <utility>

#include "engine/check.hpp"

namespace divmid::storage {

namespace {

/// What a record takes while it waits, near enough for a limit.
std::size_t memory_of(const Record& record) {
    constexpr std::size_t kPerRecord = 1024;
    constexpr std::size_t kPerItem = 64;
    return kPerRecord + kPerItem * (record.tick.commands.size() + record.events.size()) +
           record.tick.commands.arena.bytes().size();
}

}  // namespace

Result<std::unique_ptr<RocksJournal>> RocksJournal::open(Store& store, const LogEnd& end,
                                                         std::function<void()> wake,
                                                         JournalLimits limits, HeadInterval heads) {
    auto writer = LogWriter::open(store, end, heads);
    if (!writer) return std::unexpected(writer.error());
    return std::unique_ptr<RocksJournal>{
        new RocksJournal{store, std::move(*writer), std::move(wake), limits}};
}

RocksJournal::RocksJournal(Store& store, LogWriter writer, std::function<void()> wake,
                           JournalLimits limits)
    : limits_{limits},
      taken_{writer.end().sequence},
      durable_{writer.end().sequence},
      writer_{std::move(writer)},
      watch_{store.directory(), store.options()},
      stage_{limits.records_in_flight_max,
             [this](std::span<Record> batch, const std::function<void(Outcome)>& emit) {
                 work(batch, emit);
             },
             std::move(wake)} {}

bool RocksJournal::has_credit() const {
    return depth_.records < limits_.records_in_flight_max &&
           depth_.bytes < limits_.bytes_in_flight_max && stage_.has_room();
}

void RocksJournal::commit(Record record) {
    ENSURE(has_credit());
    ENSURE(record.sequence == Sequence{taken_.value() + 1});
    taken_ = record.sequence;
    ++depth_.records;
    depth_.bytes += memory_of(record);
    stage_.push(std::move(record));
}

Result<std::optional<Record>> RocksJournal::next_durable() {
    if (failure_) return std::unexpected(*failure_);
    std::optional<Outcome> outcome = stage_.pop();
    if (!outcome) return std::nullopt;
    if (!outcome->record) {
        failure_ = std::move(outcome->record.error());
        return std::unexpected(*failure_);
    }
    if (outcome->commit_time) commit_times_.observe(*outcome->commit_time);
    Record record = *std::move(outcome->record);
    ENSURE(record.sequence == Sequence{durable_.value() + 1});
    durable_ = record.sequence;
    --depth_.records;
    depth_.bytes -= memory_of(record);
    return record;
}

Result<void> RocksJournal::finish(const std::optional<Digest>& state) {
    if (failure_) return std::unexpected(*failure_);
    ENSURE(depth_.records == 0);  // The stage sleeps, so the writer may be used from here.
    return writer_.sign_end(state);
}

void RocksJournal::work(std::span<Record> batch, const std::function<void(Outcome)>& emit) {
    using Steady = std::chrono::steady_clock;
    while (!batch.empty() && !stage_failure_) {
        const Steady::time_point start = Steady::now();
        const auto written = writer_.write(batch, limits_.batch_bytes_max);
        if (!written) {
            stage_failure_ = written.error();
            emit({std::unexpected(*stage_failure_), std::nullopt});
            return;
        }
        std::optional<std::chrono::nanoseconds> taken = Steady::now() - start;
        for (Record& record : batch.first(*written))
            emit({std::move(record), std::exchange(taken, std::nullopt)});
        batch = batch.subspan(*written);
    }
    // Once failed, what still comes in stays here: the reader of next_durable() knows why.
    watch_.look();
}

}  // namespace divmid::storage
