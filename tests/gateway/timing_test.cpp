// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/timing.hpp"

#include <catch2/catch.hpp>

namespace divmid::gateway {
namespace {

// 2026-01-01T00:00Z
constexpr Timestamp kNow{1'767'225'600'000'000};

int code(std::string_view timestamp, std::string_view window = "") {
    const auto checked = check_timing(timestamp, window, kNow);
    return checked ? 0 : checked.error().code;
}

}  // namespace

TEST_CASE("a request is good until its window ends, to the microsecond", "[timing]") {
    CHECK(check_timing("1767225600000", "", kNow)->deadline == kNow + Duration{5'000'000});
    CHECK(check_timing("1767225600000", "0.5", kNow)->deadline == kNow + Duration{500});
    CHECK(check_timing("1767225600000000", "1", kNow)->deadline == kNow + Duration{1000});
    CHECK(code("1767225595000") == 0);
    CHECK(code("1767225594999") == -1021);
    CHECK(code("1767225594999999") == -1021);
    CHECK(code("1767225599999", "0.999") == -1021);
    CHECK(code("1767225599999", "1") == 0);
}

TEST_CASE("a client's clock may be less than one second ahead", "[timing]") {
    CHECK(code("1767225600999") == 0);
    CHECK(code("1767225600999999") == 0);
    CHECK(code("1767225601000") == -1021);
    CHECK(code("9223372036854775807") == -1021);
    CHECK(check_timing("1767225601000", "", kNow).error().message ==
          "Timestamp for this request was 1000ms ahead of the server's time.");
}

TEST_CASE("a window has at most 60000 ms and three decimals", "[timing]") {
    CHECK(code("1767225600000", "60000") == 0);
    CHECK(code("1767225600000", "60000.000") == 0);
    CHECK(code("1767225600000", "60000.001") == -1131);
    CHECK(code("1767225600000", "5000.1234") == -1111);
    CHECK(code("1767225600000", "-1") == -1100);
    CHECK(code("now") == -1100);
    CHECK(code("0") == -1021);
}

TEST_CASE("times are told in the unit that was asked for", "[timing]") {
    CHECK(to_wire_time(kNow, TimeUnit::milliseconds) == 1'767'225'600'000);
    CHECK(to_wire_time(kNow, TimeUnit::microseconds) == 1'767'225'600'000'000);
    CHECK(parse_time_unit("") == TimeUnit::milliseconds);
    CHECK(parse_time_unit("MICROSECOND") == TimeUnit::microseconds);
    CHECK(parse_time_unit("NANOSECOND").error().code == -1194);
}

}  // namespace divmid::gateway
