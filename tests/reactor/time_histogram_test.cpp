// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/time_histogram.hpp"

#include <catch2/catch.hpp>

namespace divmid {

using std::chrono::nanoseconds;

TEST_CASE("a time counts into the first step whose bound it does not pass", "[histogram]") {
    for (std::size_t step = 0; step < TimeHistogram::kSteps; ++step) {
        TimeHistogram times;
        times.observe(TimeHistogram::bound(step));
        CHECK(times.count(step) == 1);
        times.observe(TimeHistogram::bound(step) + nanoseconds{1});
        const bool last = step + 1 == TimeHistogram::kSteps;
        CHECK((last ? times.beyond() : times.count(step + 1)) == 1);
    }
}

TEST_CASE("no time at all and one that went backwards count as the shortest", "[histogram]") {
    TimeHistogram times;
    times.observe(nanoseconds{0});
    times.observe(nanoseconds{-5});
    CHECK(times.count(0) == 2);
    CHECK(times.sum() == nanoseconds{0});
}

TEST_CASE("times add up to the nanosecond", "[histogram]") {
    TimeHistogram times;
    times.observe(nanoseconds{1});
    times.observe(std::chrono::hours{1});
    CHECK(times.sum() == nanoseconds{1} + std::chrono::hours{1});
    CHECK(times.beyond() == 1);
}

}  // namespace divmid
