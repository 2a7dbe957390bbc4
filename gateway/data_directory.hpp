// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "gateway/access/secret_store.hpp"
#include "gateway/admin/label_store.hpp"
#include "gateway/settings.hpp"
#include "storage/error.hpp"
#include "storage/store.hpp"
#include "storage/vault.hpp"

namespace divmid::gateway {

/// The data directory of one exchange, open, with the lock: the store, and what opens its secrets.
class DataDirectory {
public:
    /// Makes what is not there yet. Faults as Store::open() and Sealer::open() say.
    [[nodiscard]] static storage::Result<std::unique_ptr<DataDirectory>> open(
        const Settings& settings);

    [[nodiscard]] storage::Store& store() { return store_; }
    [[nodiscard]] const SecretStore& secrets() const { return secrets_; }
    [[nodiscard]] const admin::LabelStore& labels() const { return labels_; }

    /// Notes where clients find the exchange, in a file `port`.
    [[nodiscard]] storage::Result<void> note_port(std::uint16_t port) const;

private:
    DataDirectory(storage::Store store, Sealer for_secrets, Sealer for_labels);

    storage::Store store_;
    storage::Vault vault_{store_};
    SecretStore secrets_;
    admin::LabelStore labels_;
};

}  // namespace divmid::gateway
