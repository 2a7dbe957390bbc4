// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/command_line.hpp"

#include <spdlog/fmt/fmt.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/cli/action.hpp"

namespace divmid::gateway::cli {

namespace {

/// A full disk or a closed pipe shows only when the last of the output is written.
std::expected<void, Failure> finish_output() {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return {};
    return std::unexpected{
        Failure{ExitCode::failed, fmt::format("cannot write output: {}", std::strerror(errno))}};
}

bool is_option(std::string_view word) {
    return word.starts_with('-');
}

/// The first word that should name a command, and names none.
std::optional<std::string> unknown_command(const CLI::App& root, int argc,
                                           const char* const* argv) {
    const CLI::App* at = &root;
    for (int i = 1; i < argc && at->get_require_subcommand_min() > 0; ++i) {
        if (is_option(argv[i])) return std::nullopt;
        const auto named = at->get_subcommands(
            [&](const CLI::App* command) { return command->get_name() == argv[i]; });
        if (named.empty()) return argv[i];
        at = named.front();
    }
    return std::nullopt;
}

}  // namespace

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
        if (const auto word = unknown_command(root, argc, argv)) {
            fmt::print(stderr, "divmid: {} is no command; divmid --help names all\n", *word);
            return ExitCode::usage;
        }
        return root.exit(error) == 0 ? ExitCode::good : ExitCode::usage;
    }
    auto done = chosen();
    if (done) done = finish_output();
    if (done) return ExitCode::good;
    fmt::print(stderr, "divmid: {}\n", done.error().message);
    return done.error().code;
}

}  // namespace divmid::gateway::cli
