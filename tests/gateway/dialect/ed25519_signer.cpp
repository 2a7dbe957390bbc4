// SPDX-License-Identifier: Apache-2.0
#include "tests/gateway/dialect/ed25519_signer.hpp"

#include <sodium.h>

#include "engine/check.hpp"

namespace divmid::gateway {

Ed25519Signer::Ed25519Signer() {
    ENSURE(sodium_init() >= 0);
    crypto_sign_keypair(public_.data(), secret_.data());
}

std::string_view Ed25519Signer::public_key() const {
    return {reinterpret_cast<const char*>(public_.data()), public_.size()};
}

std::string Ed25519Signer::sign(std::string_view payload) const {
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr,
                         reinterpret_cast<const std::uint8_t*>(payload.data()), payload.size(),
                         secret_.data());
    constexpr auto kForm = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_ENCODED_LEN(crypto_sign_BYTES, kForm), '\0');
    sodium_bin2base64(text.data(), text.size(), signature.data(), signature.size(), kForm);
    text.pop_back();  // The zero at its end.
    return text;
}

}  // namespace divmid::gateway
