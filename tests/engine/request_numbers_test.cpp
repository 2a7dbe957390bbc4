// SPDX-License-Identifier: Apache-2.0
#include "engine/accounts/request_numbers.hpp"

#include <catch2/catch.hpp>
#include <tuple>
#include <vector>

namespace divmid {

TEST_CASE("each lane of each key counts for itself", "[request_numbers]") {
    RequestNumbers numbers;
    numbers.burn(KeyId{3}, 0, {.last = 7, .identity = 70});
    numbers.burn(KeyId{3}, 15, {.last = 2, .identity = 20});
    numbers.burn(KeyId{1}, 0, {.last = 9, .identity = 90});
    numbers.burn(KeyId{3}, 0, {.last = 8, .identity = 80});
    CHECK(numbers.last(KeyId{3}, 0) == RequestNumbers::Lane{8, 80});
    CHECK(numbers.last(KeyId{3}, 1) == RequestNumbers::Lane{});
    CHECK(numbers.last(KeyId{3}, 15) == RequestNumbers::Lane{2, 20});
    CHECK(numbers.last(KeyId{1}, 0) == RequestNumbers::Lane{9, 90});
    CHECK(numbers.last(KeyId{2}, 0) == RequestNumbers::Lane{});
    CHECK(numbers.last(KeyId{1'000}, 0) == RequestNumbers::Lane{});
}

TEST_CASE("the lanes that were used are told by key, then lane", "[request_numbers]") {
    RequestNumbers numbers;
    numbers.burn(KeyId{5}, 4, {.last = 1, .identity = 0});
    numbers.burn(KeyId{2}, 3, {.last = 1, .identity = 0});
    numbers.burn(KeyId{5}, 1, {.last = 1, .identity = 0});
    std::vector<std::tuple<std::uint32_t, int>> told;
    numbers.each([&](KeyId key, std::uint8_t lane, const RequestNumbers::Lane&) {
        told.emplace_back(key.value(), lane);
    });
    CHECK(told == std::vector<std::tuple<std::uint32_t, int>>{{2, 3}, {5, 1}, {5, 4}});
}

}  // namespace divmid
