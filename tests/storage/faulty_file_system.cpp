// SPDX-License-Identifier: Apache-2.0
#include "tests/storage/faulty_file_system.hpp"

#include <filesystem>
#include <utility>

namespace divmid::storage {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

class WatchedFile : public rocksdb::FSWritableFileOwnerWrapper {
public:
    WatchedFile(std::unique_ptr<rocksdb::FSWritableFile> file, std::string name,
                FaultyFileSystem& disk)
        : FSWritableFileOwnerWrapper{std::move(file)}, name_{std::move(name)}, disk_{disk} {}

    using FSWritableFileOwnerWrapper::Append;
    IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                    IODebugContext* context) override {
        if (IOStatus status = disk_.before(DiskCall::write); !status.ok()) return status;
        size_ += data.size();
        return FSWritableFileOwnerWrapper::Append(data, options, context);
    }
    IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                    const rocksdb::DataVerificationInfo&, IODebugContext* context) override {
        return Append(data, options, context);
    }

    IOStatus Sync(const IOOptions& options, IODebugContext* context) override {
        if (IOStatus status = disk_.before(DiskCall::sync); !status.ok()) return status;
        return disk_.sync(name_, size_,
                          [&] { return FSWritableFileOwnerWrapper::Sync(options, context); });
    }
    IOStatus Fsync(const IOOptions& options, IODebugContext* context) override {
        return Sync(options, context);
    }
    // A sync that the kernel may do or not is none.
    IOStatus RangeSync(std::uint64_t, std::uint64_t, const IOOptions&, IODebugContext*) override {
        return IOStatus::OK();
    }

private:
    std::string name_;
    FaultyFileSystem& disk_;
    std::uint64_t size_ = 0;
};

void FaultyFileSystem::fail(DiskCall call, std::uint64_t nth) {
    const std::scoped_lock lock{mutex_};
    failing_ = call;
    until_failure_ = nth;
    failed_ = false;
}

IOStatus FaultyFileSystem::before(DiskCall call) {
    if (cut_) return IOStatus::IOError("no power");
    const std::scoped_lock lock{mutex_};
    if (call != failing_ || until_failure_ == 0 || --until_failure_ > 0) return IOStatus::OK();
    failed_ = true;
    return IOStatus::NoSpace("a call that a test wants to fail");
}

void FaultyFileSystem::cut_power() {
    const std::scoped_lock lock{mutex_};
    cut_ = true;
}

IOStatus FaultyFileSystem::sync(const std::string& name, std::uint64_t size,
                                const std::function<IOStatus()>& sync) {
    const std::scoped_lock lock{mutex_};  // The power fails before it or after it.
    if (cut_) return IOStatus::IOError("no power");
    IOStatus status = sync();
    if (status.ok()) synced_[name] = size;
    return status;
}

void FaultyFileSystem::lose_unsynced() {
    for (const auto& [name, size] : synced_)
        if (std::filesystem::exists(name)) std::filesystem::resize_file(name, size);
    cut_ = false;
}

IOStatus FaultyFileSystem::NewWritableFile(const std::string& name,
                                           const rocksdb::FileOptions& options,
                                           std::unique_ptr<rocksdb::FSWritableFile>* to,
                                           IODebugContext* context) {
    if (IOStatus status = before(DiskCall::open); !status.ok()) return status;
    IOStatus status = FileSystemWrapper::NewWritableFile(name, options, to, context);
    if (!status.ok()) return status;
    {
        const std::scoped_lock lock{mutex_};
        synced_[name] = 0;
    }
    *to = std::make_unique<WatchedFile>(std::move(*to), name, *this);
    return status;
}

IOStatus FaultyFileSystem::RenameFile(const std::string& from, const std::string& to,
                                      const IOOptions& options, IODebugContext* context) {
    if (IOStatus status = before(DiskCall::rename); !status.ok()) return status;
    IOStatus status = FileSystemWrapper::RenameFile(from, to, options, context);
    const std::scoped_lock lock{mutex_};
    if (auto moved = synced_.extract(from); status.ok() && !moved.empty()) {
        moved.key() = to;
        synced_.erase(to);
        synced_.insert(std::move(moved));
    }
    return status;
}

}  // namespace divmid::storage
