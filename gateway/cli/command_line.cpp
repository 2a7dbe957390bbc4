// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/command_line.hpp"

#include <spdlog/fmt/fmt.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cstdio>

#include "gateway/cli/action.hpp"

namespace divmid::gateway::cli {

ExitCode run(int argc, const char* const* argv) {
    CLI::App root{"An exchange: orders in a log that is synced before anybody hears of them",
                  "divmid"};
    root.footer(kExitCodes);
    root.require_subcommand(1);
    Action chosen;
    add_serve(root, chosen);
    add_replay(root, chosen);
    add_key(root, chosen);
    add_admin(root, chosen);
    add_demo(root, chosen);
    add_config(root, chosen);
    add_version(root, chosen);
    try {
        root.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return root.exit(error) == 0 ? ExitCode::good : ExitCode::usage;
    }
    const auto done = chosen();
    if (done) return ExitCode::good;
    fmt::print(stderr, "divmid: {}\n", done.error().message);
    return done.error().code;
}

}  // namespace divmid::gateway::cli
