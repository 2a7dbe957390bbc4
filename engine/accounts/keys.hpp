// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/reject.hpp"
#include "engine/types.hpp"

namespace divmid {

/// The public parts of API keys, by id from 1 without holes. A revoked key stays: its id and its
/// name are never used again.
class Keys {
public:
    static constexpr std::size_t kMost = std::size_t{1} << 22;
    static constexpr std::size_t kNameLeast = 16;
    static constexpr std::size_t kNameMost = 64;
    static constexpr std::size_t kEd25519Bytes = 32;

    struct Key {
        AccountId account;
        Scopes scopes;
        KeyAlgorithm algorithm{};
        bool revoked{};
        std::string name;
        std::string public_key;
    };

    /// Why the key may not act for the account in that scope, or `none`. Costs one look-up by
    /// index. The order is unknown, revoked, other account, scope.
    [[nodiscard]] Reject check(KeyId key, AccountId account, Scope scope) const {
        if (key.value() < grants_.size()) [[likely]] {
            const Grant& grant = grants_[key.value()];
            if (grant.account == account && allows(grant.scopes, scope)) [[likely]]
                return Reject::none;
        }
        return why_not(key, account);
    }

    [[nodiscard]] std::size_t count() const { return keys_.size(); }
    [[nodiscard]] bool full() const { return keys_.size() == kMost; }
    [[nodiscard]] bool known(KeyId key) const {
        return key.value() >= 1 && key.value() <= keys_.size();
    }
    [[nodiscard]] bool taken(std::string_view name) const { return names_.contains(name); }
    /// Requires: known(key).
    [[nodiscard]] const Key& operator[](KeyId key) const { return keys_[key.value() - 1]; }

    void prefetch(KeyId key) const {
        if (known(key)) __builtin_prefetch(&grants_[key.value()]);
    }

    /// Name 16 to 64 of A-Z a-z 0-9; scopes and algorithm that exist; a public key where the
    /// algorithm has one.
    [[nodiscard]] static bool well_formed(const Key& key);

    /// Requires: !full(), well_formed(key), !taken(key.name).
    KeyId add(Key key);
    /// Requires: known(key).
    void revoke(KeyId key) {
        keys_[key.value() - 1].revoked = true;
        grants_[key.value()] = {};
    }

private:
    /// What check() needs of a key.
    struct Grant {
        AccountId account;
        Scopes scopes;  ///< None of a revoked key, and of key zero.
    };

    [[nodiscard]] Reject why_not(KeyId key, AccountId account) const;

    struct NameHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view name) const {
            return std::hash<std::string_view>{}(name);
        }
    };

    std::vector<Key> keys_;
    std::vector<Grant> grants_ = std::vector<Grant>(1);  ///< By id.
    /// Never iterated: its order must not reach the log.
    std::unordered_map<std::string, KeyId, NameHash, std::equal_to<>> names_;
};

}  // namespace divmid
