// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace divmid::gateway {

/// A public key of Ed25519 (RFC 8032). A verification takes some 60 µs: not on the reactor's
/// thread.
class Ed25519Key {
public:
    static constexpr std::size_t kBytes = 32;
    using Signature = std::array<std::uint8_t, 64>;

    /// Whether these are a key that somebody can sign with: of the right length, a point of the
    /// curve, and not of small order. Takes as long as a verification.
    [[nodiscard]] static bool is_key(std::string_view bytes);

    /// Requires: kBytes of them.
    explicit Ed25519Key(std::string_view bytes);

    /// Whether this signed `payload`. A signature of non-canonical form never counts, so there is
    /// one for each signing.
    [[nodiscard]] bool verify(std::string_view payload, const Signature& signature) const;

    /// Base64 with padding, as clients send it. Nothing when it is anything else.
    [[nodiscard]] static std::optional<Signature> decode(std::string_view base64);

private:
    std::array<std::uint8_t, kBytes> bytes_{};
};

}  // namespace divmid::gateway
