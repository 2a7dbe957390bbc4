// SPDX-License-Identifier: Apache-2.0
#include "storage/vault.hpp"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <memory>

#include "storage/canonical/little_endian.hpp"

namespace divmid::storage {

namespace {

std::string key_of(SecretKind kind, std::uint64_t id) {
    std::string key{static_cast<char>(kind)};
    put_big(id, key);
    return key;
}

rocksdb::Slice slice(std::string_view bytes) {
    return {bytes.data(), bytes.size()};
}

}  // namespace

Result<void> Vault::put(SecretKind kind, std::uint64_t id, std::string_view sealed) {
    rocksdb::WriteBatch batch = new_batch();
    batch.Put(store_.family(Family::secrets), key_of(kind, id), slice(sealed));
    return store_.write(batch);
}

Result<std::optional<std::string>> Vault::get(SecretKind kind, std::uint64_t id) const {
    return store_.get(Family::secrets, key_of(kind, id));
}

Result<std::vector<std::pair<std::uint64_t, std::string>>> Vault::list(SecretKind kind) const {
    std::vector<std::pair<std::uint64_t, std::string>> secrets;
    const std::unique_ptr<rocksdb::Iterator> at{
        store_.db().NewIterator(rocksdb::ReadOptions{}, store_.family(Family::secrets))};
    for (at->Seek(key_of(kind, 0)); at->Valid(); at->Next()) {
        std::string_view key = at->key().ToStringView();
        if (key.empty() || key.front() != static_cast<char>(kind)) break;
        key.remove_prefix(1);
        std::uint64_t id = 0;
        if (!take_big(key, id) || !key.empty())
            return std::unexpected(Error{Fault::corrupt, {}, "a secret under a malformed key"});
        secrets.emplace_back(id, at->value().ToString());
    }
    if (!at->status().ok()) return std::unexpected(error_of(at->status()));
    return secrets;
}

Result<void> Vault::erase(SecretKind kind, std::uint64_t id) {
    rocksdb::WriteBatch batch = new_batch();
    batch.Delete(store_.family(Family::secrets), key_of(kind, id));
    if (auto good = store_.write(batch); !good) return good;
    rocksdb::CompactRangeOptions all;
    all.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
    const auto status =
        store_.db().CompactRange(all, store_.family(Family::secrets), nullptr, nullptr);
    if (!status.ok()) return std::unexpected(error_of(status));
    return {};
}

}  // namespace divmid::storage
