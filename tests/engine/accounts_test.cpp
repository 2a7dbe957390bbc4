// SPDX-License-Identifier: Apache-2.0
#include "engine/accounts/accounts.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "engine/accounts/keys.hpp"

namespace divmid {

namespace {

Keys::Key sound_key() {
    return {.account = kFirstUser,
            .scopes = Scopes{static_cast<std::uint8_t>(Scope::trade)},
            .algorithm = KeyAlgorithm::hmac_sha256,
            .revoked = false,
            .name = "abcdefghij0123456789",
            .public_key = {}};
}

}  // namespace

TEST_CASE("the exchange's own accounts are there from the start, users are numbered from 100",
          "[accounts]") {
    Accounts accounts;
    CHECK(accounts.known(kIssuer));
    CHECK(accounts.known(kFees));
    CHECK(accounts.known(kFunding));
    CHECK_FALSE(accounts.known(AccountId{}));
    CHECK_FALSE(accounts.known(AccountId{50}));
    CHECK_FALSE(accounts.known(kFirstUser));
    CHECK(accounts.open() == kFirstUser);
    CHECK(accounts.open() == AccountId{101});
    CHECK(accounts.known(AccountId{101}));
    CHECK_FALSE(accounts.known(AccountId{102}));
}

TEST_CASE("accounts end at a limit", "[accounts]") {
    Accounts accounts;
    accounts.restore(Accounts::kLast);
    CHECK_FALSE(accounts.full());
    accounts.open();
    CHECK(accounts.full());
}

TEST_CASE("a key acts for its own account, within its scopes, until it is revoked", "[accounts]") {
    Keys keys;
    const KeyId key = keys.add(sound_key());
    CHECK(keys.check(key, kFirstUser, Scope::trade) == Reject::none);
    CHECK(keys.check(key, kFirstUser, Scope::transfer) == Reject::scope_missing);
    CHECK(keys.check(key, AccountId{101}, Scope::transfer) == Reject::key_of_other_account);
    keys.revoke(key);
    CHECK(keys.check(key, AccountId{101}, Scope::transfer) == Reject::key_revoked);
    CHECK(keys.check(KeyId{}, kFirstUser, Scope::trade) == Reject::unknown_key);
    CHECK(keys.check(KeyId{2}, kFirstUser, Scope::trade) == Reject::unknown_key);
}

TEST_CASE("a revoked key's name stays taken", "[accounts]") {
    Keys keys;
    keys.revoke(keys.add(sound_key()));
    CHECK(keys.taken(sound_key().name));
}

TEST_CASE("a key is well formed only with name, scopes and what its algorithm needs",
          "[accounts]") {
    CHECK(Keys::well_formed(sound_key()));
    Keys::Key key = sound_key();
    key.name = "tooshort";
    CHECK_FALSE(Keys::well_formed(key));
    key.name = std::string(65, 'x');
    CHECK_FALSE(Keys::well_formed(key));
    key.name = "with-a-dash-0123456789";
    CHECK_FALSE(Keys::well_formed(key));
    key = sound_key();
    key.scopes = Scopes{};
    CHECK_FALSE(Keys::well_formed(key));
    key.scopes = Scopes{32};
    CHECK_FALSE(Keys::well_formed(key));
    key = sound_key();
    key.public_key = std::string(32, '\x01');
    CHECK_FALSE(Keys::well_formed(key));
    key.algorithm = KeyAlgorithm::ed25519;
    CHECK(Keys::well_formed(key));
    key.public_key.pop_back();
    CHECK_FALSE(Keys::well_formed(key));
    key = sound_key();
    key.algorithm = static_cast<KeyAlgorithm>(9);
    CHECK_FALSE(Keys::well_formed(key));
}

}  // namespace divmid
