// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "storage/canonical/record_form.hpp"
#include "storage/digest.hpp"
#include "storage/heads_log.hpp"
#include "storage/log.hpp"
#include "storage/store.hpp"

namespace rocksdb {
class WriteBatch;
}

namespace divmid::storage {

/// The one writer of the log: chains, signs and commits. One thread at a time; it may block for as
/// long as the disk takes.
class LogWriter {
public:
    /// Continues the log behind `end`, in a new epoch. The store outlives it.
    [[nodiscard]] static Result<LogWriter> open(Store& store, const LogEnd& end,
                                                HeadInterval interval);

    /// Stamps the digests of as many records as fit `bytes_max`, at least one, and makes them
    /// durable as one batch. Returns how many. After an error nothing more may be written.
    /// Requires: the records follow the last one, without a hole.
    [[nodiscard]] Result<std::size_t> write(std::span<Record> records, std::size_t bytes_max);

    /// Signs a head of the last record, with the state of the exchange after it where that is
    /// known. Nothing for an empty log.
    [[nodiscard]] Result<void> sign_end(const std::optional<Digest>& state);

    [[nodiscard]] const LogEnd& end() const { return end_; }

private:
    LogWriter(Store& store, const LogEnd& end, HeadInterval interval, HeadKey key, HeadsLog heads);

    void put(Record& record, rocksdb::WriteBatch& batch);
    [[nodiscard]] bool head_is_due() const;
    [[nodiscard]] SignedHead sign(const std::optional<Digest>& state) const;
    [[nodiscard]] Result<void> commit(rocksdb::WriteBatch& batch,
                                      const std::optional<SignedHead>& head);

    Store* store_;
    LogEnd end_;
    HeadInterval interval_;
    HeadKey key_;
    HeadsLog heads_;
    Sequence signed_;  ///< Of the newest head.
    Timestamp signed_time_;
    RecordEncoder encoder_;
    Sha256 sha256_;
    std::string form_;
};

}  // namespace divmid::storage
