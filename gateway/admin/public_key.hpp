// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace divmid::gateway::admin {

/// No public key that is offered is longer as PEM.
inline constexpr std::size_t kPublicKeyTextMost = 4096;

/// The 32 bytes of an Ed25519 public key, given as PEM (a SubjectPublicKeyInfo, RFC 8410), as the
/// base64 of that or of the bytes alone, or as their hex. Why it is none, for people, in other
/// cases: RSA keys are not offered.
[[nodiscard]] std::expected<std::string, std::string> read_public_key(std::string_view text);

}  // namespace divmid::gateway::admin
