// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/request_limits.hpp"

#include <catch2/catch.hpp>

#include "gateway/access/periods.hpp"

namespace divmid::gateway {
namespace {

using Verdict = RequestLimits::Verdict;

constexpr Timestamp kNoon{1'767'268'800'000'000};  // 2026-01-01T12:00Z
constexpr ClientAddress kAlice{1};
constexpr ClientAddress kBob{2};

constexpr Timestamp at(std::int64_t seconds) {
    return kNoon + Duration{seconds * 1'000'000};
}

/// Asks `times` times, each for the weight of one.
RequestLimits::Use ask(RequestLimits& limits, int times, Timestamp now,
                       ClientAddress who = kAlice) {
    RequestLimits::Use last;
    for (int time = 0; time < times; ++time) last = limits.ask(who, 1, now);
    return last;
}

}  // namespace

TEST_CASE("weight is counted by address in the minute of the clock", "[limits]") {
    RequestLimits limits{{.weight_per_minute = 10}};
    CHECK(limits.ask(kAlice, 4, at(1)).weight == 4);
    CHECK(limits.ask(kAlice, 6, at(59)).weight == 10);
    const auto refused = limits.ask(kAlice, 1, at(59));
    CHECK(refused.verdict == Verdict::too_heavy);
    CHECK(refused.weight == 10);
    CHECK(refused.again == at(60));
    CHECK(limits.ask(kBob, 10, at(59)).verdict == Verdict::allowed);
    CHECK(limits.ask(kAlice, 10, at(60)).verdict == Verdict::allowed);
}

TEST_CASE("a request heavier than what is left is refused and adds nothing", "[limits]") {
    RequestLimits limits{{.weight_per_minute = 10}};
    CHECK(limits.ask(kAlice, 11, at(0)).verdict == Verdict::too_heavy);
    CHECK(limits.ask(kAlice, 4'000'000'000, at(0)).verdict == Verdict::too_heavy);
    CHECK(limits.ask(kAlice, 10, at(0)).weight == 10);
}

TEST_CASE("requests are counted whatever they weigh, in five minutes of the clock", "[limits]") {
    RequestLimits limits{{.weight_per_minute = 0, .requests_per_5_minutes = 3}};
    CHECK(ask(limits, 3, at(1)).verdict == Verdict::allowed);
    const auto refused = limits.ask(kAlice, 1, at(299));
    CHECK(refused.verdict == Verdict::too_many_requests);
    CHECK(refused.again == at(300));
    CHECK(limits.ask(kAlice, 1, at(300)).verdict == Verdict::allowed);
}

TEST_CASE("handshakes have a limit of their own", "[limits]") {
    RequestLimits limits{{.handshakes_per_5_minutes = 2}};
    CHECK(limits.shake_hands(kAlice, at(0)).verdict == Verdict::allowed);
    CHECK(limits.shake_hands(kAlice, at(0)).verdict == Verdict::allowed);
    const auto refused = limits.shake_hands(kAlice, at(1));
    CHECK(refused.verdict == Verdict::too_many_handshakes);
    CHECK(refused.again == at(300));
    CHECK(limits.ask(kAlice, 1, at(1)).verdict == Verdict::allowed);
    CHECK(limits.shake_hands(kBob, at(1)).verdict == Verdict::allowed);
    CHECK(limits.shake_hands(kAlice, at(300)).verdict == Verdict::allowed);
}

TEST_CASE("a limit of zero is none", "[limits]") {
    RequestLimits limits{
        {.weight_per_minute = 0, .requests_per_5_minutes = 0, .handshakes_per_5_minutes = 0}};
    CHECK(ask(limits, 100'000, at(0)).verdict == Verdict::allowed);
    CHECK(limits.ask(kAlice, 1, at(0)).weight == 100'001);
    for (int time = 0; time < 1000; ++time)
        CHECK(limits.shake_hands(kAlice, at(0)).again == Timestamp{});
}

TEST_CASE("who goes on asking after refusals is banned, and nobody else", "[limits]") {
    RequestLimits limits{{.weight_per_minute = 5, .refusals_before_ban = 3}};
    CHECK(ask(limits, 5 + 3, at(10)).verdict == Verdict::too_heavy);
    const auto banned = limits.ask(kAlice, 1, at(10));
    CHECK(banned.verdict == Verdict::banned);
    CHECK(banned.again == at(10 + 120));
    CHECK(limits.ask(kAlice, 1, at(61)).verdict == Verdict::banned);
    CHECK(limits.shake_hands(kAlice, at(61)).verdict == Verdict::banned);
    CHECK(limits.ask(kBob, 1, at(61)).verdict == Verdict::allowed);
    CHECK(limits.ask(kAlice, 1, Timestamp{at(130).value() - 1}).verdict == Verdict::banned);
    CHECK(limits.ask(kAlice, 1, at(130)).verdict == Verdict::allowed);
}

TEST_CASE("refusals of different five minutes do not add up", "[limits]") {
    RequestLimits limits{{.weight_per_minute = 1, .refusals_before_ban = 3}};
    CHECK(ask(limits, 1 + 3, at(299)).verdict == Verdict::too_heavy);
    CHECK(ask(limits, 1 + 3, at(300)).verdict == Verdict::too_heavy);
    CHECK(limits.ask(kAlice, 1, at(301)).verdict == Verdict::banned);
}

TEST_CASE("a ban doubles with each repetition, up to the longest", "[limits]") {
    RequestLimits limits{{.weight_per_minute = 1, .refusals_before_ban = 1}};
    Timestamp now = kNoon;
    std::vector<std::int64_t> minutes;
    for (int time = 0; time < 14; ++time) {
        const auto banned = ask(limits, 3, now);
        REQUIRE(banned.verdict == Verdict::banned);
        minutes.push_back((banned.again - now).value() / 60'000'000);
        now = next(Period::five_minutes, banned.again);
    }
    CHECK(minutes == std::vector<std::int64_t>{2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096,
                                               4320, 4320});
}

TEST_CASE("a ban is forgotten a day after its end", "[limits]") {
    RequestLimits limits{{.weight_per_minute = 1, .refusals_before_ban = 1}};
    const Timestamp first = ask(limits, 3, at(0)).again;
    CHECK(first == at(120));
    const Timestamp reminded{next(Period::day, first).value() - 1};
    const Timestamp second = ask(limits, 3, reminded).again;
    CHECK((second - reminded).value() == 240'000'000);
    const Timestamp forgotten = second + Duration{86'400'000'000};
    CHECK((ask(limits, 3, forgotten).again - forgotten).value() == 120'000'000);
}

TEST_CASE("without a number of refusals nobody is banned", "[limits]") {
    RequestLimits limits{{.weight_per_minute = 1, .refusals_before_ban = 0}};
    CHECK(ask(limits, 10'000, at(0)).verdict == Verdict::too_heavy);
}

TEST_CASE("a clock that was set back gives no interval twice", "[limits]") {
    RequestLimits limits{{.weight_per_minute = 3, .requests_per_5_minutes = 5}};
    CHECK(limits.ask(kAlice, 1, at(300)).weight == 1);
    CHECK(limits.ask(kAlice, 1, at(299)).weight == 2);
    CHECK(limits.ask(kAlice, 1, at(300)).weight == 3);
    CHECK(limits.ask(kAlice, 1, at(299)).verdict == Verdict::too_heavy);
    CHECK(limits.ask(kAlice, 1, at(300)).verdict == Verdict::too_heavy);
    CHECK(limits.ask(kAlice, 1, at(299)).verdict == Verdict::too_many_requests);
}

namespace {

constexpr auto kMost = static_cast<std::uint64_t>(RequestLimits::kAddressesMost);

/// Fills the table: address n asks as often as `times(n)` says.
template <class Times>
void fill(RequestLimits& limits, Timestamp now, Times times) {
    for (std::uint64_t address = 1; address <= kMost; ++address)
        ask(limits, times(address), now, ClientAddress{address});
}

}  // namespace

TEST_CASE("a full table counts every newcomer alone, in the place of who asked least", "[limits]") {
    RequestLimits limits{{.weight_per_minute = 3, .refusals_before_ban = 1}};
    const auto asked_least = [](std::uint64_t address) { return address % 8 == 0; };
    fill(limits, at(0), [&](std::uint64_t address) { return asked_least(address) ? 1 : 2; });
    for (std::uint64_t number = 1; number <= 100; ++number)
        CHECK(ask(limits, 3, at(1), ClientAddress{kMost + number}).verdict == Verdict::allowed);
    for (std::uint64_t address = 1; address <= 800; ++address)
        if (!asked_least(address)) CHECK(limits.ask(ClientAddress{address}, 1, at(1)).weight == 3);
    CHECK(limits.size() == RequestLimits::kAddressesMost);
}

TEST_CASE("a ban that is over makes room before who asks at present", "[limits]") {
    RequestLimits limits{{.weight_per_minute = 2, .refusals_before_ban = 1}};
    fill(limits, at(0), [](std::uint64_t address) { return address % 8 == 0 ? 4 : 0; });
    for (std::uint64_t address = 1; address <= kMost; ++address)
        if (address % 8 != 0) limits.ask(ClientAddress{address}, 1, at(300));
    for (std::uint64_t number = 1; number <= 100; ++number)
        CHECK(limits.ask(ClientAddress{kMost + number}, 1, at(301)).weight == 1);
    for (std::uint64_t address = 1; address <= 800; ++address)
        if (address % 8 != 0) CHECK(limits.ask(ClientAddress{address}, 1, at(301)).weight == 2);
}

TEST_CASE("who is banned stays so in a full table, and newcomers share an account", "[limits]") {
    RequestLimits limits{{.weight_per_minute = 3, .refusals_before_ban = 1}};
    fill(limits, at(0), [](std::uint64_t) { return 5; });
    const auto newcomer = [&](std::uint64_t number) {
        return limits.ask(ClientAddress{kMost + number}, 1, at(1));
    };
    CHECK(newcomer(1).weight == 1);
    CHECK(newcomer(2).weight == 2);
    CHECK(newcomer(3).weight == 3);
    // Refused together, but not banned for each other.
    for (std::uint64_t number = 4; number < 100; ++number)
        CHECK(newcomer(number).verdict == Verdict::too_heavy);
    CHECK(limits.ask(kAlice, 1, at(1)).verdict == Verdict::banned);
    CHECK(limits.size() == RequestLimits::kAddressesMost);
    CHECK(limits.ask(ClientAddress{kMost + 1}, 1, at(121)).weight == 1);
    CHECK(limits.ask(ClientAddress{kMost + 2}, 1, at(121)).weight == 1);
}

TEST_CASE("a full table gives the places of those that asked long ago to newcomers", "[limits]") {
    RequestLimits limits{{.weight_per_minute = 1, .refusals_before_ban = 1}};
    CHECK(ask(limits, 3, at(0)).verdict == Verdict::banned);
    for (std::uint64_t address = 2; address < 2 * kMost; ++address)
        limits.ask(ClientAddress{address}, 1, at(address <= kMost ? 0 : 300));
    CHECK(limits.size() == RequestLimits::kAddressesMost);
    // All but the one that is remembered have changed: the banned one still is, with its ban.
    CHECK((ask(limits, 3, at(301)).again - at(301)).value() == 240'000'000);
    CHECK(limits.ask(ClientAddress{2 * kMost - 1}, 1, at(301)).verdict != Verdict::allowed);
}

}  // namespace divmid::gateway
