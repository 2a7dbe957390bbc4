// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/place.hpp"

#include <spdlog/fmt/fmt.h>

#include <charconv>

#include "gateway/cli/process_log.hpp"
#include "gateway/serve.hpp"

namespace divmid::gateway::cli {
namespace {

/// "127.0.0.1:8080" and "[::1]:8080".
bool read_listen(std::string_view text, Settings::Listen& to) {
    const std::size_t colon = text.rfind(':');
    if (colon == text.npos) return false;
    std::string_view address = text.substr(0, colon);
    const std::string_view port = text.substr(colon + 1);
    if (address.starts_with('[') && address.ends_with(']'))
        address = address.substr(1, address.size() - 2);
    const auto read = std::from_chars(port.begin(), port.end(), to.port);
    to.address = address;
    return read.ec == std::errc{} && read.ptr == port.end() && is_address(to.address);
}

}  // namespace

void Place::add_options(CLI::App& command) {
    command.add_option("--config", config, "File of settings (TOML)");
    command.add_option("--data", data, "Data directory, in place of the settings' own");
}

std::expected<Settings, Failure> settings_at(const Place& place) {
    std::expected<Settings, SettingsFault> settings;
    if (!place.config.empty()) settings = read_settings(place.config);
    if (!settings) return std::unexpected{Failure{ExitCode::usage, settings.error()}};
    if (!place.data.empty()) settings->data = place.data;
    if (!place.listen.empty() && !read_listen(place.listen, settings->listen))
        return std::unexpected{
            Failure{ExitCode::usage, fmt::format("--listen {}: not ADDRESS:PORT", place.listen)}};
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
