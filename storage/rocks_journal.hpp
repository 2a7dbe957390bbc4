// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "engine/reactor/stage.hpp"
#include "engine/reactor/time_histogram.hpp"
#include "storage/journal.hpp"
#include "storage/log_writer.hpp"
#include "storage/storage_watch.hpp"
#include "storage/store.hpp"

namespace divmid::storage {

/// The order log in RocksDB. All records that wait go into one synced batch (group commit), on a
/// stage of its own, while the engine goes on; each comes back stamped with its digest.
///
/// A failed commit is the end: next_durable() says why from then on, and nothing that is not known
/// to be durable comes out.
class RocksJournal final : public Journal {
public:
    /// Continues the log behind `end`. `wake` is called on the stage's thread when records became
    /// durable. The store outlives the journal.
    [[nodiscard]] static Result<std::unique_ptr<RocksJournal>> open(Store& store, const LogEnd& end,
                                                                    std::function<void()> wake,
                                                                    JournalLimits limits = {},
                                                                    HeadInterval heads = {});

    [[nodiscard]] bool has_credit() const override;
    void commit(Record record) override;
    [[nodiscard]] Result<std::optional<Record>> next_durable() override;
    [[nodiscard]] Sequence durable() const override { return durable_; }
    [[nodiscard]] Depth depth() const override { return depth_; }
    [[nodiscard]] bool storage_low() const override { return watch_.low(); }

    /// How long batches took until they were durable: encoding, digests and one synced write.
    [[nodiscard]] const TimeHistogram& commit_times() const { return commit_times_; }

    /// Signs the last record and the state after it: the end of an orderly stop. Blocks for a
    /// synced write. Requires: nothing is in flight.
    [[nodiscard]] Result<void> finish(const std::optional<Digest>& state);

private:
    struct Outcome {
        Result<Record> record;
        /// What it took to make its batch durable; nothing but in the first of a batch.
        std::optional<std::chrono::nanoseconds> commit_time;
    };

    RocksJournal(Store& store, LogWriter writer, std::function<void()> wake, JournalLimits limits);

    void work(std::span<Record> batch, const std::function<void(Outcome)>& emit);

    JournalLimits limits_;
    Sequence taken_;
    Sequence durable_;
    Depth depth_;
    TimeHistogram commit_times_;
    std::optional<Error> failure_;        ///< As the reactor's thread knows it.
    std::optional<Error> stage_failure_;  ///< As the stage's thread knows it.
    LogWriter writer_;
    mutable StorageWatch watch_;
    Stage<Record, Outcome> stage_;  ///< Last: its thread uses what is above.
};

}  // namespace divmid::storage
