// SPDX-License-Identifier: Apache-2.0
#include "storage/storage_watch.hpp"

#include <sys/statvfs.h>

#include <utility>

namespace divmid::storage {

namespace {

// What RocksDB may still write when no order comes in any more: full buffers of the families.
constexpr std::uint64_t kBuffersInReserve = 4;

}  // namespace

StorageWatch::StorageWatch(std::filesystem::path directory, StoreOptions options)
    : directory_{std::move(directory)},
      options_{std::move(options)},
      needed_{options_.reserve_bytes + kBuffersInReserve * options_.write_buffer_bytes} {
    look();
}

std::uint64_t StorageWatch::free_bytes() const {
    if (options_.free_bytes) return options_.free_bytes();
    struct ::statvfs disk{};
    if (::statvfs(directory_.c_str(), &disk) != 0) return 0;  // What can't be known is not there.
    return std::uint64_t{disk.f_bavail} * disk.f_frsize;
}

void StorageWatch::look() {
    low_.store(free_bytes() < needed_, std::memory_order_relaxed);
}

bool StorageWatch::low() {
    if (!low_.load(std::memory_order_relaxed)) return false;
    const auto now = std::chrono::steady_clock::now();
    if (now - looked_ < options_.low_recheck) return true;
    looked_ = now;
    look();
    return low_.load(std::memory_order_relaxed);
}

}  // namespace divmid::storage
