// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/App.hpp>
#include <expected>
#include <functional>

#include "gateway/cli/failure.hpp"

namespace divmid::gateway::cli {

/// What a command line asks for, to be done once all of it was understood.
using Action = std::function<std::expected<void, Failure>()>;

// Each adds its subcommands to `root`; the one that is named on the command line sets `chosen`.
// Both outlive the parse.

void add_serve(CLI::App& root, Action& chosen);
void add_replay(CLI::App& root, Action& chosen);
void add_key(CLI::App& root, Action& chosen);
void add_admin(CLI::App& root, Action& chosen);
void add_demo(CLI::App& root, Action& chosen);
void add_config(CLI::App& root, Action& chosen);
void add_version(CLI::App& root, Action& chosen);

}  // namespace divmid::gateway::cli
