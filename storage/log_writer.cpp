// SPDX-License-Identifier: Apache-2.0
#include "storage/log_writer.hpp"

#include <rocksdb/write_batch.h>

#include <utility>

#include "engine/check.hpp"

namespace divmid::storage {

Result<LogWriter> LogWriter::open(Store& store, const LogEnd& end, HeadInterval interval) {
    auto key = HeadKey::load_or_make(store.directory());
    if (!key) return std::unexpected(key.error());
    auto heads = HeadsLog::open(HeadsLog::file(store.directory()));
    if (!heads) return std::unexpected(heads.error());
    return LogWriter{store, end, interval, std::move(*key), std::move(*heads)};
}

LogWriter::LogWriter(Store& store, const LogEnd& end, HeadInterval interval, HeadKey key,
                     HeadsLog heads)
    : store_{&store},
      end_{end},
      interval_{interval},
      key_{std::move(key)},
      heads_{std::move(heads)},
      signed_{end.sequence},
      signed_time_{end.time} {
    ++end_.epoch;
}

Result<std::size_t> LogWriter::write(std::span<Record> records, std::size_t bytes_max) {
    rocksdb::WriteBatch batch = new_batch();
    std::size_t count = 0;
    do {
        put(records[count++], batch);
    } while (count < records.size() && batch.GetDataSize() < bytes_max);
    std::optional<SignedHead> head;
    if (head_is_due()) head = sign(std::nullopt);
    batch.Put(store_->family(Family::heads), kEndKey, end_form(end_.sequence, end_.digest));
    if (auto good = commit(batch, head); !good) return std::unexpected(good.error());
    return count;
}

void LogWriter::put(Record& record, rocksdb::WriteBatch& batch) {
    ENSURE(record.sequence == Sequence{end_.sequence.value() + 1});
    ENSURE(record.tick.time >= end_.time);
    form_.clear();
    encoder_.encode(record, {end_.epoch, end_.digest}, form_);
    record.digest = sha256_.of(form_);
    form_ += bytes_of(record.digest);
    batch.Put(store_->family(Family::log), sequence_key(record.sequence), form_);
    end_.sequence = record.sequence;
    end_.time = record.tick.time;
    end_.digest = record.digest;
}

bool LogWriter::head_is_due() const {
    return end_.sequence.value() - signed_.value() >= interval_.records ||
           (end_.time - signed_time_).value() >= interval_.time.count();
}

SignedHead LogWriter::sign(const std::optional<Digest>& state) const {
    return key_.sign({end_.epoch, end_.sequence, end_.digest, state});
}

Result<void> LogWriter::sign_end(const std::optional<Digest>& state) {
    if (end_.sequence == Sequence{}) return {};
    rocksdb::WriteBatch batch = new_batch();
    return commit(batch, sign(state));
}

Result<void> LogWriter::commit(rocksdb::WriteBatch& batch, const std::optional<SignedHead>& head) {
    if (head)
        batch.Put(store_->family(Family::heads), sequence_key(head->head.sequence),
                  signed_head_form(*head));
    if (auto good = store_->write(batch); !good) {
        Error error = good.error();
        error.sequence = end_.sequence;
        return std::unexpected(std::move(error));
    }
    if (!head) return {};
    signed_ = head->head.sequence;
    signed_time_ = end_.time;
    // After the commit: a head outside must never be ahead of the log.
    return heads_.append(*head);
}

}  // namespace divmid::storage
