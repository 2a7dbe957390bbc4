// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include <openssl/sha.h>

namespace divmid::gateway {

/// A secret ready to verify HMAC-SHA256 (RFC 2104): the states after the inner and outer pad, so
/// that a verification costs the blocks of the payload and one more. Wiped when it goes.
class HmacKey {
public:
    using Code = std::array<std::uint8_t, SHA256_DIGEST_LENGTH>;

    explicit HmacKey(std::string_view secret);
    HmacKey(const HmacKey&) = default;
    HmacKey& operator=(const HmacKey&) = default;
    ~HmacKey();

    [[nodiscard]] Code sign(std::string_view payload) const;

    /// Whether `code` is that of `payload`. Takes the same time wherever they differ.
    [[nodiscard]] bool verify(std::string_view payload, const Code& code) const;

    /// Hex, in either case. Nothing when it is anything else.
    [[nodiscard]] static std::optional<Code> decode(std::string_view hex);

private:
    SHA256_CTX inner_{};
    SHA256_CTX outer_{};
};

}  // namespace divmid::gateway
