// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <spdlog/logger.h>

#include <cstdint>
#include <functional>

#include "gateway/settings.hpp"
#include "storage/error.hpp"

namespace divmid::gateway {

/// Something to be done once the exchange has recovered, on a thread of the stage: it may block,
/// and asks over the admin socket like anybody.
struct Visit {
    /// With the port that clients find the exchange at. None: nothing is to be done.
    std::function<void(std::uint16_t port)> call;
    /// No public port is opened, and the exchange stops when the call has returned.
    bool then_stop{};
    /// Nothing is commanded: the log stays as it is, without even a Started. Requires: then_stop.
    bool only_asks{};
};

/// Runs the exchange that lies in the data directory, until SIGINT or SIGTERM. An error says why it
/// could not begin, or that a commit failed: nothing of it was told to anybody, and the next start
/// replays.
[[nodiscard]] storage::Result<void> serve(const Settings& settings, spdlog::logger& log,
                                          const Visit& visit = {});

}  // namespace divmid::gateway
