// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace divmid {

/// 1 to `most` of A-Z 0-9: what assets and markets are called.
[[nodiscard]] inline bool is_symbol(std::string_view text, std::size_t most) {
    const auto fits = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    return !text.empty() && text.size() <= most && std::ranges::all_of(text, fits);
}

}  // namespace divmid
