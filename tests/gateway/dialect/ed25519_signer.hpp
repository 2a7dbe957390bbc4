// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace divmid::gateway {

/// A new key pair of Ed25519: a client's.
class Ed25519Signer {
public:
    Ed25519Signer();

    /// Its 32 bytes.
    [[nodiscard]] std::string_view public_key() const;
    /// In base64, as clients send it.
    [[nodiscard]] std::string sign(std::string_view payload) const;

private:
    std::array<std::uint8_t, 32> public_{};
    std::array<std::uint8_t, 64> secret_{};
};

}  // namespace divmid::gateway
