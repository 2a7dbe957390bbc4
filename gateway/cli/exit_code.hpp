// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace divmid::gateway::cli {

/// What the process ends with: for scripts, so the numbers never change.
enum class ExitCode : int {
    good = 0,
    differs = 1,  ///< Replay made something else than the log says.
    usage = 2,    ///< Wrong arguments or settings, or no exchange in that directory.
    corrupt = 3,  ///< What is stored is not what was written.
    cut = 4,      ///< The log is shorter than the newest signed head.
    locked = 5,   ///< Another process has the store open.
    refused = 6,  ///< The exchange refused what was asked.
    failed = 7,   ///< The machine did: disk, socket, memory.
};

inline constexpr const char* kExitCodes =
    "Exit codes:\n"
    "  0  good\n"
    "  1  replay differs from the log; the first sequence is named\n"
    "  2  usage: arguments, settings, or no exchange in that directory\n"
    "  3  the store is corrupt\n"
    "  4  the log is shorter than the newest signed head\n"
    "  5  another process has the store open\n"
    "  6  the exchange refused\n"
    "  7  disk, socket or memory failed\n";

}  // namespace divmid::gateway::cli
