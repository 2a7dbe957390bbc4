// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/place.hpp"

#include <spdlog/fmt/fmt.h>

#include <utility>

#include "gateway/cli/process_log.hpp"
#include "gateway/serve.hpp"

namespace divmid::gateway::cli {

void Place::add_options(CLI::App& command) {
    command.add_option("--config", config, "File of settings (TOML)");
    command.add_option("--data", data, "Data directory, in place of the settings' own");
}

std::expected<Settings, Failure> settings_at(const Place& place) {
    std::expected<Settings, SettingsFault> settings;
    if (!place.config.empty()) settings = read_settings(place.config);
    if (!settings) return std::unexpected{Failure{ExitCode::usage, settings.error()}};
    if (!place.data.empty()) settings->data = place.data;
    if (!place.listen.empty()) {
        auto listen = parse_socket_address(place.listen);
        if (!listen)
            return std::unexpected{Failure{
                ExitCode::usage, fmt::format("--listen {}: not ADDRESS:PORT", place.listen)}};
        settings->listen.address = std::move(listen->address);
        settings->listen.port = listen->port;
    }
    if (auto fault = unusable(*settings))
        return std::unexpected{Failure{ExitCode::usage, *std::move(fault)}};
    return *settings;
}

std::expected<void, Failure> visit_exchange(
    const Settings& settings, Purpose purpose,
    const std::function<std::expected<void, Failure>(const AdminClient&)>& visit) {
    const AdminClient client{settings.admin_socket()};
    if (client.reachable()) return visit(client);

    Settings quiet = settings;
    quiet.log.level = LogLevel::warning;
    quiet.listen.monitor.reset();
    const auto log = process_log(quiet);
    std::expected<void, Failure> result;
    const auto served = serve(quiet, *log,
                              {.call = [&](std::uint16_t) { result = visit(client); },
                               .then_stop = true,
                               .only_asks = purpose == Purpose::ask});
    if (!served) return std::unexpected{failure_of(served.error())};
    return result;
}

}  // namespace divmid::gateway::cli
