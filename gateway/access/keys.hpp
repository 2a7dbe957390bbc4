// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/types.hpp"
#include "storage/projection.hpp"

namespace divmid::gateway {

/// The public part of an API key, as the log has it.
struct Key {
    KeyId key;
    AccountId account;
    Scopes scopes;
    KeyAlgorithm algorithm{};
    bool revoked{};
    std::string public_key;  ///< Of Ed25519: 32 bytes.
};

/// API keys by the name that clients send.
class Keys final : public storage::Projection {
public:
    void apply(const Record& record) override;

    /// Null when there is none. Valid for the life of this.
    [[nodiscard]] const Key* find(std::string_view name) const;
    [[nodiscard]] const Key* find(KeyId id) const;

    /// Calls `visitor(name, key)` for each key, in no order.
    template <class Visitor>
    void visit(Visitor&& visitor) const {
        for (const auto& [name, key] : by_name_) visitor(std::string_view{name}, key);
    }

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    std::unordered_map<std::string, Key, Hash, std::equal_to<>> by_name_;
    std::unordered_map<KeyId, Key*> by_id_;
};

}  // namespace divmid::gateway
