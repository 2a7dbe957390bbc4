// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "storage/error.hpp"
#include "storage/head.hpp"
#include "storage/small_file.hpp"

namespace divmid::storage {

/// Signed heads in a file of their own, one line each, outside the database: a log that was cut
/// together with the heads it holds is found against them. Copies of the file may lie anywhere.
class HeadsLog {
public:
    /// In the directory, under its usual name.
    [[nodiscard]] static std::filesystem::path file(const std::filesystem::path& directory);

    [[nodiscard]] static Result<HeadsLog> open(const std::filesystem::path& file);

    /// Durable when it returns.
    [[nodiscard]] Result<void> append(const SignedHead& head);

    /// The last whole line; nothing when there is none. Fault::corrupt when it is not a head.
    [[nodiscard]] static Result<std::optional<SignedHead>> newest(
        const std::filesystem::path& file);

private:
    explicit HeadsLog(GrowingFile file) : file_{std::move(file)} {}

    GrowingFile file_;
};

}  // namespace divmid::storage
