// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/access/rate_limits.hpp"
#include "gateway/socket_address.hpp"

namespace divmid::gateway {

enum class LogLevel : std::uint8_t { debug, info, warning, error };
enum class LogFormat : std::uint8_t { text, json };

/// What the process is given: ports, paths and limits. Rules of the market are never here; they are
/// Commands in the log. The defaults are those of `divmid serve` without a file; `divmid config
/// show` prints them with what each one means.
struct Settings {
    std::filesystem::path data{"data"};

    struct Listen {
        std::string address{"127.0.0.1"};
        std::uint16_t port{8080};              ///< 0: any free one; DATA/port tells which.
        std::filesystem::path admin_socket;    ///< Empty: admin.sock in the data directory.
        std::optional<SocketAddress> monitor;  ///< Of /metrics, /livez and /readyz; none: nowhere.
    } listen;

    struct Log {
        LogLevel level{LogLevel::info};
        LogFormat format{LogFormat::text};
        std::uint32_t slow_tick_ms{50};
    } log;

    struct Journal {
        std::size_t records_in_flight{8192};
        std::size_t bytes_in_flight{std::size_t{64} << 20};
        std::uint64_t reserve_bytes{std::uint64_t{1} << 30};
        std::chrono::seconds head_interval{10};
        std::size_t index_orders{256'000};
        std::chrono::seconds index_interval{10};
    } journal;

    struct Limits {
        std::size_t connections{20'000};
        std::size_t connections_per_address{1000};
        std::size_t header_bytes{std::size_t{8} << 10};
        std::size_t body_bytes{std::size_t{64} << 10};
        std::size_t message_bytes{std::size_t{16} << 10};
        std::size_t outgoing_bytes{std::size_t{4} << 20};
        std::size_t commands_per_tick{4096};
        std::size_t commands_per_session{64};
        std::size_t reads_per_tick{1024};
        std::chrono::seconds header_time{5};
        std::chrono::seconds body_time{10};
        std::chrono::seconds handshake_time{10};
        std::chrono::seconds ping_interval{20};
        std::chrono::seconds pong_time{60};
        std::chrono::seconds websocket_life{std::chrono::hours{24}};
        std::chrono::seconds answer_time{10};
    } limits;

    RateLimits rates{};
    StreamLimits streams{};

    [[nodiscard]] std::filesystem::path admin_socket() const {
        return listen.admin_socket.empty() ? data / "admin.sock" : listen.admin_socket;
    }
};

/// Why a file of settings is no good: one line for people, with the file, the line and the key.
using SettingsFault = std::string;

/// Strict: an unknown key, a wrong type and a value out of range are faults. `name` stands for the
/// file in a fault.
[[nodiscard]] std::expected<Settings, SettingsFault> parse_settings(std::string_view toml,
                                                                    std::string_view name);
[[nodiscard]] std::expected<Settings, SettingsFault> read_settings(
    const std::filesystem::path& file);

/// What no machine could do with these settings; nothing when there is no such thing.
[[nodiscard]] std::optional<SettingsFault> unusable(const Settings& settings);

/// The settings as a file that parse_settings() reads back to the same, each line with its meaning.
[[nodiscard]] std::string show(const Settings& settings);

}  // namespace divmid::gateway
