// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>

#include "storage/store_options.hpp"

namespace divmid::storage {

/// Whether free space of the disk is below the reserve. The journal's stage looks after each batch;
/// while it is low nothing is written, so the reactor's thread looks then, not more often than
/// StoreOptions says.
class StorageWatch {
public:
    StorageWatch(std::filesystem::path directory, StoreOptions options);

    /// Asks the file system: about 1 µs. Any thread.
    void look();

    /// Of the last look. On the reactor's thread.
    [[nodiscard]] bool low();

private:
    [[nodiscard]] std::uint64_t free_bytes() const;

    std::filesystem::path directory_;
    StoreOptions options_;
    std::uint64_t needed_;
    std::chrono::steady_clock::time_point looked_{};
    std::atomic<bool> low_{false};
};

}  // namespace divmid::storage
