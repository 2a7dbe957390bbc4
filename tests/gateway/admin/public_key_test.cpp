// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/public_key.hpp"

#include <catch2/catch.hpp>

namespace divmid::gateway::admin {
namespace {

// One key of openssl's making, in each of its forms.
constexpr std::string_view kDer = "MCowBQYDK2VwAyEA7ES6vttZtyJhuaajIojtKxCHMTyWBa7V/0gWOXV2kO8=";
constexpr std::string_view kBase64 = "7ES6vttZtyJhuaajIojtKxCHMTyWBa7V/0gWOXV2kO8=";
constexpr std::string_view kHex =
    "ec44babedb59b72261b9a6a32288ed2b1087313c9605aed5ff481639757690ef";

std::string fault(std::string_view text) {
    const auto read = read_public_key(text);
    return read ? "" : read.error();
}

}  // namespace

TEST_CASE("a public key is read in each of its forms", "[admin]") {
    const std::string bytes = *read_public_key(kHex);
    CHECK(bytes.size() == 32);
    CHECK(bytes.starts_with("\xec\x44\xba"));
    CHECK(read_public_key(kBase64) == bytes);
    CHECK(read_public_key(kDer) == bytes);
    const std::string pem =
        "-----BEGIN PUBLIC KEY-----\n" + std::string{kDer} + "\n-----END PUBLIC KEY-----\n";
    CHECK(read_public_key(pem) == bytes);
    CHECK(read_public_key("\n " + pem + "\r\n") == bytes);
}

TEST_CASE("what is no Ed25519 public key is refused with what it is", "[admin]") {
    constexpr std::string_view kRsa =
        "-----BEGIN PUBLIC KEY-----\n"
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA2XGlGiV52uCX1GV394ye\n"
        "-----END PUBLIC KEY-----\n";
    CHECK(fault(kRsa) == "is an RSA key, which is not offered: use Ed25519");
    CHECK(fault("-----BEGIN RSA PUBLIC KEY-----\nMIIB\n-----END RSA PUBLIC KEY-----") ==
          "is an RSA key, which is not offered: use Ed25519");
    CHECK(fault("-----BEGIN PRIVATE KEY-----\nMC4CAQAw\n-----END PRIVATE KEY-----") ==
          "is a private key: keep it, and give the public one");
    CHECK(fault("") == "is no Ed25519 public key");
    CHECK(fault("no key!") == "is neither PEM nor base64 nor hex");
    CHECK(fault(kHex.substr(4)) == "is no Ed25519 public key");
    CHECK(fault(std::string(64, '0')) == "is no Ed25519 public key");
    CHECK(fault(std::string(64, 'g')) == "is neither PEM nor base64 nor hex");
    CHECK(fault(kBase64.substr(4)) == "is no Ed25519 public key");
    CHECK(fault("-----BEGIN PUBLIC KEY-----") == "is no Ed25519 public key");
}

}  // namespace divmid::gateway::admin
