// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <expected>
#include <filesystem>

#include "engine/types.hpp"
#include "gateway/cli/failure.hpp"

namespace divmid::gateway::cli {

struct ReplayRequest {
    std::filesystem::path directory;
    bool print{};         ///< Each record as one line of JSON (proto/journal.proto).
    Sequence print_from;  ///< Of those, from this one on.
};

/// Runs the log in `directory` through a fresh exchange and compares everything that can be
/// compared. Writes records, then final digests and a summary of markets and accounts, to `out`;
/// progress to `progress` unless it is null. The exchange must have stopped; no file of
/// its store is changed.
[[nodiscard]] std::expected<void, Failure> replay(const ReplayRequest& request, std::FILE* out,
                                                  std::FILE* progress);

}  // namespace divmid::gateway::cli
