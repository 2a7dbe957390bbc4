// SPDX-License-Identifier: Apache-2.0
#include "storage/canonical/column.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace divmid::storage {

namespace {

std::string written(const std::vector<std::uint64_t>& numbers) {
    std::string bytes;
    write_column(numbers, bytes);
    return bytes;
}

std::vector<std::uint64_t> read_back(std::string_view bytes, std::size_t count) {
    ColumnReader reader;
    REQUIRE(reader.open(bytes, count));
    CHECK(bytes.empty());
    std::vector<std::uint64_t> numbers;
    for (std::size_t i = 0; i < count; ++i) numbers.push_back(reader.next());
    return numbers;
}

}  // namespace

TEST_CASE("a column of zeros costs one byte, however long", "[column]") {
    CHECK(written(std::vector<std::uint64_t>(1000, 0)) == std::string(1, '\0'));
}

TEST_CASE("a column costs the bits of its range, not of its numbers", "[column]") {
    std::vector<std::uint64_t> numbers(80, 50'000);
    numbers.back() = 50'003;
    CHECK(written(numbers).size() == 1 + 3 + 80 * 2 / 8);
}

TEST_CASE("every width of a column is read back as it was written", "[column]") {
    std::mt19937_64 random{7};
    for (unsigned width = 0; width <= 64; ++width) {
        for (const std::size_t count : {1U, 2U, 3U, 8U, 17U, 64U}) {
            std::vector<std::uint64_t> numbers;
            for (std::size_t i = 0; i < count; ++i)
                numbers.push_back(1'000'000 + (width == 0 ? 0 : random() >> (64 - width)));
            CHECK(read_back(written(numbers), count) == numbers);
        }
    }
}

TEST_CASE("extreme numbers in one column survive", "[column]") {
    const std::vector<std::uint64_t> numbers{0, ~std::uint64_t{0}, std::uint64_t{1} << 63,
                                             std::numeric_limits<std::int64_t>::max(), 1};
    CHECK(read_back(written(numbers), numbers.size()) == numbers);
}

TEST_CASE("a column that is cut short is refused at every length", "[column]") {
    const std::vector<std::uint64_t> numbers{70'000, 1, 90'000, 5};
    const std::string bytes = written(numbers);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        std::string_view cut = std::string_view{bytes}.substr(0, length);
        ColumnReader reader;
        CHECK_FALSE(reader.open(cut, numbers.size()));
    }
}

TEST_CASE("a column with an unknown tag, a long base or set padding is refused", "[column]") {
    using namespace std::string_literals;
    for (const std::string& bytes :
         {"\x39"s, "\x80"s, "\x40\x00"s, "\x40\x81\x00"s,
          "\x40\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"s, "\x01\x02"s}) {
        std::string_view from = bytes;
        ColumnReader reader;
        CHECK_FALSE(reader.open(from, 1));
    }
}

}  // namespace divmid::storage
