// SPDX-License-Identifier: Apache-2.0
#include <spdlog/fmt/fmt.h>

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <memory>

#include "gateway/cli/action.hpp"
#include "gateway/cli/demo.hpp"
#include "gateway/cli/place.hpp"
#include "gateway/cli/process_log.hpp"
#include "gateway/serve.hpp"
#include "storage/small_file.hpp"

namespace divmid::gateway::cli {
namespace {

void say(const std::string& text) {
    fmt::print("{}", text);
    std::fflush(stdout);
}

/// Says where the exchange is, and with a demo how to use it.
void welcome(const Settings& settings, std::uint16_t port, bool demo, spdlog::logger& log) {
    const std::string& address = settings.listen.address;
    if (!demo) return say(fmt::format("The exchange is at http://{}:{}.\n", address, port));
    const auto keys = set_up_demo(AdminClient{settings.admin_socket()}, settings.data);
    if (keys) return say(first_orders(*keys, address, port));
    log.error("the demo could not be set up: {}", keys.error().message);
}

std::expected<void, Failure> serve_at(const Place& place, bool demo) {
    const auto settings = settings_at(place);
    if (!settings) return std::unexpected{settings.error()};
    const auto log = process_log(*settings);
    const auto served =
        serve(*settings, *log,
              {.call = [&](std::uint16_t port) { welcome(*settings, port, demo, *log); }});
    if (!served) return std::unexpected{failure_of(served.error())};
    return {};
}

/// Where the exchange that runs in the directory is found; where it will be, when none runs.
std::uint16_t port_of(const Settings& settings) {
    std::uint16_t port = settings.listen.port;
    if (!AdminClient{settings.admin_socket()}.reachable()) return port;
    const auto noted = storage::read_small_file(settings.data / "port");
    if (noted && *noted)
        std::from_chars((*noted)->data(), (*noted)->data() + (*noted)->size(), port);
    return port;
}

std::expected<void, Failure> demo_at(const Place& place) {
    const auto settings = settings_at(place);
    if (!settings) return std::unexpected{settings.error()};
    const std::uint16_t port = port_of(*settings);
    return visit_exchange(*settings, Purpose::command,
                          [&](const AdminClient& client) -> std::expected<void, Failure> {
                              const auto keys = set_up_demo(client, settings->data);
                              if (!keys) return std::unexpected{keys.error()};
                              say(first_orders(*keys, settings->listen.address, port));
                              return {};
                          });
}

}  // namespace

void add_serve(CLI::App& root, Action& chosen) {
    CLI::App* command =
        root.add_subcommand("serve", "Recovers from the log, then serves until SIGINT or SIGTERM");
    const auto place = std::make_shared<Place>();
    const auto demo = std::make_shared<bool>(false);
    place->add_options(*command);
    command->add_option("--listen", place->listen, "ADDRESS:PORT; port 0 takes a free one");
    command->add_flag("--demo", *demo, "Sets the demo up and says how to place the first orders");
    command->callback([=, &chosen] { chosen = [=] { return serve_at(*place, *demo); }; });
}

void add_demo(CLI::App& root, Action& chosen) {
    CLI::App* command = root.add_subcommand(
        "demo", "Sets up the demo market and its accounts; says how to place the first orders");
    const auto place = std::make_shared<Place>();
    place->add_options(*command);
    command->callback([=, &chosen] { chosen = [=] { return demo_at(*place); }; });
}

}  // namespace divmid::gateway::cli
