// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/ed25519.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace divmid::gateway {
namespace {

// A key pair that openssl made, and what it signed.
constexpr std::string_view kKey{
    "\xec\x44\xba\xbe\xdb\x59\xb7\x22\x61\xb9\xa6\xa3\x22\x88\xed\x2b"
    "\x10\x87\x31\x3c\x96\x05\xae\xd5\xff\x48\x16\x39\x75\x76\x90\xef",
    32};
constexpr std::string_view kPayload = "symbol=DVMUSD&timestamp=1767225600000";
constexpr std::string_view kSignature =
    "nHr15R65xgR9RcUqHGSzyd/+DifBJ2naynjQrjdoL7TowEZumCZNTYwTfN1wTggVm1o4l58+Id7Va8RxchEfAA==";

bool verifies(std::string_view payload, std::string_view base64) {
    const auto signature = Ed25519Key::decode(base64);
    return signature && Ed25519Key{kKey}.verify(payload, *signature);
}

}  // namespace

TEST_CASE("what another library signed verifies", "[ed25519]") {
    CHECK(Ed25519Key::is_key(kKey));
    CHECK(verifies(kPayload, kSignature));
    CHECK_FALSE(verifies(kPayload.substr(1), kSignature));
    CHECK_FALSE(verifies("", kSignature));
}

TEST_CASE("no other base64 text is the same signature", "[ed25519]") {
    for (std::size_t at = 0; at < kSignature.size(); ++at)
        for (const char c : std::string_view{"Aa0/+-_ =%"}) {
            std::string other{kSignature};
            if (other[at] == c) continue;
            other[at] = c;
            CHECK_FALSE(verifies(kPayload, other));
        }
    CHECK_FALSE(verifies(kPayload, ""));
    CHECK_FALSE(verifies(kPayload, kSignature.substr(0, 86)));
    CHECK_FALSE(verifies(kPayload, std::string{kSignature} + "AA=="));
    CHECK_FALSE(verifies(kPayload, std::string{kSignature} + "\n"));
}

TEST_CASE("a signature of non-canonical form never counts", "[ed25519]") {
    // The group's order, added to the second half: the same number modulo the order.
    constexpr std::array<std::uint8_t, 32> kOrder{0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,
                                                  0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                                                  0,    0,    0,    0,    0,    0,    0,    0,
                                                  0,    0,    0,    0,    0,    0,    0,    0x10};
    Ed25519Key::Signature signature = *Ed25519Key::decode(kSignature);
    unsigned carry = 0;
    for (std::size_t at = 0; at < kOrder.size(); ++at) {
        const unsigned sum = signature[32 + at] + kOrder[at] + carry;
        signature[32 + at] = static_cast<std::uint8_t>(sum);
        carry = sum >> 8U;
    }
    REQUIRE(carry == 0);
    CHECK_FALSE(Ed25519Key{kKey}.verify(kPayload, signature));
}

TEST_CASE("what nobody could have made by a secret is no key", "[ed25519]") {
    CHECK_FALSE(Ed25519Key::is_key(""));
    CHECK_FALSE(Ed25519Key::is_key(kKey.substr(1)));
    CHECK_FALSE(Ed25519Key::is_key(std::string(32, '\0')));         // Of order four.
    CHECK_FALSE(Ed25519Key::is_key('\1' + std::string(31, '\0')));  // The neutral element.
    CHECK_FALSE(Ed25519Key::is_key('\2' + std::string(31, '\0')));  // Not on the curve.
}

}  // namespace divmid::gateway
