// SPDX-License-Identifier: Apache-2.0
#include "gateway/settings.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace divmid::gateway;

namespace {

Settings good(std::string_view toml) {
    auto settings = parse_settings(toml, "exchange.toml");
    INFO((settings ? std::string{} : settings.error()));
    REQUIRE(settings);
    return *settings;
}

std::string fault(std::string_view toml) {
    const auto settings = parse_settings(toml, "exchange.toml");
    REQUIRE_FALSE(settings);
    return settings.error();
}

}  // namespace

TEST_CASE("an empty file of settings means the defaults", "[settings]") {
    CHECK(show(good("")) == show(Settings{}));
    CHECK(good("").admin_socket() == "data/admin.sock");
}

TEST_CASE("settings shown are a file that reads back to the same settings", "[settings]") {
    Settings settings;
    settings.data = "/var/lib/a \"quoted\" place\\";
    settings.listen.port = 0;
    settings.listen.monitor = SocketAddress{"::1", 9100};
    settings.log.format = LogFormat::json;
    settings.journal.records_in_flight = 7;
    settings.limits.pong_time = std::chrono::seconds{61};
    const Settings again = good(show(settings));
    CHECK(show(again) == show(settings));
    CHECK(again.listen.monitor == settings.listen.monitor);
    CHECK(again.data == settings.data);
    CHECK(again.limits.pong_time == settings.limits.pong_time);
}

TEST_CASE("a file sets what it names and leaves the rest", "[settings]") {
    const Settings settings = good(
        "data = 'elsewhere'\n[listen]\nport = 9000\nadmin_socket = '/run/x.sock'\n"
        "[log]\nlevel = 'debug'\n");
    CHECK(settings.data == "elsewhere");
    CHECK(settings.listen.port == 9000);
    CHECK(settings.listen.address == "127.0.0.1");
    CHECK(settings.admin_socket() == "/run/x.sock");
    CHECK(settings.log.level == LogLevel::debug);
}

TEST_CASE("nobody is monitored from outside unless a file says where", "[settings]") {
    CHECK_FALSE(good("").listen.monitor);
    CHECK_FALSE(good("[listen]\nmonitor = ''").listen.monitor);
    CHECK(good("[listen]\nmonitor = '[::1]:0'").listen.monitor == SocketAddress{"::1", 0});
}

TEST_CASE("rates are the exchange's unless a file says otherwise, and zero is no limit",
          "[settings]") {
    const Settings settings = good("[rates]\norders_per_day = 0\nban_first_seconds = 1\n");
    CHECK(settings.rates.orders_per_day == 0);
    CHECK(settings.rates.ban_first == std::chrono::seconds{1});
    CHECK(settings.rates.weight_per_minute == 6000);
    CHECK(settings.rates.requests_per_5_minutes == 61'000);
    CHECK(settings.rates.handshakes_per_5_minutes == 300);
    CHECK(settings.rates.orders_per_10_seconds == 100);
    CHECK(good("").rates.orders_per_day == 200'000);
    CHECK(fault("[rates]\nban_first_seconds = 0") ==
          "exchange.toml:2: rates.ban_first_seconds must be a whole number, 1 to 8640000");
    CHECK(fault("[rates]\norders_per_day = 4294967296") ==
          "exchange.toml:2: rates.orders_per_day must be a whole number, 0 to 4294967295");
}

TEST_CASE("a fault of the settings names the file, the line and the key", "[settings]") {
    CHECK(fault("[listen]\n\nprot = 1\n") == "exchange.toml:3: listen.prot is not a setting");
    CHECK(fault("fees = 1") == "exchange.toml:1: fees is not a setting");
    CHECK(fault("[market]\ntick = 1") == "exchange.toml:1: market is not a setting");
    CHECK(fault("listen = 8080") == "exchange.toml:1: listen must be a table");
    CHECK(fault("[listen]\nport = 65536") ==
          "exchange.toml:2: listen.port must be a whole number, 0 to 65535");
    CHECK(fault("[listen]\nport = -1") ==
          "exchange.toml:2: listen.port must be a whole number, 0 to 65535");
    CHECK(fault("[listen]\nport = 80.5") ==
          "exchange.toml:2: listen.port must be a whole number, 0 to 65535");
    CHECK(fault("[listen]\naddress = 'localhost:1'") ==
          "exchange.toml:2: listen.address must be an IPv4 or IPv6 address");
    CHECK(fault("[listen]\nmonitor = '127.0.0.1'") ==
          "exchange.toml:2: listen.monitor must be ADDRESS:PORT");
    CHECK(fault("[listen]\nmonitor = 'localhost:9100'") ==
          "exchange.toml:2: listen.monitor must be ADDRESS:PORT");
    CHECK(fault("[listen]\nmonitor = '127.0.0.1:65536'") ==
          "exchange.toml:2: listen.monitor must be ADDRESS:PORT");
    CHECK(fault("data = 1") == "exchange.toml:1: data must be a text");
    CHECK(fault("data = ''") == "exchange.toml: data is empty");
    CHECK(fault("[log]\nlevel = 'loud'") ==
          "exchange.toml:2: log.level must be debug, info, warning or error");
    CHECK(fault("[limits]\nping_interval_seconds = 0") ==
          "exchange.toml:2: limits.ping_interval_seconds must be a whole number, 1 to 86400");
}

TEST_CASE("a file of settings that is no TOML is a fault with its line", "[settings]") {
    CHECK_THAT(fault("[listen]\nport = \n"), Catch::StartsWith("exchange.toml:2: "));
    CHECK_THAT(fault("[listen]\nport = 1\nport = 2\n"), Catch::StartsWith("exchange.toml:3: "));
    CHECK(read_settings("/nowhere/exchange.toml").error() ==
          "/nowhere/exchange.toml: cannot be read");
}
