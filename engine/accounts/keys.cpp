// SPDX-License-Identifier: Apache-2.0
#include "engine/accounts/keys.hpp"

#include <algorithm>
#include <utility>

#include "engine/check.hpp"

namespace divmid {

namespace {

bool is_letter_or_digit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Whether an algorithm of that number exists and has such public keys.
bool fits(KeyAlgorithm algorithm, std::string_view public_key) {
    switch (algorithm) {
        case KeyAlgorithm::hmac_sha256:
            return public_key.empty();
        case KeyAlgorithm::ed25519:
            return public_key.size() == Keys::kEd25519Bytes;
    }
    return false;
}

}  // namespace

Reject Keys::why_not(KeyId key, AccountId account) const {
    if (!known(key)) return Reject::unknown_key;
    const Key& found = (*this)[key];
    if (found.revoked) return Reject::key_revoked;
    return found.account != account ? Reject::key_of_other_account : Reject::scope_missing;
}

bool Keys::well_formed(const Key& key) {
    return key.name.size() >= kNameLeast && key.name.size() <= kNameMost &&
           std::ranges::all_of(key.name, is_letter_or_digit) && key.scopes != Scopes{} &&
           key.scopes <= kAllScopes && fits(key.algorithm, key.public_key);
}

KeyId Keys::add(Key key) {
    ENSURE(!full() && !taken(key.name));
    const KeyId id{static_cast<std::uint32_t>(keys_.size() + 1)};
    names_.emplace(key.name, id);
    grants_.push_back(key.revoked ? Grant{} : Grant{key.account, key.scopes});
    keys_.push_back(std::move(key));
    return id;
}

}  // namespace divmid
