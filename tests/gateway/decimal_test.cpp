// SPDX-License-Identifier: Apache-2.0
#include "gateway/dialect/decimal.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <limits>
#include <string>

namespace divmid::gateway {
namespace {

std::string decimal(std::int64_t value, Scale scale) {
    std::string text;
    append_decimal(text, value, scale);
    return text;
}

}  // namespace

TEST_CASE("a decimal is a whole number of smallest units, exactly", "[decimal]") {
    CHECK(parse_decimal("12.5", 2) == 1250);
    CHECK(parse_decimal("0", 6) == 0);
    CHECK(parse_decimal("0.000001", 6) == 1);
    CHECK(parse_decimal("007", 0) == 7);
    CHECK(parse_decimal("9223372036854775807", 0) == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("zeros behind the last decimal are not too much precision", "[decimal]") {
    CHECK(parse_decimal("1.50000000", 2) == 150);
    CHECK(parse_decimal("1.5000001", 2).error() == DecimalFault::precision);
    CHECK(parse_decimal("1.001", 2).error() == DecimalFault::precision);
}

TEST_CASE("a decimal has digits and one point and nothing else", "[decimal]") {
    for (const char* text : {"", ".", "1.", ".5", "-1", "+1", "1e5", "1,5", " 1", "1 ", "0x1",
                             "1.2.3", "NaN", "123456789012345678901", "1.123456789012345678901"})
        CHECK(parse_decimal(text, 6).error() == DecimalFault::illegal);
}

TEST_CASE("a decimal that does not fit is an overflow, never a wrap", "[decimal]") {
    CHECK(parse_decimal("9223372036854775808", 0).error() == DecimalFault::overflow);
    CHECK(parse_decimal("99999999999999999999", 0).error() == DecimalFault::overflow);
    CHECK(parse_decimal("9223372036855", 6).error() == DecimalFault::overflow);
}

TEST_CASE("every amount has as many decimals as its asset", "[decimal]") {
    CHECK(decimal(1250, 2) == "12.50");
    CHECK(decimal(5, 6) == "0.000005");
    CHECK(decimal(0, 2) == "0.00");
    CHECK(decimal(7, 0) == "7");
    CHECK(decimal(-5, 2) == "-0.05");
    CHECK(decimal(std::numeric_limits<std::int64_t>::min(), 2) == "-92233720368547758.08");
}

TEST_CASE("what was written is read back equal", "[decimal]") {
    CHECK(rc::check([] {
        const auto value =
            *rc::gen::inRange<std::int64_t>(0, std::numeric_limits<std::int64_t>::max());
        const auto scale = *rc::gen::inRange<Scale>(0, 13);
        RC_ASSERT((parse_decimal(decimal(value, scale), scale) == value));
    }));
}

}  // namespace divmid::gateway
