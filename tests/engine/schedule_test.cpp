// SPDX-License-Identifier: Apache-2.0
#include "engine/market/schedule.hpp"

#include <catch2/catch.hpp>

#include "engine/accounts/dead_man_timers.hpp"

namespace divmid {

namespace {

Schedule::Entry entry(std::int64_t at, Phase phase, std::int64_t every = 0) {
    return {Timestamp{at}, Duration{every}, phase, Duration{}, Phase{}};
}

}  // namespace

TEST_CASE("scheduled phases come by time, those of one time as they were asked for", "[schedule]") {
    Schedule schedule;
    schedule.add(entry(20, Phase::closed));
    schedule.add(entry(10, Phase::halted));
    schedule.add(entry(20, Phase::post_only));
    schedule.add(entry(10, Phase::continuous));
    CHECK(schedule.take().phase == Phase::halted);
    CHECK(schedule.take().phase == Phase::continuous);
    CHECK(schedule.take().phase == Phase::closed);
    CHECK(schedule.take().phase == Phase::post_only);
    CHECK(schedule.empty());
}

TEST_CASE("a phase that recurs waits for its next time, behind those of that time", "[schedule]") {
    Schedule schedule;
    schedule.add(entry(10, Phase::closed, 5));
    schedule.add(entry(15, Phase::halted));
    CHECK(schedule.take() == entry(10, Phase::closed, 5));
    CHECK(schedule.take() == entry(15, Phase::halted));
    CHECK(schedule.take() == entry(15, Phase::closed, 5));
    CHECK(schedule.soonest() == entry(20, Phase::closed, 5));
}

TEST_CASE("a schedule has room for so many", "[schedule]") {
    Schedule schedule;
    for (std::size_t i = 0; i < Schedule::kMost; ++i) schedule.add(entry(10, Phase::closed, 5));
    CHECK(schedule.full());
    schedule.take();
    CHECK(schedule.full());
    schedule.clear();
    CHECK(schedule.empty());
}

TEST_CASE("an account has one dead-man timer, and the soonest is known", "[schedule]") {
    DeadManTimers timers;
    timers.set(AccountId{102}, Timestamp{20});
    timers.set(AccountId{101}, Timestamp{20});
    timers.set(AccountId{100}, Timestamp{30});
    CHECK(timers.account() == AccountId{101});
    timers.set(AccountId{101}, Timestamp{40});
    CHECK(timers.account() == AccountId{102});
    CHECK(timers.due() == Timestamp{20});
    timers.set(AccountId{102}, Timestamp{});
    CHECK(timers.account() == AccountId{100});
    CHECK(timers.size() == 2);
    timers.set(AccountId{102}, Timestamp{});
    CHECK(timers.size() == 2);
}

}  // namespace divmid
