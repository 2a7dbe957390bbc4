// SPDX-License-Identifier: Apache-2.0
#include "gateway/loop_watch.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>

#include <catch2/catch.hpp>
#include <memory>
#include <sstream>

#include "gateway/slow_ticks.hpp"

namespace divmid::gateway {
namespace {

using Catch::Contains;
using std::chrono::nanoseconds;
using namespace std::chrono_literals;

struct Client final : Served {
    explicit Client(std::string from) : address{std::move(from)} {}
    std::string_view kind() const override { return "websocket"; }
    std::string_view peer() const override { return address; }
    std::string address;
};

/// A main loop that is only a clock.
struct Loop {
    /// The present part takes that long.
    void pass(nanoseconds taken) { time += taken; }

    std::string lines() {
        log.flush();
        return std::exchange(said, std::ostringstream{}).str();
    }

    nanoseconds time{1h};
    std::ostringstream said;
    spdlog::logger log{"loop", std::make_shared<spdlog::sinks::ostream_sink_mt>(said)};
    SlowTicks slow{log};
    LoopWatch watch{[this] { return time; }, 50ms,
                    [this](const LoopTurn& turn) { slow.note(turn); }};
};

}  // namespace

TEST_CASE("a slow tick is logged with the wrapper that took the time", "[slow]") {
    Loop loop;
    loop.watch.begin();
    loop.pass(2ms);
    loop.watch.enter(LoopPart::feeds);
    loop.pass(60ms);
    loop.watch.enter(LoopPart::apply);
    loop.pass(100us);
    loop.watch.enter(LoopPart::commit);
    loop.watch.made(Sequence{17}, 4);
    loop.watch.begin();
    const std::string lines = loop.lines();
    CHECK_THAT(lines, Contains("slow tick ms=62 ready.flush=2 release.feeds=60 sequence=17 "
                               "commands=4 left_out=0"));
    CHECK_THAT(lines, !Contains("apply"));
    CHECK_THAT(lines, !Contains("session"));
}

TEST_CASE("the session whose input took the time is named, and others are not", "[slow]") {
    Loop loop;
    const Client quick{"192.0.2.1"};
    {
        const Client slow{"192.0.2.2"};
        loop.watch.begin();
        loop.watch.enter_input(quick);
        loop.pass(5ms);
        loop.watch.enter_input(slow);
        loop.pass(51ms);
        loop.watch.gone(slow);
    }
    loop.watch.enter_input(quick);
    loop.pass(5ms);
    loop.watch.begin();
    CHECK_THAT(loop.lines(),
               Contains("ms=61 ready.input=61 session=websocket peer=192.0.2.2 session_ms=51"));
}

TEST_CASE("waiting for clients, and what was before the first turn, make nothing slow", "[slow]") {
    Loop loop;
    loop.watch.enter(LoopPart::projections);
    loop.pass(1h);
    loop.watch.begin();
    loop.watch.enter(LoopPart::waiting);
    loop.pass(1h);
    loop.watch.enter(LoopPart::input);
    loop.pass(49ms);
    loop.watch.begin();
    CHECK(loop.slow.count() == 0);
    CHECK(loop.lines().empty());
}

TEST_CASE("slow ticks fill no log: a line a second says how many were left out", "[slow]") {
    Loop loop;
    loop.watch.begin();
    const auto slow_turn = [&] {
        loop.pass(100ms);
        loop.watch.begin();
    };
    slow_turn();
    CHECK_THAT(loop.lines(), Contains("left_out=0"));
    for (int turn = 0; turn < 9; ++turn) slow_turn();
    CHECK(loop.lines().empty());
    slow_turn();
    CHECK_THAT(loop.lines(), Contains("left_out=9"));
    CHECK(loop.slow.count() == 11);
}

TEST_CASE("only turns that made a tick count as ticks", "[slow]") {
    Loop loop;
    loop.watch.begin();
    loop.pass(1ms);
    loop.watch.begin();
    loop.pass(3us);
    loop.watch.made(Sequence{1}, 1);
    loop.watch.begin();
    CHECK(loop.watch.ticks().sum() == 3us);
}

}  // namespace divmid::gateway
