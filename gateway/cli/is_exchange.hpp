// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace divmid::gateway::cli {

/// Whether an exchange has ever run in that directory.
[[nodiscard]] inline bool is_exchange(const std::filesystem::path& directory) {
    return std::filesystem::exists(directory / "db" / "CURRENT");
}

}  // namespace divmid::gateway::cli
