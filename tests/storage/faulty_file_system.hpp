// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace divmid::storage {

/// What a disk is asked for.
enum class DiskCall : std::uint8_t { open, write, sync, rename };

/// The machine's file system with a disk that fails or loses power when a test says so.
class FaultyFileSystem : public rocksdb::FileSystemWrapper {
public:
    FaultyFileSystem() : FileSystemWrapper{rocksdb::FileSystem::Default()} {}

    [[nodiscard]] const char* Name() const override { return "FaultyFileSystem"; }

    /// The `nth` call of that kind from now on fails, once: the next ones succeed again, as they do
    /// on a kernel that has dropped the pages.
    void fail(DiskCall call, std::uint64_t nth);
    /// Whether it has come to that call.
    [[nodiscard]] bool failed() const { return failed_; }

    /// The power fails now: whatever is written or synced from now on is in vain.
    void cut_power();
    /// Takes from every file what was not synced before the cut. Requires: nobody has one open.
    void lose_unsynced();

    rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSWritableFile>* to,
                                      rocksdb::IODebugContext* context) override;
    rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                                 const rocksdb::IOOptions& options,
                                 rocksdb::IODebugContext* context) override;

private:
    friend class WatchedFile;

    [[nodiscard]] rocksdb::IOStatus before(DiskCall call);
    [[nodiscard]] rocksdb::IOStatus sync(const std::string& name, std::uint64_t size,
                                         const std::function<rocksdb::IOStatus()>& sync);

    std::mutex mutex_;
    DiskCall failing_{};
    std::uint64_t until_failure_ = 0;  ///< Zero: none is to come.
    std::atomic<bool> failed_ = false;
    std::atomic<bool> cut_ = false;
    std::map<std::string, std::uint64_t> synced_;
};

}  // namespace divmid::storage
