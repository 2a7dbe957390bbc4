// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace divmid::gateway::admin {

/// What a client sends as its API key, and what it signs with, are such texts.
inline constexpr std::size_t kKeyTextLength = 64;

/// 64 of A-Z a-z 0-9, each as likely as any other, from the system's cryptographic source: 381
/// bits.
[[nodiscard]] std::string random_key_text();

}  // namespace divmid::gateway::admin
