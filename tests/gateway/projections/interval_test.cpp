// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/interval.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>

namespace divmid::gateway {
namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;
using std::chrono::sys_days;

Timestamp at(std::chrono::year_month_day date, microseconds time = {}) {
    return Timestamp{(sys_days{date}.time_since_epoch() + time).count()};
}

Bucket days(std::chrono::year_month_day first, std::chrono::year_month_day next) {
    return {at(first), at(next)};
}

constexpr microseconds kLastMoment = 24h - 1us;

}  // namespace

TEST_CASE("every interval has the name that it is found by, and no other text is one",
          "[statistics]") {
    std::string names;
    for (std::size_t i = 0; i < kIntervals; ++i) {
        const auto interval = static_cast<Interval>(i);
        CHECK(parse_interval(name_of(interval)) == interval);
        names += std::string{name_of(interval)} + ' ';
    }
    CHECK(names == "1s 1m 3m 5m 15m 30m 1h 2h 4h 6h 8h 12h 1d 3d 1w 1M ");
    for (const char* const other : {"", "1", "m", "1S", "2m", "1D", "1W", "1y", "1m ", "10m"})
        CHECK_FALSE(parse_interval(other));
}

TEST_CASE("a bucket holds its first moment and not its last", "[statistics]") {
    const Timestamp noon = at(2026y / 3 / 1, 12h);
    CHECK(bucket_at(Interval::hours_4, noon) == Bucket{noon, at(2026y / 3 / 1, 16h)});
    CHECK(bucket_at(Interval::hours_4, noon + Duration{-1}) == Bucket{at(2026y / 3 / 1, 8h), noon});
    CHECK(bucket_at(Interval::second, at(2026y / 3 / 1, 999'999us)).begin == at(2026y / 3 / 1));
    CHECK(bucket_from(Interval::hour, noon).begin == noon);
    CHECK(bucket_from(Interval::hour, noon + Duration{1}).begin == at(2026y / 3 / 1, 13h));
}

TEST_CASE("months are the calendar's, leap years included", "[statistics]") {
    CHECK(bucket_at(Interval::month, at(2026y / 2 / 28, kLastMoment)) ==
          days(2026y / 2 / 1, 2026y / 3 / 1));
    CHECK(bucket_at(Interval::month, at(2028y / 2 / 29)) == days(2028y / 2 / 1, 2028y / 3 / 1));
    CHECK(bucket_at(Interval::month, at(2100y / 2 / 28, kLastMoment)) ==
          days(2100y / 2 / 1, 2100y / 3 / 1));
    CHECK(bucket_at(Interval::month, at(2026y / 12 / 31, kLastMoment)) ==
          days(2026y / 12 / 1, 2027y / 1 / 1));
    CHECK(bucket_at(Interval::month, at(1970y / 1 / 1)) == days(1970y / 1 / 1, 1970y / 2 / 1));
}

TEST_CASE("weeks begin on Monday, also across the end of a year", "[statistics]") {
    // 2026-01-01 was a Thursday.
    CHECK(bucket_at(Interval::week, at(2026y / 1 / 1)) == days(2025y / 12 / 29, 2026y / 1 / 5));
    CHECK(bucket_at(Interval::week, at(2026y / 1 / 4, kLastMoment)) ==
          days(2025y / 12 / 29, 2026y / 1 / 5));
    CHECK(bucket_at(Interval::week, at(2026y / 1 / 5)) == days(2026y / 1 / 5, 2026y / 1 / 12));
    CHECK(bucket_at(Interval::week, at(1970y / 1 / 1)).begin == at(1969y / 12 / 29));
}

TEST_CASE("buckets of three days count from 1970", "[statistics]") {
    CHECK(bucket_at(Interval::days_3, at(1970y / 1 / 3, kLastMoment)) ==
          days(1970y / 1 / 1, 1970y / 1 / 4));
    // Day 20454 after 1970-01-01, which is 3 × 6818.
    CHECK(bucket_at(Interval::days_3, at(2026y / 1 / 3)) == days(2026y / 1 / 1, 2026y / 1 / 4));
}

TEST_CASE("a time zone moves the edges of days, weeks and months", "[statistics]") {
    const Duration shanghai{8 * kOneHour.value()};
    CHECK(bucket_at(Interval::day, at(2026y / 1 / 1, 15h), shanghai).begin ==
          at(2025y / 12 / 31, 16h));
    CHECK(bucket_at(Interval::day, at(2026y / 1 / 1, 16h), shanghai).begin ==
          at(2026y / 1 / 1, 16h));
    CHECK(bucket_at(Interval::month, at(2026y / 1 / 31, 16h), shanghai) ==
          Bucket{at(2026y / 1 / 31, 16h), at(2026y / 2 / 28, 16h)});
    const Duration behind{-90 * kOneMinute.value()};
    CHECK(bucket_at(Interval::week, at(2026y / 1 / 5, 1h), behind).end == at(2026y / 1 / 5, 90min));
    CHECK(bucket_at(Interval::hour, at(2026y / 1 / 5, 1h), behind).begin ==
          at(2026y / 1 / 5, 30min));
}

}  // namespace divmid::gateway
