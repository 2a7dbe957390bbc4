// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/vault_safe.hpp"

#include <catch2/catch.hpp>
#include <optional>

#include "engine/exchange.hpp"
#include "tests/storage/stepped_reactor.hpp"
#include "tests/storage/temporary_directory.hpp"

namespace divmid::gateway::admin {
namespace {

/// A safe on a disk.
struct Disk {
    storage::TemporaryDirectory directory;
    storage::Store store = *storage::Store::open(directory.path());
    storage::Vault vault{store};
    SecretStore secret_store{*Sealer::open(directory.path() / "seal.key"), vault};
    LabelStore label_store{*Sealer::open(directory.path() / "seal.key"), vault};
    Secrets secrets;
    storage::SteppedReactor reactor;
    CallStage stage{reactor.reactor(), 10, 1};
    std::optional<VaultSafe> safe{VaultSafe::Services{stage, secret_store, label_store, secrets}};

    /// What a start would load.
    Secrets stored() {
        Secrets loaded;
        REQUIRE(secret_store.load(loaded));
        return loaded;
    }
};

/// The log adds keys 1 and 2 and revokes the second.
Keys two_keys() {
    Exchange exchange;
    Tick tick;
    Commands& commands = tick.commands;
    commands.push(OpenAccount{});
    for (const std::string_view name : {"0123456789abcdef", "fedcba9876543210"})
        commands.push(AddKey{.account = kFirstUser,
                             .scopes = kAllScopes,
                             .algorithm = {},
                             .name = commands.arena.add(name),
                             .public_key = {}});
    commands.push(RevokeKey{.key = KeyId{2}});
    Keys keys;
    keys.apply(exchange.apply(std::move(tick)));
    return keys;
}

}  // namespace

TEST_CASE("a secret that is kept while the exchange ends touches nothing that is gone", "[safe]") {
    Disk disk;
    auto kept = disk.safe->keep_secret(KeyId{1}, "secret");
    disk.safe.reset();
    CHECK(disk.reactor.wait(std::move(kept)) == "the exchange has ended");
    CHECK_FALSE(disk.secrets.find(KeyId{1}));
}

TEST_CASE("an erased secret verifies nothing any more, in memory and after a start", "[safe]") {
    Disk disk;
    CHECK(disk.reactor.wait(disk.safe->keep_secret(KeyId{1}, "secret")).empty());
    REQUIRE(disk.secrets.find(KeyId{1}));
    CHECK(disk.reactor.wait(disk.safe->erase_secret(KeyId{1})).empty());
    CHECK_FALSE(disk.secrets.find(KeyId{1}));
    CHECK_FALSE(disk.stored().find(KeyId{1}));
}

TEST_CASE("a start erases secrets whose key is revoked or unknown", "[safe]") {
    Disk disk;
    for (const std::uint32_t key : {1U, 2U, 3U})
        REQUIRE(disk.secret_store.keep(KeyId{key}, "secret"));
    Secrets loaded = disk.stored();
    REQUIRE(disk.secret_store.forget_all_but(two_keys(), loaded));
    CHECK(loaded.keys() == std::vector{KeyId{1}});
    CHECK(disk.stored().keys() == std::vector{KeyId{1}});
}

}  // namespace divmid::gateway::admin
