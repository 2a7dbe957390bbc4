// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/task.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/reactor/borrowed.hpp"
#include "tests/reactor/stack_range.hpp"
#include "tests/reactor/stepping.hpp"

namespace divmid {
namespace {

using namespace std::chrono_literals;

Task add_up(Deferred<int> first, Deferred<int> second, Borrowed<int> sum) {
    sum.get() += co_await std::move(first);
    sum.get() += co_await std::move(second);
}

TEST_CASE("a task goes on in the step after what it waits for", "[task]") {
    Stepping at;
    Promise<int> first{at.reactor};
    Promise<int> second{at.reactor};
    int sum = 0;
    add_up(first.deferred(), second.deferred(), sum);
    second.resolve(2);
    at.settle();
    CHECK(sum == 0);
    first.resolve(1);
    CHECK(sum == 0);
    at.step();
    CHECK(sum == 1);
    at.step();
    CHECK(sum == 3);
}

Task await_often(Borrowed<Reactor> reactor, int times, Borrowed<StackRange> stack,
                 Borrowed<int> done) {
    for (int i = 0; i < times; ++i) {
        done.get() += co_await Deferred<int>::ready(reactor, 1);
        stack.get().note();
    }
}

TEST_CASE("a million awaits that are done at once leave the stack flat", "[task]") {
    constexpr int kTimes = 1'000'000;
    Stepping at;
    StackRange stack;
    int done = 0;
    await_often(at.reactor, kTimes, stack, done);
    at.settle();
    CHECK(done == kTimes);
    CHECK(stack.bytes() < 1'024);
}

Task fail_after(Deferred<void> moment) {
    co_await std::move(moment);
    throw std::runtime_error{"broken"};
}

TEST_CASE("an exception that leaves a task is told to the reactor", "[task]") {
    Stepping at;
    std::vector<std::string> unheard;
    at.reactor.on_unheard(
        [&](const char* name, const std::exception_ptr&) { unheard.emplace_back(name); });
    fail_after(at.reactor.later(1us));
    at.pass(1us);
    CHECK(unheard == std::vector<std::string>{"a task"});
}

Task retry(Borrowed<Reactor> reactor, std::shared_ptr<int> attempts) {
    while (true) try {
            co_await reactor.get().later(1s).within(1ms);
        } catch (const DeadlineExceeded&) {
            ++*attempts;
        } catch (const Canceled&) {
            *attempts += 100;
        }
}

TEST_CASE("a task sees a deadline as an exception, and may go on", "[task]") {
    const auto attempts = std::make_shared<int>(0);
    {
        Stepping at;
        retry(at.reactor, attempts);
        at.pass(1ms);
        at.pass(1ms);
        CHECK(*attempts == 2);
    }
    // The reactor went: Canceled once, and its frame is gone although it wanted to go on.
    CHECK(*attempts == 102);
    CHECK(attempts.use_count() == 1);
}

}  // namespace
}  // namespace divmid
