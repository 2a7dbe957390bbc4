// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "storage/error.hpp"

namespace divmid::storage {

/// The whole of a file beside the database; nothing when there is none.
[[nodiscard]] Result<std::optional<std::string>> read_small_file(const std::filesystem::path& file);

/// Replaces the file as a whole, or not at all, also when the power fails: written beside, synced,
/// renamed, and the directory synced.
[[nodiscard]] Result<void> write_small_file(const std::filesystem::path& file,
                                            std::string_view text, ::mode_t mode);

/// A file that only grows.
class GrowingFile {
public:
    /// Makes it when there is none. A last line without its end, which a power cut may leave, is
    /// cut off.
    [[nodiscard]] static Result<GrowingFile> open(const std::filesystem::path& file);

    GrowingFile(GrowingFile&& other) noexcept;
    GrowingFile& operator=(GrowingFile&& other) noexcept;
    ~GrowingFile();

    /// Durable when it returns.
    [[nodiscard]] Result<void> append(std::string_view line);

private:
    GrowingFile(int file, std::string name);

    int file_ = -1;
    std::string name_;
};

}  // namespace divmid::storage
