// SPDX-License-Identifier: Apache-2.0
#include "engine/types.hpp"

#include <catch2/catch.hpp>
#include <type_traits>

namespace divmid {

TEST_CASE("numbers that mean different things do not convert into each other", "[types]") {
    STATIC_REQUIRE_FALSE(std::is_convertible_v<Price, std::int64_t>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<std::int64_t, Price>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<Quantity, Price>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<Price, Quantity>);
}

TEST_CASE("a scope is allowed only by its own bit", "[types]") {
    const Scopes trade_only{static_cast<std::uint8_t>(Scope::trade)};
    CHECK(allows(trade_only, Scope::trade));
    CHECK_FALSE(allows(trade_only, Scope::read));
    CHECK_FALSE(allows(trade_only, Scope::admin));
}

}  // namespace divmid
