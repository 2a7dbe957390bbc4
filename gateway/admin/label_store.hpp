// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "engine/types.hpp"
#include "gateway/access/sealing.hpp"
#include "gateway/admin/labels.hpp"
#include "storage/error.hpp"
#include "storage/vault.hpp"

namespace divmid::gateway::admin {

/// Where labels of accounts lie between two runs: sealed, in the erasable store.
class LabelStore {
public:
    LabelStore(Sealer sealer, storage::Vault& vault) : sealer_{std::move(sealer)}, vault_{vault} {}

    /// Durable when it returns, some milliseconds later: off the reactor's thread. Any thread.
    [[nodiscard]] storage::Result<void> keep(AccountId account, std::string_view label) const;

    /// All of them, at start. Fault::corrupt when one was sealed by another master key.
    [[nodiscard]] storage::Result<Labels> load() const;

private:
    Sealer sealer_;
    storage::Vault& vault_;
};

}  // namespace divmid::gateway::admin
