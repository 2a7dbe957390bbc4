// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/time_text.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace divmid::gateway::admin {

TEST_CASE("operators write times in UTC, to the microsecond", "[admin]") {
    CHECK(parse_time("1970-01-01T00:00:00Z") == Timestamp{0});
    CHECK(parse_time("2026-11-23T02:30:05Z") == Timestamp{1'795'401'005'000'000});
    CHECK(parse_time("2026-11-23T02:30:05") == Timestamp{1'795'401'005'000'000});
    CHECK(parse_time("2026-11-23T02:30:05.25Z") == Timestamp{1'795'401'005'250'000});
    CHECK(text_of(Timestamp{1'795'401'005'250'000}) == "2026-11-23T02:30:05.250000Z");
    CHECK(text_of(Timestamp{1'795'401'005'000'000}) == "2026-11-23T02:30:05Z");
    for (const char* const text :
         {"", "Z", "2026-11-23", "2026-11-23T02:30Z", "2026-02-29T00:00:00Z",
          "2026-13-01T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T02:30:60Z",
          "2026-11-23T02:30:05.1234567Z", "2026-11-23T02:30:05.Z", "2026-11-23 02:30:05Z",
          "2026-11-23T02:30:05+01:00", "1969-12-31T23:59:59Z", "2026-11-23T-2:30:05Z"}) {
        INFO(text);
        CHECK_FALSE(parse_time(text));
    }
}

TEST_CASE("operators write lengths of time with their unit", "[admin]") {
    CHECK(parse_duration("90s") == Duration{90'000'000});
    CHECK(parse_duration("250ms") == Duration{250'000});
    CHECK(parse_duration("7us") == Duration{7});
    CHECK(parse_duration("5m") == Duration{300'000'000});
    CHECK(parse_duration("2h") == Duration{7'200'000'000});
    CHECK(parse_duration("1d") == Duration{86'400'000'000});
    for (const std::string text : {"90s", "250ms", "7us", "5m", "2h", "1d"})
        CHECK(text_of(*parse_duration(text)) == text);
    CHECK(text_of(Duration{}) == "0s");
    for (const char* const text : {"", "s", "90", "-1s", "1.5s", "1 s", "1w", "9999999999999999d"})
        CHECK_FALSE(parse_duration(text));
}

}  // namespace divmid::gateway::admin
