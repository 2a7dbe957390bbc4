// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/cli/exit_code.hpp"

namespace divmid::gateway::cli {

/// Understands a command line and does what it asks for. What went wrong goes to standard error,
/// as one line.
[[nodiscard]] ExitCode run(int argc, const char* const* argv);

}  // namespace divmid::gateway::cli
