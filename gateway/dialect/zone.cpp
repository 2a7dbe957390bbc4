// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/zone.hpp"

namespace divmid::gateway {
namespace {

constexpr std::int64_t kMinute = 60'000'000;  // Of a Duration.
constexpr std::int64_t kMinutesBehindMost = std::int64_t{12} * 60;
constexpr std::int64_t kMinutesAheadMost = std::int64_t{14} * 60;

/// One or two digits.
std::optional<std::int64_t> small_number(std::string_view text) {
    if (text.empty() || text.size() > 2) return std::nullopt;
    std::int64_t number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = 10 * number + (c - '0');
    }
    return number;
}

}  // namespace

std::optional<Duration> parse_zone(std::string_view text) {
    const bool behind = text.starts_with('-');
    // A plus sign in a query that was not percent-encoded arrives as a blank.
    if (behind || text.starts_with('+') || text.starts_with(' ')) text.remove_prefix(1);
    const std::size_t colon = text.find(':');
    const auto hours = small_number(text.substr(0, colon));
    const auto minutes = colon == std::string_view::npos ? std::optional<std::int64_t>{0}
                                                         : small_number(text.substr(colon + 1));
    if (!hours || !minutes || *minutes >= 60) return std::nullopt;
    const std::int64_t ahead = (behind ? -1 : 1) * (60 * *hours + *minutes);
    if (ahead < -kMinutesBehindMost || ahead > kMinutesAheadMost) return std::nullopt;
    return Duration{ahead * kMinute};
}

}  // namespace divmid::gateway
