// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/error.hpp"
#include "storage/store.hpp"

namespace divmid::storage {

/// What a sealed secret is. Numbers on disk, never changed.
enum class SecretKind : std::uint8_t {
    hmac_key = 1,       ///< By the id of the API key.
    password = 2,       ///< By the id of the account.
    account_label = 3,  ///< By the id of the account.
};

/// The erasable store: secrets and personal data, outside the chain of the log, so that they can be
/// forgotten. Replay and audit need none of it. The bytes are sealed before they come here.
///
/// get() and list() answer from memory or the disk; put() and erase() return when they are durable,
/// some milliseconds: off the reactor's thread (CallStage), or at start. Any thread; the store
/// outlives it.
class Vault {
public:
    explicit Vault(Store& store) : store_{store} {}

    /// In place of what was there.
    [[nodiscard]] Result<void> put(SecretKind kind, std::uint64_t id, std::string_view sealed);
    [[nodiscard]] Result<std::optional<std::string>> get(SecretKind kind, std::uint64_t id) const;
    /// All of a kind, by id.
    [[nodiscard]] Result<std::vector<std::pair<std::uint64_t, std::string>>> list(
        SecretKind kind) const;

    /// It can't be read any more when this returns; its bytes leave the tables at once, and the
    /// write-ahead log with its next turn.
    [[nodiscard]] Result<void> erase(SecretKind kind, std::uint64_t id);

private:
    Store& store_;
};

}  // namespace divmid::storage
