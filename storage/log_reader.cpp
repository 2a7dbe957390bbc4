// SPDX-License-Identifier: Apache-2.0
#include "storage/log_reader.hpp"

#include <rocksdb/db.h>

#include <string>
#include <utility>

#include "storage/canonical/record_header.hpp"

namespace divmid::storage {

struct LogReader::Cursor {
    explicit Cursor(const Store& store)
        : log{store.db().NewIterator(options(), store.family(Family::log))} {}

    static rocksdb::ReadOptions options() {
        rocksdb::ReadOptions to;
        to.verify_checksums = true;
        to.fill_cache = false;
        to.readahead_size = std::size_t{2} << 20;
        return to;
    }

    std::unique_ptr<rocksdb::Iterator> log;
    bool begun = false;
};

LogReader::LogReader(const Store& store) : cursor_{std::make_unique<Cursor>(store)} {}
LogReader::~LogReader() = default;

bool LogReader::next() {
    if (error_) return false;
    rocksdb::Iterator& log = *cursor_->log;
    if (std::exchange(cursor_->begun, true))
        log.Next();
    else
        log.SeekToFirst();
    if (log.Valid()) return read(log.key().ToStringView(), log.value().ToStringView());
    if (!log.status().ok()) {
        error_ = error_of(log.status());
        error_->sequence = Sequence{end_.sequence.value() + 1};
    }
    return false;
}

bool LogReader::read(std::string_view key, std::string_view value) {
    const Sequence expected{end_.sequence.value() + 1};
    if (key != sequence_key(expected)) return fail("a record is missing");
    const auto stored = read_stored(value);
    if (!stored || sha256_.of(stored->form) != stored->digest)
        return fail("a record is not what its digest says");
    const auto link = decoder_.decode_tick(stored->form, record_);
    if (!link) {
        error_ = link.error();
        error_->sequence = expected;
        return false;
    }
    if (record_.sequence != expected) return fail("a record lies under another's key");
    if (link->previous != end_.digest) return fail("a record does not follow the one before it");
    if (record_.tick.time < end_.time || link->epoch < end_.epoch)
        return fail("a record is older than the one before it");
    form_ = stored->form;
    link_ = *link;
    record_.digest = stored->digest;
    end_ = {expected, link->epoch, record_.tick.time, stored->digest};
    return true;
}

bool LogReader::fail(const char* what) {
    error_ = Error{Fault::corrupt, Sequence{end_.sequence.value() + 1}, what};
    return false;
}

Generator<Tick> log_ticks(Borrowed<LogReader> reader) {
    while (reader.get().next()) co_yield reader.get().record().tick;
}

}  // namespace divmid::storage
