// SPDX-License-Identifier: Apache-2.0
#include "storage/log.hpp"

#include <rocksdb/db.h>

#include <algorithm>
#include <memory>

#include "storage/canonical/little_endian.hpp"
#include "storage/canonical/record_header.hpp"
#include "storage/digest.hpp"

namespace divmid::storage {

namespace {

constexpr std::size_t kSequenceKeySize = 8;

std::unique_ptr<rocksdb::Iterator> iterate(const Store& store, Family family) {
    rocksdb::ReadOptions options;
    options.verify_checksums = true;
    return std::unique_ptr<rocksdb::Iterator>{
        store.db().NewIterator(options, store.family(family))};
}

Result<LogEnd> read_end(std::string_view value) {
    const auto stored = read_stored(value);
    if (!stored) return std::unexpected(Error{Fault::corrupt, {}, "the last record is too short"});
    std::string_view form = stored->form;
    const auto header = take_header(form);
    if (!header) return std::unexpected(header.error());
    return LogEnd{header->sequence, header->link.epoch, header->time, stored->digest};
}

}  // namespace

std::string sequence_key(Sequence sequence) {
    std::string key;
    put_big(sequence.value(), key);
    return key;
}

std::optional<StoredRecord> read_stored(std::string_view value) {
    StoredRecord stored;
    if (value.size() < stored.digest.size()) return std::nullopt;
    stored.form = value.substr(0, value.size() - stored.digest.size());
    std::ranges::copy(value.substr(stored.form.size()), stored.digest.begin());
    return stored;
}

std::string end_form(Sequence sequence, const Digest& digest) {
    std::string bytes;
    put_little(sequence.value(), bytes);
    bytes += bytes_of(digest);
    return bytes;
}

Result<LogEnd> read_log_end(const Store& store) {
    const auto last = iterate(store, Family::log);
    last->SeekToLast();
    LogEnd end;
    if (last->Valid()) {
        const auto read = read_end(last->value().ToStringView());
        if (!read) return read;
        end = *read;
    }
    if (!last->status().ok()) return std::unexpected(error_of(last->status()));
    const auto noted = store.get(Family::heads, kEndKey);
    if (!noted) return std::unexpected(noted.error());
    const bool fits =
        *noted ? **noted == end_form(end.sequence, end.digest) : end.sequence == Sequence{};
    if (fits) return end;
    return std::unexpected(Error{Fault::corrupt, end.sequence,
                                 "the log does not end with the record that was written last"});
}

Result<std::optional<SignedHead>> newest_stored_head(const Store& store) {
    const auto heads = iterate(store, Family::heads);
    heads->SeekToLast();
    // The end of the log lies among them, under a key of another length.
    while (heads->Valid() && heads->key().size() != kSequenceKeySize) heads->Prev();
    if (!heads->status().ok()) return std::unexpected(error_of(heads->status()));
    if (!heads->Valid()) return std::nullopt;
    if (auto head = read_signed_head(heads->value().ToStringView())) return head;
    return std::unexpected(Error{Fault::corrupt, {}, "the newest signed head is unreadable"});
}

}  // namespace divmid::storage
