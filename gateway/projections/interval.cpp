// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/interval.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace divmid::gateway {
namespace {

struct Described {
    std::string_view name;
    Duration length;
};

constexpr Duration times(std::int64_t count, Duration duration) {
    return Duration{count * duration.value()};
}

// In order of the enumeration.
constexpr std::array<Described, kIntervals> kDescribed{{
    {"1s", kOneSecond},
    {"1m", kOneMinute},
    {"3m", times(3, kOneMinute)},
    {"5m", times(5, kOneMinute)},
    {"15m", times(15, kOneMinute)},
    {"30m", times(30, kOneMinute)},
    {"1h", kOneHour},
    {"2h", times(2, kOneHour)},
    {"4h", times(4, kOneHour)},
    {"6h", times(6, kOneHour)},
    {"8h", times(8, kOneHour)},
    {"12h", times(12, kOneHour)},
    {"1d", kOneDay},
    {"3d", times(3, kOneDay)},
    {"1w", times(7, kOneDay)},
    {"1M", {}},
}};

/// 1970-01-01 was a Thursday.
constexpr Duration kFirstMonday = times(4, kOneDay);

Bucket month_at(Timestamp local) {
    using std::chrono::microseconds;
    using std::chrono::months;
    using std::chrono::sys_days;
    using std::chrono::sys_time;
    const sys_time<microseconds> time{microseconds{local.value()}};
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time)};
    const auto first = day.year() / day.month() / 1;
    const auto at = [](sys_days date) {
        return Timestamp{microseconds{date.time_since_epoch()}.count()};
    };
    return {at(sys_days{first}), at(sys_days{first + months{1}})};
}

Bucket local_bucket(Interval interval, Timestamp local) {
    if (interval == Interval::month) return month_at(local);
    const Duration length = kDescribed[static_cast<std::size_t>(interval)].length;
    const Duration origin = interval == Interval::week ? kFirstMonday : Duration{};
    const Timestamp begin = floor_to(length, local + Duration{-origin.value()}) + origin;
    return {begin, begin + length};
}

}  // namespace

std::optional<Interval> parse_interval(std::string_view name) {
    const auto found = std::ranges::find(kDescribed, name, &Described::name);
    if (found == kDescribed.end()) return std::nullopt;
    return static_cast<Interval>(found - kDescribed.begin());
}

std::string_view name_of(Interval interval) {
    return kDescribed[static_cast<std::size_t>(interval)].name;
}

Bucket bucket_at(Interval interval, Timestamp time, Duration zone) {
    const Bucket local = local_bucket(interval, time + zone);
    const Duration back{-zone.value()};
    return {local.begin + back, local.end + back};
}

Bucket bucket_from(Interval interval, Timestamp time, Duration zone) {
    const Bucket bucket = bucket_at(interval, time, zone);
    return bucket.begin >= time ? bucket : bucket_at(interval, bucket.end, zone);
}

}  // namespace divmid::gateway
