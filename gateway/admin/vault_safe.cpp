// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/vault_safe.hpp"

#include <utility>

namespace divmid::gateway::admin {
namespace {

std::string fault_of(const storage::Result<void>& result) {
    return result ? std::string{} : result.error().message;
}

}  // namespace

Deferred<std::string> VaultSafe::keep_secret(KeyId key, std::string secret) {
    auto kept = services_.stage.call(
        [=, &store = services_.secret_store] { return fault_of(store.keep(key, secret)); });
    return std::move(kept).then(
        [=, this, alive = std::weak_ptr{alive_}, secret = std::move(secret)](std::string fault) {
            if (alive.expired()) return std::string{"the exchange has ended"};
            if (fault.empty()) services_.secrets.put(key, secret);
            return fault;
        });
}

Deferred<std::string> VaultSafe::erase_secret(KeyId key) {
    services_.secrets.erase(key);
    return services_.stage.call(
        [=, &store = services_.secret_store] { return fault_of(store.forget(key)); });
}

Deferred<std::string> VaultSafe::keep_label(std::string label, AccountId account) {
    return services_.stage.call([&store = services_.label_store, label = std::move(label),
                                 account] { return fault_of(store.keep(account, label)); });
}

}  // namespace divmid::gateway::admin
