// SPDX-License-Identifier: Apache-2.0
#include "storage/directory_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace divmid::storage {

Result<DirectoryLock> DirectoryLock::acquire(const std::filesystem::path& file) {
    const int opened = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (opened < 0)
        return std::unexpected(
            Error{Fault::io, {}, file.string() + ": " + std::generic_category().message(errno)});
    DirectoryLock lock{opened};
    if (::flock(opened, LOCK_EX | LOCK_NB) == 0) return lock;
    return std::unexpected(
        Error{Fault::locked, {}, file.parent_path().string() + " is open in another process"});
}

DirectoryLock::~DirectoryLock() {
    if (file_ >= 0) ::close(file_);
}

}  // namespace divmid::storage
