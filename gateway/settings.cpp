// SPDX-License-Identifier: Apache-2.0
#include "gateway/settings.hpp"

#include <spdlog/fmt/fmt.h>
#include <sys/un.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <type_traits>

namespace divmid::gateway {
namespace {

struct Range {
    std::int64_t min;
    std::int64_t max;
};

constexpr std::int64_t kGiB = std::int64_t{1} << 30;
constexpr Range kSeconds{1, 86'400};
constexpr Range kLongTime{1, 8'640'000};
constexpr Range kCount{1, 10'000'000};
/// Zero is no limit.
constexpr Range kLimit{0, std::numeric_limits<std::uint32_t>::max()};

/// Those of each_setting() that say how much clients may ask.
template <class AnySettings, class Visitor>
void each_rate(AnySettings& s, Visitor& visit) {
    auto& r = s.rates;
    visit("rates.weight_per_minute", r.weight_per_minute, kLimit,
          "request weight of an address; above: 429");
    visit("rates.requests_per_5_minutes", r.requests_per_5_minutes, kLimit, "likewise");
    visit("rates.handshakes_per_5_minutes", r.handshakes_per_5_minutes, kLimit,
          "WebSockets opened by an address; above: 429");
    visit("rates.refusals_before_ban", r.refusals_before_ban, kLimit,
          "refused requests of an address in 5 minutes; above: banned, 418");
    visit("rates.ban_first_seconds", r.ban_first, kLongTime,
          "each further one takes twice as long");
    visit("rates.ban_most_seconds", r.ban_most, kLongTime, "up to this");
    visit("rates.ban_memory_seconds", r.ban_memory, kLongTime,
          "after a ban, until the next counts as a first one");
    visit("rates.orders_per_10_seconds", r.orders_per_10_seconds, kLimit,
          "new orders of an account that are not filled; above: 429");
    visit("rates.orders_per_day", r.orders_per_day, kLimit, "likewise");

    auto& st = s.streams;
    visit("streams.messages_per_second", st.messages_per_second, kCount,
          "from one stream connection; above: closed with 1008");
    visit("streams.streams", st.streams, kCount, "of one connection; above: refused");
}

/// Every setting once: its key, where it lies, what it may be and what it means. Reading, showing
/// and the search for unknown keys all walk this list.
template <class AnySettings, class Visitor>
void each_setting(AnySettings& s, Visitor&& visit) {
    visit("data", s.data, "directory of the store, the admin socket and the demo's keys");
    visit("listen.address", s.listen.address, "address of the public listener");
    visit("listen.port", s.listen.port, Range{0, 65'535}, "its port; 0 takes a free one");
    visit("listen.admin_socket", s.listen.admin_socket, "empty: admin.sock in the data directory");
    visit("listen.monitor", s.listen.monitor,
          "ADDRESS:PORT of /metrics, /livez and /readyz; empty: none");
    visit("log.level", s.log.level, "debug, info, warning or error");
    visit("log.format", s.log.format, "text or json");
    visit("log.slow_tick_ms", s.log.slow_tick_ms, Range{1, 60'000},
          "a turn of the main loop that takes so long is logged");

    auto& j = s.journal;
    visit("journal.records_in_flight", j.records_in_flight, kCount,
          "not yet durable; above it new orders are refused as overloaded");
    visit("journal.bytes_in_flight", j.bytes_in_flight, Range{1 << 16, 16 * kGiB}, "likewise");
    visit("journal.reserve_bytes", j.reserve_bytes, Range{0, 1024 * kGiB},
          "free disk space below which only cancels and administration pass");
    visit("journal.head_interval_seconds", j.head_interval, kSeconds, "between signed heads");
    visit("journal.index_orders", j.index_orders, kCount,
          "done orders kept before they are indexed");
    visit("journal.index_interval_seconds", j.index_interval, kSeconds, "or after that long");

    auto& l = s.limits;
    visit("limits.connections", l.connections, kCount, "above it: refused");
    visit("limits.connections_per_address", l.connections_per_address, kCount, "above it: refused");
    visit("limits.header_bytes", l.header_bytes, Range{1024, 1 << 20}, "of a request; above: 431");
    visit("limits.body_bytes", l.body_bytes, Range{1024, 1 << 26}, "of a request; above: 413");
    visit("limits.message_bytes", l.message_bytes, Range{1024, 1 << 26},
          "of a WebSocket message; above: closed with 1009");
    visit("limits.outgoing_bytes", l.outgoing_bytes, Range{1 << 16, kGiB},
          "queued for one connection; above: closed as too slow");
    visit("limits.commands_per_tick", l.commands_per_tick, kCount, "the rest waits for the next");
    visit("limits.commands_per_session", l.commands_per_session, kCount, "in one tick, likewise");
    visit("limits.reads_per_tick", l.reads_per_tick, kCount,
          "I/O completions in one tick, likewise");
    visit("limits.header_seconds", l.header_time, kSeconds, "for a request's header");
    visit("limits.body_seconds", l.body_time, kSeconds, "for its body");
    visit("limits.handshake_seconds", l.handshake_time, kSeconds, "for a WebSocket's upgrade");
    visit("limits.ping_interval_seconds", l.ping_interval, kSeconds, "between pings");
    visit("limits.pong_seconds", l.pong_time, kSeconds, "without a pong: closed");

    visit("limits.websocket_life_seconds", l.websocket_life, kLongTime,
          "of a WebSocket; then closed");
    visit("limits.answer_seconds", l.answer_time, kSeconds,
          "for an answer; above: outcome unknown, -1007");
    each_rate(s, visit);
}

constexpr std::array<std::string_view, 4> kLevels{"debug", "info", "warning", "error"};
constexpr std::array<std::string_view, 2> kFormats{"text", "json"};

constexpr std::span<const std::string_view> names(LogLevel) {
    return kLevels;
}
constexpr std::span<const std::string_view> names(LogFormat) {
    return kFormats;
}

/// Reads one document into settings; keeps the first fault.
class Reading {
public:
    Reading(const toml::table& document, std::string_view name)
        : document_{document}, name_{name} {}

    void operator()(std::string_view key, std::string& to, std::string_view) {
        const toml::node* node = find(key);
        if (node && text(key, *node, to) && !is_address(to))
            fault(*node, key, "must be an IPv4 or IPv6 address");
    }
    void operator()(std::string_view key, std::filesystem::path& to, std::string_view) {
        const toml::node* node = find(key);
        std::string given;
        if (node && text(key, *node, given)) to = given;
    }
    void operator()(std::string_view key, std::optional<SocketAddress>& to, std::string_view) {
        const toml::node* node = find(key);
        std::string given;
        if (!node || !text(key, *node, given)) return;
        to = parse_socket_address(given);
        if (!to && !given.empty()) fault(*node, key, "must be ADDRESS:PORT");
    }
    template <class Name>
        requires std::is_enum_v<Name>
    void operator()(std::string_view key, Name& to, std::string_view meaning) {
        const toml::node* node = find(key);
        std::string given;
        if (!node || !text(key, *node, given)) return;
        const auto known = names(to);
        const auto found = std::ranges::find(known, given);
        if (found == known.end()) return fault(*node, key, fmt::format("must be {}", meaning));
        to = static_cast<Name>(found - known.begin());
    }
    void operator()(std::string_view key, std::chrono::seconds& to, Range range, std::string_view) {
        if (const auto value = number(key, range)) to = std::chrono::seconds{*value};
    }
    template <class Number>
        requires std::is_integral_v<Number>
    void operator()(std::string_view key, Number& to, Range range, std::string_view) {
        if (const auto value = number(key, range)) to = static_cast<Number>(*value);
    }

    /// Call last: whatever no setting asked for is unknown.
    std::optional<SettingsFault> finish() {
        look_for_unknown();
        return fault_;
    }

private:
    const toml::node* find(std::string_view key) {
        known_.emplace(key);
        return document_.at_path(key).node();
    }

    bool text(std::string_view key, const toml::node& node, std::string& to) {
        if (!node.is_string()) return fault(node, key, "must be a text"), false;
        to = node.as_string()->get();
        return true;
    }

    std::optional<std::int64_t> number(std::string_view key, Range range) {
        const toml::node* node = find(key);
        if (!node) return std::nullopt;
        const auto* integer = node->as_integer();
        if (integer && integer->get() >= range.min && integer->get() <= range.max)
            return integer->get();
        fault(*node, key, fmt::format("must be a whole number, {} to {}", range.min, range.max));
        return std::nullopt;
    }

    void look_for_unknown() {
        for (const auto& [name, node] : document_) {
            const std::string key{name.str()};
            const std::string inside = key + '.';
            const auto next = known_.lower_bound(inside);
            const bool section = next != known_.end() && next->starts_with(inside);
            if (!section)
                check_known(key, node);
            else if (const toml::table* table = node.as_table())
                for (const auto& [inner, value] : *table)
                    check_known(inside + std::string{inner.str()}, value);
            else
                fault(node, key, "must be a table");
        }
    }

    void check_known(const std::string& key, const toml::node& node) {
        if (!known_.contains(key)) fault(node, key, "is not a setting");
    }

    void fault(const toml::node& node, std::string_view key, std::string_view what) {
        if (!fault_)
            fault_ = fmt::format("{}:{}: {} {}", name_, node.source().begin.line, key, what);
    }

    const toml::table& document_;
    std::string_view name_;
    std::set<std::string, std::less<>> known_;
    std::optional<SettingsFault> fault_;
};

class Showing {
public:
    template <class Value>
    void operator()(std::string_view key, const Value& value, std::string_view meaning) {
        line(key, literal(value), meaning);
    }
    template <class Value>
    void operator()(std::string_view key, const Value& value, Range range,
                    std::string_view meaning) {
        line(key, literal(value), fmt::format("{} ({} to {})", meaning, range.min, range.max));
    }

    std::string text;

private:
    static std::string literal(const std::string& value) {
        std::ostringstream out;
        out << toml::value<std::string>{value};
        return out.str();
    }
    static std::string literal(const std::filesystem::path& value) {
        return literal(value.string());
    }
    static std::string literal(const std::optional<SocketAddress>& value) {
        return literal(value ? to_text(*value) : std::string{});
    }
    static std::string literal(std::chrono::seconds value) { return std::to_string(value.count()); }
    template <class Name>
        requires std::is_enum_v<Name>
    static std::string literal(Name value) {
        return fmt::format("\"{}\"", names(value)[static_cast<std::size_t>(value)]);
    }
    template <class Number>
        requires std::is_integral_v<Number>
    static std::string literal(Number value) {
        return std::to_string(value);
    }

    void line(std::string_view key, const std::string& value, std::string_view meaning) {
        const std::size_t dot = key.find('.');
        const std::string_view section = dot == key.npos ? "" : key.substr(0, dot);
        if (section != section_) text += fmt::format("\n[{}]\n", section);
        section_ = section;
        const std::string_view name = dot == key.npos ? key : key.substr(dot + 1);
        text += fmt::format("{:<44} # {}\n", fmt::format("{} = {}", name, value), meaning);
    }

    std::string_view section_;
};

}  // namespace

std::expected<Settings, SettingsFault> parse_settings(std::string_view toml,
                                                      std::string_view name) {
    toml::table document;
    try {
        document = toml::parse(toml, name);
    } catch (const toml::parse_error& error) {
        return std::unexpected{
            fmt::format("{}:{}: {}", name, error.source().begin.line, error.description())};
    }
    Settings settings;
    Reading reading{document, name};
    each_setting(settings, reading);
    if (auto fault = reading.finish()) return std::unexpected{*std::move(fault)};
    if (settings.data.empty()) return std::unexpected{fmt::format("{}: data is empty", name)};
    return settings;
}

std::expected<Settings, SettingsFault> read_settings(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in) return std::unexpected{fmt::format("{}: cannot be read", file.string())};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (in.bad()) return std::unexpected{fmt::format("{}: cannot be read", file.string())};
    return parse_settings(text, file.string());
}

std::optional<SettingsFault> unusable(const Settings& settings) {
    constexpr std::size_t kMost = sizeof(sockaddr_un::sun_path) - 1;
    const std::string socket = settings.admin_socket().string();
    if (socket.size() <= kMost) return std::nullopt;
    return fmt::format(
        "listen.admin_socket: {} is too long for a unix socket, {} bytes at most: "
        "set listen.admin_socket to a shorter path",
        socket, kMost);
}

std::string show(const Settings& settings) {
    Showing showing;
    each_setting(settings, showing);
    return std::move(showing.text);
}

}  // namespace divmid::gateway
