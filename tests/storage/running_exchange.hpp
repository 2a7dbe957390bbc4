// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "engine/exchange.hpp"
#include "storage/recovery.hpp"
#include "storage/rocks_journal.hpp"
#include "storage/store.hpp"
#include "tests/storage/small_market.hpp"

namespace divmid::storage {

/// An exchange with its journal on a real disk, started as the process starts it: the log is
/// replayed first. Stepped by the test; waits for the disk where it has to.
class RunningExchange {
public:
    struct Options {
        StoreOptions store{};
        JournalLimits limits{};
        HeadInterval heads{};
        std::vector<Projection*> projections{};
    };

    [[nodiscard]] static Result<std::unique_ptr<RunningExchange>> start(
        const std::filesystem::path& directory, Options options);

    /// Applies the tick and commits its record. Waits for credit; false when the journal failed.
    [[nodiscard]] bool submit(Tick tick);

    /// Waits until all that was submitted is released; false when the journal failed.
    [[nodiscard]] bool drain();

    [[nodiscard]] Result<void> finish() { return journal_->finish(state_digest(exchange_)); }

    [[nodiscard]] Exchange& exchange() { return exchange_; }
    [[nodiscard]] RocksJournal& journal() { return *journal_; }
    [[nodiscard]] Store& store() { return store_; }
    [[nodiscard]] const Replayed& replayed() const { return replayed_; }
    /// Digests of what was released since the start, in order.
    [[nodiscard]] const std::vector<Digest>& released() const { return released_; }
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

private:
    RunningExchange(Store store, Options options)
        : store_{std::move(store)}, options_{std::move(options)} {}

    [[nodiscard]] Result<void> recover();
    bool take_one();
    void woken();

    Store store_;
    Options options_;
    Exchange exchange_;
    Replayed replayed_;
    std::vector<Digest> released_;
    std::optional<Error> failure_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool signaled_ = false;
    std::unique_ptr<RocksJournal> journal_;  ///< Last: its stage uses what is above.
};

}  // namespace divmid::storage
