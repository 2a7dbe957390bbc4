// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/key_text.hpp"

#include <sodium.h>

#include <string_view>

#include "engine/check.hpp"

namespace divmid::gateway::admin {

std::string random_key_text() {
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    ENSURE(sodium_init() >= 0);
    std::string text(kKeyTextLength, ' ');
    for (char& letter : text)
        letter = kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
    return text;
}

}  // namespace divmid::gateway::admin
