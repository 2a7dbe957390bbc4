// SPDX-License-Identifier: Apache-2.0
#include "storage/store.hpp"

#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <system_error>
#include <utility>
#include <vector>

#include "storage/canonical/little_endian.hpp"
#include "storage/directory_lock.hpp"

namespace divmid::storage {

namespace {

constexpr std::string_view kFormatKey = "format";
constexpr std::size_t kProtectionBytesPerKey = 8;

// Names on disk, never changed. RocksDB insists on "default", which serves as meta.
constexpr std::array<std::string_view, kFamilies> kNames{"default", "log", "heads", "index",
                                                         "secrets"};

rocksdb::Slice slice(std::string_view bytes) {
    return {bytes.data(), bytes.size()};
}

rocksdb::DBOptions database_options(const StoreOptions& options) {
    rocksdb::DBOptions to;
    to.create_if_missing = true;
    to.create_missing_column_families = true;
    to.track_and_verify_wals_in_manifest = true;
    to.recycle_log_file_num = 0;
    to.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
    to.max_total_wal_size = options.wal_bytes_max;
    // A failed sync is never tried again.
    to.max_bgerror_resume_count = 0;
    to.keep_log_file_num = 4;
    to.max_log_file_size = std::size_t{16} << 20;
    if (options.env != nullptr) to.env = options.env;
    return to;
}

rocksdb::ColumnFamilyOptions family_options(Family family, const StoreOptions& options) {
    rocksdb::ColumnFamilyOptions to;
    to.write_buffer_size = options.write_buffer_bytes;
    // Records are packed already; segments hold texts and repeat themselves.
    to.compression = family == Family::index ? rocksdb::kLZ4Compression : rocksdb::kNoCompression;
    rocksdb::BlockBasedTableOptions table;
    table.format_version = 5;
    to.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    return to;
}

std::vector<rocksdb::ColumnFamilyDescriptor> all_families(const StoreOptions& options) {
    std::vector<rocksdb::ColumnFamilyDescriptor> wanted;
    wanted.reserve(kFamilies);
    for (std::size_t i = 0; i < kFamilies; ++i)
        wanted.emplace_back(std::string{kNames[i]},
                            family_options(static_cast<Family>(i), options));
    return wanted;
}

rocksdb::Status open_database(const std::filesystem::path& path, const StoreOptions& options,
                              std::vector<rocksdb::ColumnFamilyHandle*>& families,
                              rocksdb::DB*& db) {
    return rocksdb::DB::Open(database_options(options), path.string(), all_families(options),
                             &families, &db);
}

/// RocksDB writes its own log even where it only reads, unless it is given another one.
class NoLog final : public rocksdb::Logger {
public:
    using Logger::Logv;
    void Logv(const char*, va_list) override {}
};

rocksdb::Status read_database(const std::filesystem::path& path, const StoreOptions& options,
                              std::vector<rocksdb::ColumnFamilyHandle*>& families,
                              rocksdb::DB*& db) {
    rocksdb::DBOptions to = database_options(options);
    to.create_if_missing = false;
    to.create_missing_column_families = false;
    to.info_log = std::make_shared<NoLog>();
    return rocksdb::DB::OpenForReadOnly(to, path.string(), all_families(options), &families, &db);
}

/// Others may not look into it: who traded what is in its files.
Result<void> make_own_directory(const std::filesystem::path& path) {
    // "data/" is "data".
    const std::filesystem::path directory = path.has_filename() ? path : path.parent_path();
    std::error_code failure;
    if (std::filesystem::is_directory(directory, failure)) return {};
    failure.clear();
    if (directory.has_parent_path())
        std::filesystem::create_directories(directory.parent_path(), failure);
    if (!failure && ::mkdir(directory.c_str(), S_IRWXU) != 0 && errno != EEXIST)
        failure.assign(errno, std::generic_category());
    if (!failure) return {};
    return std::unexpected(Error{Fault::io, {}, directory.string() + ": " + failure.message()});
}

/// Whether the file is missing that says which of the others count. RocksDB would begin anew beside
/// them, and delete them the next time as files that nobody needs.
bool lost_current(const std::filesystem::path& db) {
    std::error_code none;
    if (std::filesystem::exists(db / "CURRENT", none)) return false;
    for (const auto& entry : std::filesystem::directory_iterator{db, none})
        if (entry.path().extension() == ".sst" || entry.path().extension() == ".log") return true;
    return false;
}

Error missing(const std::filesystem::path& file) {
    return {Fault::corrupt, {}, file.string() + " is missing"};
}

}  // namespace

struct Store::Parts {
    Parts(std::filesystem::path path, StoreOptions given, DirectoryLock held)
        : directory{std::move(path)}, options{std::move(given)}, lock{std::move(held)} {}
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    ~Parts() {
        for (rocksdb::ColumnFamilyHandle* family : families)
            (void)db->DestroyColumnFamilyHandle(family);
    }

    std::filesystem::path directory;
    StoreOptions options;
    DirectoryLock lock;
    std::unique_ptr<rocksdb::DB> db;
    std::vector<rocksdb::ColumnFamilyHandle*> families;
};

Result<Store> Store::open(std::filesystem::path directory, StoreOptions options) {
    for (const auto& own : {directory, directory / "db"})
        if (auto made = make_own_directory(own); !made) return std::unexpected(made.error());
    auto lock = DirectoryLock::acquire(directory / "LOCK");
    if (!lock) return std::unexpected(lock.error());
    if (lost_current(directory / "db")) return std::unexpected(missing(directory / "db/CURRENT"));
    auto parts =
        std::make_unique<Parts>(std::move(directory), std::move(options), std::move(*lock));
    rocksdb::DB* db = nullptr;
    const auto status = open_database(parts->directory / "db", parts->options, parts->families, db);
    parts->db.reset(db);
    if (!status.ok()) return std::unexpected(error_of(status));
    Store store{std::move(parts)};
    if (auto good = store.check_format(); !good) return std::unexpected(good.error());
    return store;
}

Result<Store> Store::open_to_read(std::filesystem::path directory) {
    const std::filesystem::path current = directory / "db" / "CURRENT";
    std::error_code unreadable;
    if (!std::filesystem::exists(current, unreadable)) return std::unexpected(missing(current));
    auto lock = DirectoryLock::acquire(directory / "LOCK");
    if (!lock) return std::unexpected(lock.error());
    auto parts = std::make_unique<Parts>(std::move(directory), StoreOptions{}, std::move(*lock));
    rocksdb::DB* db = nullptr;
    const auto status = read_database(parts->directory / "db", parts->options, parts->families, db);
    parts->db.reset(db);
    if (!status.ok()) return std::unexpected(error_of(status));
    Store store{std::move(parts)};
    if (auto good = store.check_format(); !good) return std::unexpected(good.error());
    return store;
}

Store::Store(std::unique_ptr<Parts> parts) : parts_{std::move(parts)} {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<void> Store::check_format() {
    const auto stored = get(Family::meta, kFormatKey);
    if (!stored) return std::unexpected(stored.error());
    if (!*stored) {
        std::string format;
        put_little(kStoreFormat, format);
        rocksdb::WriteBatch batch = new_batch();
        batch.Put(family(Family::meta), slice(kFormatKey), format);
        return write(batch);
    }
    std::string_view bytes = **stored;
    std::uint32_t format = 0;
    if (!take_little(bytes, format))
        return std::unexpected(Error{Fault::corrupt, {}, "the store's format is unreadable"});
    if (format > kStoreFormat)
        return std::unexpected(Error{Fault::version,
                                     {},
                                     "the store has format " + std::to_string(format) +
                                         ", this program knows up to " +
                                         std::to_string(kStoreFormat)});
    return {};
}

const std::filesystem::path& Store::directory() const {
    return parts_->directory;
}
const StoreOptions& Store::options() const {
    return parts_->options;
}
rocksdb::DB& Store::db() const {
    return *parts_->db;
}

rocksdb::ColumnFamilyHandle* Store::family(Family family) const {
    return parts_->families[static_cast<std::size_t>(family)];
}

Result<std::optional<std::string>> Store::get(Family from, std::string_view key) const {
    std::string value;
    const auto status = db().Get(rocksdb::ReadOptions{}, family(from), slice(key), &value);
    if (status.IsNotFound()) return std::nullopt;
    if (!status.ok()) return std::unexpected(error_of(status));
    return value;
}

Result<void> Store::write(rocksdb::WriteBatch& batch) {
    rocksdb::WriteOptions options;
    options.sync = parts_->options.sync;
    const auto status = db().Write(options, &batch);
    if (!status.ok()) return std::unexpected(error_of(status));
    return {};
}

Result<void> Store::erase_index() {
    constexpr auto kPlace = static_cast<std::size_t>(Family::index);
    rocksdb::ColumnFamilyHandle*& index = parts_->families[kPlace];
    if (const auto status = db().DropColumnFamily(index); !status.ok())
        return std::unexpected(error_of(status));
    (void)db().DestroyColumnFamilyHandle(index);
    parts_->families.erase(parts_->families.begin() + kPlace);
    rocksdb::ColumnFamilyHandle* made = nullptr;
    const auto status = db().CreateColumnFamily(family_options(Family::index, parts_->options),
                                                std::string{kNames[kPlace]}, &made);
    if (!status.ok()) return std::unexpected(error_of(status));
    parts_->families.insert(parts_->families.begin() + kPlace, made);
    return {};
}

Error error_of(const rocksdb::Status& status) {
    return {status.IsCorruption() ? Fault::corrupt : Fault::io, {}, status.ToString()};
}

rocksdb::WriteBatch new_batch() {
    return rocksdb::WriteBatch{0, 0, kProtectionBytesPerKey, 0};
}

}  // namespace divmid::storage
