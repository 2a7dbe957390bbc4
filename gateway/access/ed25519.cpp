// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/ed25519.hpp"

#include <sodium.h>

#include <algorithm>

#include "engine/check.hpp"

namespace divmid::gateway {
namespace {

const std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

bool Ed25519Key::is_key(std::string_view bytes) {
    return bytes.size() == kBytes && crypto_core_ed25519_is_valid_point(bytes_of(bytes)) == 1;
}

Ed25519Key::Ed25519Key(std::string_view bytes) {
    ENSURE(bytes.size() == kBytes);
    std::ranges::copy(bytes, bytes_.begin());
}

bool Ed25519Key::verify(std::string_view payload, const Signature& signature) const {
    return crypto_sign_verify_detached(signature.data(), bytes_of(payload), payload.size(),
                                       bytes_.data()) == 0;
}

std::optional<Ed25519Key::Signature> Ed25519Key::decode(std::string_view base64) {
    Signature signature;
    std::size_t size = 0;
    const int read =
        sodium_base642bin(signature.data(), signature.size(), base64.data(), base64.size(), nullptr,
                          &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
    if (read != 0 || size != signature.size()) return std::nullopt;
    return signature;
}

}  // namespace divmid::gateway
