// SPDX-License-Identifier: Apache-2.0
#include "storage/vault.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "tests/storage/temporary_directory.hpp"

namespace divmid::storage {

TEST_CASE("a secret is there after a restart, and gone once it was erased", "[vault]") {
    const TemporaryDirectory directory;
    {
        auto store = Store::open(directory.path());
        REQUIRE(store);
        Vault vault{*store};
        REQUIRE(vault.put(SecretKind::hmac_key, 7, "sealed"));
        REQUIRE(vault.put(SecretKind::hmac_key, 8, "other"));
        REQUIRE(vault.put(SecretKind::hmac_key, 7, "sealed anew"));
    }
    auto store = Store::open(directory.path());
    REQUIRE(store);
    Vault vault{*store};
    CHECK(vault.get(SecretKind::hmac_key, 7).value() == "sealed anew");
    REQUIRE(vault.erase(SecretKind::hmac_key, 7));
    CHECK(vault.get(SecretKind::hmac_key, 7).value() == std::nullopt);
    CHECK(vault.get(SecretKind::hmac_key, 8).value() == "other");
}

TEST_CASE("only its owner may look into a new data directory, whatever the umask", "[store]") {
    const TemporaryDirectory directory;
    const auto data = directory.path() / "deep" / "data";
    const ::mode_t before = ::umask(0);
    const bool opened = Store::open(data).has_value();
    ::umask(before);
    REQUIRE(opened);
    for (const auto& own : {data, data / "db"})
        CHECK(std::filesystem::status(own).permissions() == std::filesystem::perms::owner_all);
}

TEST_CASE("secrets are listed by their id, each kind alone", "[vault]") {
    const TemporaryDirectory directory;
    auto store = Store::open(directory.path());
    REQUIRE(store);
    Vault vault{*store};
    for (const std::uint64_t id : {300U, 2U, 1U}) {
        REQUIRE(vault.put(SecretKind::hmac_key, id, std::to_string(id)));
        REQUIRE(vault.put(SecretKind::password, id, "no"));
    }
    const auto keys = vault.list(SecretKind::hmac_key);
    REQUIRE(keys);
    REQUIRE(keys->size() == 3);
    CHECK((*keys)[0] == std::pair<std::uint64_t, std::string>{1, "1"});
    CHECK((*keys)[2].first == 300);
}

}  // namespace divmid::storage
