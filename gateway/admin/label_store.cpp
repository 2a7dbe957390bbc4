// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/label_store.hpp"

#include <string>
#include <utility>

namespace divmid::gateway::admin {

using storage::SecretKind;

namespace {

std::string context_of(std::uint64_t account) {
    return "label of account " + std::to_string(account);
}

}  // namespace

storage::Result<void> LabelStore::keep(AccountId account, std::string_view label) const {
    return vault_.put(SecretKind::account_label, account.value(),
                      sealer_.seal(label, context_of(account.value())));
}

storage::Result<Labels> LabelStore::load() const {
    const auto sealed = vault_.list(SecretKind::account_label);
    if (!sealed) return std::unexpected{sealed.error()};
    Labels labels;
    for (const auto& [account, bytes] : *sealed) {
        auto label = sealer_.unseal(bytes, context_of(account));
        if (!label)
            return std::unexpected{
                storage::Error{.fault = storage::Fault::corrupt,
                               .sequence = {},
                               .message = "the label of account " + std::to_string(account) +
                                          " was not sealed with this master key"}};
        labels.set(*std::move(label), AccountId{static_cast<std::uint32_t>(account)});
    }
    return labels;
}

}  // namespace divmid::gateway::admin
