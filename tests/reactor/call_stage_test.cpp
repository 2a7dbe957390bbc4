// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/call_stage.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>

#include "engine/reactor/borrowed.hpp"
#include "engine/reactor/task.hpp"
#include "tests/reactor/home.hpp"

namespace divmid {
namespace {

TEST_CASE("a call runs on another thread and its result comes home", "[call_stage]") {
    Home home;
    CallStage stage{home.reactor, 4, 1};
    std::thread::id called;
    std::thread::id answered;
    stage.call([&] { return std::this_thread::get_id(); }).then([&](std::thread::id id) {
        called = id;
        answered = std::this_thread::get_id();
    });
    home.run_until([&] { return answered != std::thread::id{}; });
    CHECK(called != std::thread::id{});
    CHECK(called != answered);
    CHECK(answered == std::this_thread::get_id());
}

TEST_CASE("what a call throws comes home, and values that cannot be copied", "[call_stage]") {
    Home home;
    CallStage stage{home.reactor, 4, 2};
    bool failed = false;
    std::unique_ptr<int> value;
    stage.call([] { throw std::runtime_error{"broken"}; })
        .then([] { FAIL("it threw"); }, [&](std::exception_ptr) { failed = true; });
    stage.call([owned = std::make_unique<int>(7)]() mutable { return std::move(owned); })
        .then([&](std::unique_ptr<int> result) { value = std::move(result); });
    home.run_until([&] { return failed && value; });
    CHECK(*value == 7);
}

TEST_CASE("a full stage refuses without a call", "[call_stage]") {
    Home home;
    std::promise<void> gate;
    const std::shared_future<void> opened = gate.get_future().share();
    CallStage stage{home.reactor, 2, 1};
    int done = 0;
    bool refused = false;
    for (int call = 0; call < 2; ++call)
        stage.call([opened] { opened.wait(); }).then([&] { ++done; });
    CHECK_FALSE(stage.has_room());
    stage.call([] { return 1; })
        .then([](int) { FAIL("there was no room"); }, [&](std::exception_ptr) { refused = true; });
    home.run_until([&] { return refused; });
    gate.set_value();
    home.run_until([&] { return done == 2; });
}

Task count_calls(Borrowed<CallStage> stage, int times, Borrowed<int> count) {
    for (int i = 0; i < times; ++i) count.get() += co_await stage.get().call([] { return 1; });
}

TEST_CASE("tasks on one reactor share the threads of a stage", "[call_stage]") {
    Home home;
    CallStage stage{home.reactor, 100, 3};
    int count = 0;
    for (int task = 0; task < 10; ++task) count_calls(stage, 50, count);
    home.run_until([&] { return count == 500; });
    CHECK(count == 500);
}

TEST_CASE("a stage that is destroyed first runs what was called", "[call_stage]") {
    Home home;
    std::atomic<int> ran = 0;
    int answered = 0;
    {
        CallStage stage{home.reactor, 100, 2};
        for (int call = 0; call < 100; ++call)
            stage.call([&] { return ++ran; }).then([&](int) { ++answered; });
    }
    CHECK(ran == 100);
    home.run_until([&] { return answered == 100; });
}

TEST_CASE("calls of a reactor that is gone end without it", "[call_stage]") {
    std::promise<void> gate;
    const std::shared_future<void> opened = gate.get_future().share();
    const auto held = std::make_shared<int>();
    int canceled = 0;
    std::optional<Home> home{std::in_place};
    {
        CallStage stage{home->reactor, 100, 2};
        for (int call = 0; call < 10; ++call)
            stage
                .call([opened, held] {
                    opened.wait();
                    return held;
                })
                .then([](const std::shared_ptr<int>&) { FAIL("nobody is at home"); },
                      [&](std::exception_ptr) { ++canceled; });
        home.reset();
        CHECK(canceled == 10);
        gate.set_value();
    }
    CHECK(held.use_count() == 1);
}

}  // namespace
}  // namespace divmid
