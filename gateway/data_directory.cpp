// SPDX-License-Identifier: Apache-2.0
#include "gateway/data_directory.hpp"

#include <fstream>
#include <utility>

namespace divmid::gateway {

using storage::Result;

namespace {

/// Beside the database, so that a copy of the database alone gives away no secret.
constexpr const char* kSealKey = "seal.key";
constexpr const char* kPort = "port";

}  // namespace

Result<std::unique_ptr<DataDirectory>> DataDirectory::open(const Settings& settings) {
    storage::StoreOptions options;
    options.reserve_bytes = settings.journal.reserve_bytes;
    auto store = storage::Store::open(settings.data, options);
    if (!store) return std::unexpected(store.error());
    auto for_secrets = Sealer::open(settings.data / kSealKey);
    if (!for_secrets) return std::unexpected(for_secrets.error());
    auto for_labels = Sealer::open(settings.data / kSealKey);
    if (!for_labels) return std::unexpected(for_labels.error());
    return std::unique_ptr<DataDirectory>{
        new DataDirectory{std::move(*store), std::move(*for_secrets), std::move(*for_labels)}};
}

DataDirectory::DataDirectory(storage::Store store, Sealer for_secrets, Sealer for_labels)
    : store_{std::move(store)},
      secrets_{std::move(for_secrets), vault_},
      labels_{std::move(for_labels), vault_} {}

Result<void> DataDirectory::note_port(std::uint16_t port) const {
    const std::filesystem::path file = store_.directory() / kPort;
    std::ofstream out{file, std::ios::trunc};
    out << port << '\n' << std::flush;
    if (out) return {};
    return std::unexpected(
        storage::Error{storage::Fault::io, Sequence{}, "cannot write " + file.string()});
}

}  // namespace divmid::gateway
