// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "gateway/cli/exit_code.hpp"
#include "storage/error.hpp"

namespace divmid::gateway::cli {

/// Why a command line could not be done: what main() prints and ends with.
struct Failure {
    ExitCode code{};
    std::string message;
};

[[nodiscard]] Failure failure_of(const storage::Error& error);

}  // namespace divmid::gateway::cli
