// SPDX-License-Identifier: Apache-2.0
#include "storage/small_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <limits>
#include <system_error>
#include <utility>

namespace divmid::storage {

namespace {

Error failure(const std::string& file) {
    return {Fault::io, {}, file + ": " + std::generic_category().message(errno)};
}

class OpenFile {
public:
    OpenFile(const std::filesystem::path& file, int flags, ::mode_t mode = 0)
        : file_{::open(file.c_str(), flags | O_CLOEXEC, mode)} {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (file_ >= 0) ::close(file_);
    }
    [[nodiscard]] int get() const { return file_; }
    [[nodiscard]] int release() { return std::exchange(file_, -1); }

private:
    int file_;
};

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ::ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool sync_directory(const std::filesystem::path& directory) {
    const OpenFile opened{directory, O_RDONLY | O_DIRECTORY};
    return opened.get() >= 0 && ::fsync(opened.get()) == 0;
}

}  // namespace

Result<std::optional<std::string>> read_small_file(const std::filesystem::path& file) {
    auto whole = read_file_end(file, std::numeric_limits<std::size_t>::max());
    if (!whole) return std::unexpected(whole.error());
    if (!*whole) return std::nullopt;
    return std::move((*whole)->text);
}

Result<std::optional<FileEnd>> read_file_end(const std::filesystem::path& file, std::size_t most) {
    const OpenFile opened{file, O_RDONLY};
    if (opened.get() < 0) {
        if (errno == ENOENT) return std::nullopt;
        return std::unexpected(failure(file));
    }
    struct stat about{};
    if (::fstat(opened.get(), &about) != 0) return std::unexpected(failure(file));
    const auto size = static_cast<std::uint64_t>(about.st_size);
    FileEnd end{.from = size > most ? size - most : 0, .text = {}};
    if (::lseek(opened.get(), static_cast<::off_t>(end.from), SEEK_SET) < 0)
        return std::unexpected(failure(file));
    char block[4096];
    for (;;) {
        const ::ssize_t got = ::read(opened.get(), block, sizeof block);
        if (got == 0) return end;
        if (got > 0)
            end.text.append(block, static_cast<std::size_t>(got));
        else if (errno != EINTR)
            return std::unexpected(failure(file));
    }
}

Result<void> write_small_file(const std::filesystem::path& file, std::string_view text,
                              ::mode_t mode) {
    std::filesystem::path beside = file;
    beside += ".new";
    {
        const OpenFile opened{beside, O_WRONLY | O_CREAT | O_TRUNC, mode};
        // Again for a file that was left over with another mode.
        if (opened.get() < 0 || ::fchmod(opened.get(), mode) != 0 ||
            !write_all(opened.get(), text) || ::fsync(opened.get()) != 0)
            return std::unexpected(failure(beside));
    }
    if (::rename(beside.c_str(), file.c_str()) != 0 || !sync_directory(file.parent_path()))
        return std::unexpected(failure(file));
    return {};
}

Result<GrowingFile> GrowingFile::open(const std::filesystem::path& file) {
    const auto end = read_file_end(file, kLineMost);
    if (!end) return std::unexpected(end.error());
    OpenFile opened{file, O_WRONLY | O_CREAT | O_APPEND, 0600};
    if (opened.get() < 0) return std::unexpected(failure(file));
    if (!*end && !sync_directory(file.parent_path())) return std::unexpected(failure(file));
    const FileEnd last = end->value_or(FileEnd{});
    const std::size_t whole = last.text.rfind('\n') + 1;  // 0 when there is none.
    if (whole == 0 && last.from > 0)
        return std::unexpected(Error{Fault::corrupt, {}, file.string() + ": its end is no line"});
    if (whole != last.text.size() &&
        ::ftruncate(opened.get(), static_cast<::off_t>(last.from + whole)) != 0)
        return std::unexpected(failure(file));
    return GrowingFile{opened.release(), file};
}

GrowingFile::GrowingFile(int file, std::string name) : file_{file}, name_{std::move(name)} {}
GrowingFile::GrowingFile(GrowingFile&& other) noexcept
    : file_{std::exchange(other.file_, -1)}, name_{std::move(other.name_)} {}
GrowingFile& GrowingFile::operator=(GrowingFile&& other) noexcept {
    std::swap(file_, other.file_);
    std::swap(name_, other.name_);
    return *this;
}
GrowingFile::~GrowingFile() {
    if (file_ >= 0) ::close(file_);
}

Result<void> GrowingFile::append(std::string_view line) {
    if (!write_all(file_, line) || ::fdatasync(file_) != 0) return std::unexpected(failure(name_));
    return {};
}

}  // namespace divmid::storage
