// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "storage/error.hpp"
#include "storage/store_options.hpp"

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
class Status;
class WriteBatch;
}  // namespace rocksdb

namespace divmid::storage {

/// Of the whole store: which column families there are and how their keys are built (README.md). An
/// older program refuses a newer store.
inline constexpr std::uint32_t kStoreFormat = 1;

/// The column families.
enum class Family : std::uint8_t {
    meta,     ///< The format of the store.
    log,      ///< Records, by sequence.
    heads,    ///< The end of the log, and signed heads by sequence.
    index,    ///< Segments derived from the log; may be deleted at any time.
    secrets,  ///< The erasable store, outside the chain.
};
inline constexpr std::size_t kFamilies = 5;

/// The data directory of one exchange: an embedded RocksDB and what lies beside it. One process has
/// it open at a time; the lock goes with the process.
///
/// get() and write() may be called from any thread; the log has one writer, the journal's stage.
class Store {
public:
    /// Makes the directory when there is none, for its owner alone; the mode of one that is there
    /// stays. Fault::locked when another process has it open, Fault::version when a newer program
    /// wrote it, Fault::corrupt when files are missing or damaged.
    [[nodiscard]] static Result<Store> open(std::filesystem::path directory,
                                            StoreOptions options = {});

    /// Opens what is there and changes none of its files; write() fails. Faults as open(), and
    /// Fault::corrupt when the store is not there, or no longer. Takes as much memory as the
    /// write-ahead logs.
    [[nodiscard]] static Result<Store> open_to_read(std::filesystem::path directory);

    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    [[nodiscard]] const std::filesystem::path& directory() const;
    [[nodiscard]] const StoreOptions& options() const;

    [[nodiscard]] Result<std::optional<std::string>> get(Family family, std::string_view key) const;

    /// Atomic over all families, and durable when it returns. After an error nothing may be written
    /// any more: the kernel may report success for pages it has lost.
    [[nodiscard]] Result<void> write(rocksdb::WriteBatch& batch);

    /// Deletes what is derived: it is made again from the log.
    [[nodiscard]] Result<void> erase_index();

    [[nodiscard]] rocksdb::DB& db() const;
    [[nodiscard]] rocksdb::ColumnFamilyHandle* family(Family family) const;

private:
    struct Parts;
    explicit Store(std::unique_ptr<Parts> parts);
    [[nodiscard]] Result<void> check_format();

    std::unique_ptr<Parts> parts_;
};

/// What RocksDB said, as an error of ours. Requires: !status.ok().
[[nodiscard]] Error error_of(const rocksdb::Status& status);

/// A batch that checks itself on its way to the disk.
[[nodiscard]] rocksdb::WriteBatch new_batch();

}  // namespace divmid::storage
