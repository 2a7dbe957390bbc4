// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <spdlog/logger.h>

#include <memory>

#include "gateway/settings.hpp"

namespace divmid::gateway::cli {

/// The log of the process, on standard error: one line a message, as text or as a JSON object with
/// time, level and message.
[[nodiscard]] std::shared_ptr<spdlog::logger> process_log(const Settings& settings);

}  // namespace divmid::gateway::cli
