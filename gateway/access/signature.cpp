// SPDX-License-Identifier: Apache-2.0
// The plain SHA256 calls are deprecated in favour of EVP, which allocates at each copy of a state.
// Copying a state is all that happens here, once an order.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "gateway/access/signature.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <span>

namespace divmid::gateway {
namespace {

using Block = std::array<std::uint8_t, SHA256_CBLOCK>;

void update(SHA256_CTX& state, std::span<const std::uint8_t> bytes) {
    SHA256_Update(&state, bytes.data(), bytes.size());
}

/// The state after one block of `key` with each byte xored with `pad`.
SHA256_CTX padded(Block key, std::uint8_t pad) {
    for (std::uint8_t& byte : key) byte ^= pad;
    SHA256_CTX state;
    SHA256_Init(&state);
    update(state, key);
    OPENSSL_cleanse(key.data(), key.size());
    return state;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

HmacKey::HmacKey(std::string_view secret) {
    Block key{};
    if (secret.size() > key.size()) {
        SHA256_CTX state;
        SHA256_Init(&state);
        SHA256_Update(&state, secret.data(), secret.size());
        SHA256_Final(key.data(), &state);
    } else {
        std::ranges::copy(secret, key.begin());
    }
    inner_ = padded(key, 0x36);
    outer_ = padded(key, 0x5c);
    OPENSSL_cleanse(key.data(), key.size());
}

HmacKey::~HmacKey() {
    OPENSSL_cleanse(&inner_, sizeof inner_);
    OPENSSL_cleanse(&outer_, sizeof outer_);
}

HmacKey::Code HmacKey::sign(std::string_view payload) const {
    Code code;
    SHA256_CTX state = inner_;
    SHA256_Update(&state, payload.data(), payload.size());
    SHA256_Final(code.data(), &state);
    state = outer_;
    update(state, code);
    SHA256_Final(code.data(), &state);
    return code;
}

bool HmacKey::verify(std::string_view payload, const Code& code) const {
    const Code expected = sign(payload);
    return CRYPTO_memcmp(code.data(), expected.data(), expected.size()) == 0;
}

std::optional<HmacKey::Code> HmacKey::decode(std::string_view hex) {
    Code code;
    if (hex.size() != 2 * code.size()) return std::nullopt;
    for (std::size_t at = 0; at < code.size(); ++at) {
        const int high = hex_digit(hex[2 * at]);
        const int low = hex_digit(hex[2 * at + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        code[at] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return code;
}

}  // namespace divmid::gateway
