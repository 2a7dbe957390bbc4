// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <filesystem>

namespace divmid::gateway::cli {

/// Whether an exchange has ever run in that directory, though it may have lost files since.
[[nodiscard]] inline bool is_exchange(const std::filesystem::path& directory) {
    constexpr std::array kTraces{"db", "heads.log", "head.key"};
    return std::ranges::any_of(kTraces, [&](const char* name) {
        std::error_code unreadable;
        return std::filesystem::exists(directory / name, unreadable);
    });
}

}  // namespace divmid::gateway::cli
