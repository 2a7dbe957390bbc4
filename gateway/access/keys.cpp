// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/keys.hpp"

namespace divmid::gateway {

void Keys::apply(const Record& record) {
    const Arena& arena = record.tick.commands.arena;
    for (const KeyAdded& event : record.events.all<KeyAdded>()) {
        Key& key = by_name_[std::string{arena.text(event.name)}];
        key = {.key = event.key,
               .account = event.account,
               .scopes = event.scopes,
               .algorithm = event.algorithm,
               .revoked = false,
               .public_key = std::string{arena.text(event.public_key)}};
        by_id_[event.key] = &key;
    }
    for (const KeyRevoked& event : record.events.all<KeyRevoked>())
        by_id_.at(event.key)->revoked = true;
}

const Key* Keys::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &found->second;
}

const Key* Keys::find(KeyId id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

}  // namespace divmid::gateway
