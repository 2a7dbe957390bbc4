// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/time_text.hpp"

#include <spdlog/fmt/fmt.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <utility>

namespace divmid::gateway::admin {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;
constexpr std::int64_t kYearsMost = 100;

/// From the largest on.
constexpr std::array<std::pair<std::string_view, std::int64_t>, 6> kUnits{{{"d", kDay},
                                                                           {"h", 3600 * kSecond},
                                                                           {"m", 60 * kSecond},
                                                                           {"s", kSecond},
                                                                           {"ms", 1000},
                                                                           {"us", 1}}};

/// Exactly `digits` of them from the front of `text`, then `behind`; -1 when it is not so.
int take(std::string_view& text, std::size_t digits, std::string_view behind) {
    int number = -1;
    if (text.size() < digits + behind.size()) return -1;
    const auto read = std::from_chars(text.data(), text.data() + digits, number);
    if (read.ec != std::errc{} || read.ptr != text.data() + digits || text[0] == '-') return -1;
    text.remove_prefix(digits);
    if (!text.starts_with(behind)) return -1;
    text.remove_prefix(behind.size());
    return number;
}

/// ".25" is 250000 microseconds; nothing left is none. -1 when it is neither.
std::int64_t take_fraction(std::string_view text) {
    constexpr std::size_t kDigitsMost = 6;
    if (text.empty()) return 0;
    text.remove_prefix(text.starts_with('.') ? 1 : 0);
    if (text.empty() || text.size() > kDigitsMost) return -1;
    std::string digits{text};
    digits.resize(kDigitsMost, '0');
    std::string_view rest{digits};
    return take(rest, kDigitsMost, "");
}

}  // namespace

std::optional<Timestamp> parse_time(std::string_view text) {
    using namespace std::chrono;
    if (text.ends_with('Z')) text.remove_suffix(1);
    const int year_number = take(text, 4, "-");
    const int month_number = take(text, 2, "-");
    const int day_number = take(text, 2, "T");
    const int hour = take(text, 2, ":");
    const int minute = take(text, 2, ":");
    const int second = take(text, 2, "");
    if (!text.empty() && !text.starts_with('.')) return std::nullopt;
    const std::int64_t fraction = take_fraction(text);
    if (year_number < 1970 || month_number < 1 || day_number < 1 || hour < 0 || hour > 23 ||
        minute < 0 || minute > 59 || second < 0 || second > 59 || fraction < 0)
        return std::nullopt;
    const year_month_day date{year{year_number}, month{static_cast<unsigned>(month_number)},
                              day{static_cast<unsigned>(day_number)}};
    if (!date.ok()) return std::nullopt;
    const std::int64_t days = sys_days{date}.time_since_epoch().count();
    const std::int64_t seconds = (std::int64_t{hour} * 60 + minute) * 60 + second;
    return Timestamp{days * kDay + seconds * kSecond + fraction};
}

std::string text_of(Timestamp time) {
    using namespace std::chrono;
    const std::int64_t days_since = time.value() / kDay;
    const std::int64_t within = time.value() % kDay;
    const year_month_day date{sys_days{days{days_since}}};
    const std::int64_t seconds = within / kSecond;
    std::string text =
        fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", int{date.year()}, unsigned{date.month()},
                    unsigned{date.day()}, seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (const std::int64_t fraction = within % kSecond; fraction != 0)
        text += fmt::format(".{:06}", fraction);
    return text += 'Z';
}

std::optional<Duration> parse_duration(std::string_view text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || number < 0) return std::nullopt;
    const std::string_view unit{read.ptr, end};
    for (const auto& [name, length] : kUnits)
        if (unit == name && number <= kYearsMost * 365 * kDay / length)
            return Duration{number * length};
    return std::nullopt;
}

std::string text_of(Duration duration) {
    for (const auto& [name, length] : kUnits)
        if (duration.value() != 0 && duration.value() % length == 0)
            return fmt::format("{}{}", duration.value() / length, name);
    return "0s";
}

}  // namespace divmid::gateway::admin
