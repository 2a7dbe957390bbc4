// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "engine/types.hpp"
#include "gateway/access/keys.hpp"
#include "gateway/access/sealing.hpp"
#include "gateway/access/secrets.hpp"
#include "storage/vault.hpp"

namespace divmid::gateway {

/// Where the secrets of API keys lie between two runs: sealed, in the erasable store.
class SecretStore {
public:
    SecretStore(Sealer sealer, storage::Vault& vault) : sealer_{std::move(sealer)}, vault_{vault} {}

    /// Seals and stores. Durable when it returns, some milliseconds later: off the reactor's
    /// thread, which then puts the secret into its Secrets. Any thread.
    [[nodiscard]] storage::Result<void> keep(KeyId key, std::string_view secret) const;

    /// Gone for good when it returns. As keep().
    [[nodiscard]] storage::Result<void> forget(KeyId key) const;

    /// Erases, here and in `loaded`, the secrets of keys that are revoked or that nobody knows: a
    /// crash came between the record and the erasure. At start, after the log was replayed into
    /// `known`.
    [[nodiscard]] storage::Result<void> forget_all_but(const Keys& known, Secrets& loaded) const;

    /// All of them, at start. Fault::corrupt when one was sealed by another master key.
    [[nodiscard]] storage::Result<void> load(Secrets& into) const;

private:
    Sealer sealer_;
    storage::Vault& vault_;
};

}  // namespace divmid::gateway
