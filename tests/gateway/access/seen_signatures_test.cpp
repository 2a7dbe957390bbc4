// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/seen_signatures.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cstring>

namespace divmid::gateway {
namespace {

using Answer = SeenSignatures::Answer;

constexpr Timestamp kNow{1'767'225'600'000'000};
constexpr Duration kSecond{1'000'000};
constexpr KeyId kKey{1};

std::array<std::uint8_t, 32> signature(std::uint64_t number) {
    std::array<std::uint8_t, 32> bytes{};
    for (std::size_t at = 0; at < bytes.size(); at += sizeof number) {
        number = (number + 1) * 0x9e3779b97f4a7c15U;
        std::memcpy(&bytes[at], &number, sizeof number);
    }
    return bytes;
}

Timestamp in_seconds(std::int64_t seconds) {
    return kNow + Duration{seconds * kSecond.value()};
}

}  // namespace

TEST_CASE("a signature is the first of its kind once, for each key", "[seen]") {
    SeenSignatures seen;
    CHECK(seen.note(kKey, signature(1), in_seconds(5), kNow) == Answer::first);
    CHECK(seen.note(kKey, signature(1), in_seconds(5), kNow) == Answer::again);
    CHECK(seen.note(kKey, signature(2), in_seconds(5), kNow) == Answer::first);
    CHECK(seen.note(KeyId{2}, signature(1), in_seconds(5), kNow) == Answer::first);
    CHECK(seen.size() == 3);
}

TEST_CASE("a signature is known until its window is over, and then takes no room", "[seen]") {
    SeenSignatures seen;
    for (std::int64_t window = 0; window <= 61; ++window) {
        const auto code = signature(static_cast<std::uint64_t>(window));
        CHECK(seen.note(kKey, code, in_seconds(window), kNow) == Answer::first);
    }
    CHECK(seen.size() == 62);
    for (std::int64_t now = 1; now <= 61; ++now) {
        for (std::int64_t window = now; window <= 61; ++window)
            CHECK(seen.note(kKey, signature(static_cast<std::uint64_t>(window)), in_seconds(window),
                            in_seconds(now)) == Answer::again);
        CHECK(seen.size() == static_cast<std::size_t>(62 - now));
    }
    CHECK(seen.note(kKey, signature(100), in_seconds(1000), in_seconds(1000)) == Answer::first);
    CHECK(seen.size() == 1);
}

TEST_CASE("seconds follow each other for as long as one likes", "[seen]") {
    SeenSignatures seen;
    for (std::int64_t now = 0; now < 300; ++now) {
        const auto number = static_cast<std::uint64_t>(now);
        CHECK(seen.note(kKey, signature(number), in_seconds(now + 5), in_seconds(now)) ==
              Answer::first);
        CHECK(seen.note(kKey, signature(number), in_seconds(now + 5), in_seconds(now)) ==
              Answer::again);
        CHECK(seen.size() <= 6);
    }
}

TEST_CASE("a clock that was set back keeps what is known", "[seen]") {
    SeenSignatures seen;
    CHECK(seen.note(kKey, signature(1), in_seconds(5), kNow) == Answer::first);
    CHECK(seen.note(kKey, signature(2), in_seconds(-95), in_seconds(-100)) == Answer::first);
    CHECK(seen.note(kKey, signature(2), in_seconds(-95), in_seconds(-100)) == Answer::again);
    CHECK(seen.note(kKey, signature(1), in_seconds(5), kNow) == Answer::again);
}

TEST_CASE("as many signatures are kept as there may be, and no more", "[seen]") {
    constexpr std::size_t kMost = 600;
    SeenSignatures seen{kMost};
    for (std::uint64_t number = 0; number < kMost; ++number) {
        const Timestamp expires = in_seconds(static_cast<std::int64_t>(number % 60));
        CHECK(seen.note(kKey, signature(number), expires, kNow) == Answer::first);
    }
    CHECK(seen.note(kKey, signature(kMost), kNow, kNow) == Answer::full);
    CHECK(seen.note(kKey, signature(7), in_seconds(7), kNow) == Answer::again);
    CHECK(seen.note(kKey, signature(kMost), in_seconds(9), in_seconds(1)) == Answer::first);
}

}  // namespace divmid::gateway
