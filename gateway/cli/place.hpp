// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/App.hpp>
#include <expected>
#include <functional>
#include <string>

#include "gateway/cli/admin_client.hpp"
#include "gateway/cli/failure.hpp"
#include "gateway/settings.hpp"

namespace divmid::gateway::cli {

/// Which exchange a command line is about.
struct Place {
    std::string config;  ///< File of settings; empty: the defaults.
    std::string data;    ///< In place of the settings' data directory, unless empty.
    std::string listen;  ///< ADDRESS:PORT, likewise.

    /// Adds --config and --data. The place outlives the parse.
    void add_options(CLI::App& command);
};

[[nodiscard]] std::expected<Settings, Failure> settings_at(const Place& place);

enum class Purpose { ask, command };

/// Talks to the exchange of `settings` through its admin socket. When none runs there, its log is
/// opened for as long as `visit` takes, with no public port; only a command can add to it.
[[nodiscard]] std::expected<void, Failure> visit_exchange(
    const Settings& settings, Purpose purpose,
    const std::function<std::expected<void, Failure>(const AdminClient&)>& visit);

}  // namespace divmid::gateway::cli
