// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/secret_store.hpp"

#include <string>
#include <unordered_set>

namespace divmid::gateway {

using storage::SecretKind;

namespace {

std::string context_of(std::uint64_t key) {
    return "hmac key " + std::to_string(key);
}

}  // namespace

storage::Result<void> SecretStore::keep(KeyId key, std::string_view secret) const {
    return vault_.put(SecretKind::hmac_key, key.value(),
                      sealer_.seal(secret, context_of(key.value())));
}

storage::Result<void> SecretStore::forget(KeyId key) const {
    return vault_.erase(SecretKind::hmac_key, key.value());
}

storage::Result<void> SecretStore::forget_all_but(const Keys& known, Secrets& loaded) const {
    std::unordered_set<KeyId> valid;
    known.visit([&](std::string_view, const Key& key) {
        if (!key.revoked) valid.insert(key.key);
    });
    for (const KeyId key : loaded.keys()) {
        if (valid.contains(key)) continue;
        loaded.erase(key);
        if (auto gone = forget(key); !gone) return gone;
    }
    return {};
}

storage::Result<void> SecretStore::load(Secrets& into) const {
    const auto sealed = vault_.list(SecretKind::hmac_key);
    if (!sealed) return std::unexpected{sealed.error()};
    for (const auto& [id, bytes] : *sealed) {
        const auto secret = sealer_.unseal(bytes, context_of(id));
        if (!secret)
            return std::unexpected{
                storage::Error{.fault = storage::Fault::corrupt,
                               .sequence = {},
                               .message = "the secret of API key " + std::to_string(id) +
                                          " was not sealed with this master key"}};
        into.put(KeyId{static_cast<std::uint32_t>(id)}, *secret);
    }
    return {};
}

}  // namespace divmid::gateway
