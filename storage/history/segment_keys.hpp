// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/db.h>

#include <cstdint>
#include <expected>
#include <memory>

#include "storage/error.hpp"
#include "storage/store.hpp"

namespace divmid::storage {

/// Kinds of keys in the family `index`: the first byte, never changed. A segment is written in
/// their order.
enum class IndexKind : std::uint8_t {
    reach = 1,
    orders = 2,
    fills = 3,
    trades = 4,
    trades_by_aggregate = 5,
    trades_by_time = 6,
    preventions = 7,
    amendments = 8,
    lists = 9,
    requests = 10,
};

[[nodiscard]] inline std::unique_ptr<rocksdb::Iterator> iterate_index(const Store& store) {
    rocksdb::ReadOptions options;
    options.verify_checksums = true;
    return std::unique_ptr<rocksdb::Iterator>{
        store.db().NewIterator(options, store.family(Family::index))};
}

[[nodiscard]] inline std::unexpected<Error> unreadable_segment() {
    return std::unexpected(Error{Fault::corrupt, {}, "a segment of the index is unreadable"});
}

}  // namespace divmid::storage
