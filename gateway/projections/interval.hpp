// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/types.hpp"

namespace divmid::gateway {

inline constexpr Duration kOneSecond{1'000'000};
inline constexpr Duration kOneMinute{60 * kOneSecond.value()};
inline constexpr Duration kOneHour{60 * kOneMinute.value()};
inline constexpr Duration kOneDay{24 * kOneHour.value()};

/// How long a candle is. Months are the calendar's, and have no length of their own.
enum class Interval : std::uint8_t {
    second,
    minute,
    minutes_3,
    minutes_5,
    minutes_15,
    minutes_30,
    hour,
    hours_2,
    hours_4,
    hours_6,
    hours_8,
    hours_12,
    day,
    days_3,
    week,
    month,
};

inline constexpr std::size_t kIntervals = 16;

/// By the dialect's name: 1s, 1m, 3m … 1w, 1M. Case tells a minute from a month.
[[nodiscard]] std::optional<Interval> parse_interval(std::string_view name);
[[nodiscard]] std::string_view name_of(Interval interval);

/// From `begin` on, up to `end` and without it.
struct Bucket {
    Timestamp begin;
    Timestamp end;

    friend bool operator==(Bucket, Bucket) = default;
};

/// The bucket that `time` is in. UTC; weeks begin on Monday, months on their first day, buckets of
/// three days count from 1970-01-01. `zone` is how far local time is ahead of UTC: the calendar is
/// then the local one, the times stay UTC.
/// Requires: a time between the years 0 and 9999.
[[nodiscard]] Bucket bucket_at(Interval interval, Timestamp time, Duration zone = {});

/// The first bucket that begins at `time` or later. Requires: as above.
[[nodiscard]] Bucket bucket_from(Interval interval, Timestamp time, Duration zone = {});

/// The start of the second, minute … that `time` is in, counted from 1970.
[[nodiscard]] constexpr Timestamp floor_to(Duration step, Timestamp time) {
    const std::int64_t past = time.value() % step.value();
    return Timestamp{time.value() - past - (past < 0 ? step.value() : 0)};
}

}  // namespace divmid::gateway
