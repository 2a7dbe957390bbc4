// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace rocksdb {
class Env;
}

namespace divmid::storage {

/// Limits of the store, each with what happens there.
struct StoreOptions {
    /// Memory of a column family before it is written to a file.
    std::uint64_t write_buffer_bytes{std::uint64_t{64} << 20};

    /// Write-ahead logs together; beyond it the quietest column family is flushed, since it would
    /// pin every log.
    std::uint64_t wal_bytes_max{std::uint64_t{256} << 20};

    /// Free bytes of the disk below which new orders are refused; four write buffers come on top.
    std::uint64_t reserve_bytes{std::uint64_t{1} << 30};

    /// How often the disk is asked again while it is low.
    std::chrono::milliseconds low_recheck{100};

    /// Free bytes now; by default what the file system says of the data directory. Called on the
    /// journal's stage, and on the reactor's thread while storage is low.
    std::function<std::uint64_t()> free_bytes{};

    /// False only where a test shows that it can lose data.
    bool sync{true};

    /// Where files are; the machine's own when null. It outlives the store.
    rocksdb::Env* env{};
};

/// Limits of what waits between the engine and the disk: at any of them the journal has no credit,
/// and the source pauses.
struct JournalLimits {
    std::size_t records_in_flight_max{8192};
    std::size_t bytes_in_flight_max{std::size_t{64} << 20};
    /// Of one synced batch; the rest waits for the next one.
    std::size_t batch_bytes_max{std::size_t{4} << 20};
};

/// How often a head is signed: whichever comes first, checked at each batch.
struct HeadInterval {
    std::uint64_t records{65'536};
    std::chrono::microseconds time{std::chrono::seconds{10}};  ///< Of the records.
};

}  // namespace divmid::storage
