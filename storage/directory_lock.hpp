// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <utility>

#include "storage/error.hpp"

namespace divmid::storage {

/// Held while this process has a data directory open. The kernel frees it when the process ends,
/// however it ends.
class DirectoryLock {
public:
    /// Fault::locked when another one holds it.
    [[nodiscard]] static Result<DirectoryLock> acquire(const std::filesystem::path& file);

    DirectoryLock(DirectoryLock&& other) noexcept : file_{std::exchange(other.file_, -1)} {}
    DirectoryLock& operator=(DirectoryLock&& other) noexcept {
        std::swap(file_, other.file_);
        return *this;
    }
    ~DirectoryLock();

private:
    explicit DirectoryLock(int file) : file_{file} {}

    int file_ = -1;
};

}  // namespace divmid::storage
