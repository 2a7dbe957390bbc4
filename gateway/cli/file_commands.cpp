// SPDX-License-Identifier: Apache-2.0
#include <spdlog/fmt/fmt.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>

#include "gateway/cli/action.hpp"
#include "gateway/cli/place.hpp"
#include "gateway/cli/replay.hpp"
#include "gateway/settings.hpp"

namespace divmid::gateway::cli {
namespace {

std::expected<void, Failure> check_config(const std::string& file) {
    const auto settings = read_settings(file);
    if (!settings) return std::unexpected{Failure{ExitCode::usage, settings.error()}};
    if (const auto fault = unusable(*settings))
        return std::unexpected{Failure{ExitCode::usage, fmt::format("{}: {}", file, *fault)}};
    fmt::print("{}: good\n", file);
    return {};
}

std::expected<void, Failure> show_config(const Place& place) {
    const auto settings = settings_at(place);
    if (!settings) return std::unexpected{settings.error()};
    fmt::print("{}", show(*settings));
    return {};
}

}  // namespace

void add_replay(CLI::App& root, Action& chosen) {
    CLI::App* command = root.add_subcommand(
        "replay", "Runs the log through a fresh exchange and checks every digest");
    struct Given {
        std::string directory;
        bool print{};
        std::uint64_t from{};
    };
    const auto given = std::make_shared<Given>();
    command->add_option("DIR", given->directory, "Data directory of a stopped exchange")
        ->required();
    command->add_flag("--print", given->print,
                      "Each record as a line of JSON on standard output, the summary on standard "
                      "error");
    command->add_option("--from", given->from, "Prints from this sequence on");
    command->callback([=, &chosen] {
        chosen = [=] {
            const ReplayRequest request{.directory = given->directory,
                                        .print = given->print,
                                        .print_from = Sequence{given->from}};
            return replay(request, stdout, isatty(STDERR_FILENO) ? stderr : nullptr);
        };
    });
}

void add_config(CLI::App& root, Action& chosen) {
    CLI::App* group = root.add_subcommand("config", "Settings of the process");
    group->require_subcommand(1);

    CLI::App* check = group->add_subcommand("check", "Says what is wrong with a file, and where");
    const auto file = std::make_shared<std::string>();
    check->add_option("FILE", *file, "TOML")->required();
    check->callback([=, &chosen] { chosen = [=] { return check_config(*file); }; });

    CLI::App* shown = group->add_subcommand("show", "All settings with their meaning, as a file");
    const auto place = std::make_shared<Place>();
    place->add_options(*shown);
    shown->callback([=, &chosen] { chosen = [=] { return show_config(*place); }; });
}

void add_version(CLI::App& root, Action& chosen) {
    CLI::App* command = root.add_subcommand("version", "The version of this program");
    command->callback([&chosen] {
        chosen = []() -> std::expected<void, Failure> {
            fmt::print("divmid {}\n", DIVMID_VERSION);
            return {};
        };
    });
}

}  // namespace divmid::gateway::cli
