// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "storage/error.hpp"

namespace divmid::storage {

/// The whole of a file beside the database; nothing when there is none.
[[nodiscard]] Result<std::optional<std::string>> read_small_file(const std::filesystem::path& file);

/// The last bytes of a file, and where in it they begin.
struct FileEnd {
    std::uint64_t from{};
    std::string text;
};

/// At most `most` bytes, or the whole file when it has fewer; nothing when there is none. Takes no
/// longer the longer the file is.
[[nodiscard]] Result<std::optional<FileEnd>> read_file_end(const std::filesystem::path& file,
                                                           std::size_t most);

/// Replaces the file as a whole, or not at all, also when the power fails: written beside, synced,
/// renamed, and the directory synced.
[[nodiscard]] Result<void> write_small_file(const std::filesystem::path& file,
                                            std::string_view text, ::mode_t mode);

/// A file that only grows, line by line. Its owner's alone.
class GrowingFile {
public:
    /// No line is longer: only so much of the end is read.
    static constexpr std::size_t kLineMost = std::size_t{64} << 10;

    /// Makes it when there is none. Fault::corrupt when its end is no line. A last line without its
    /// end, which a power cut may leave, is cut off.
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
