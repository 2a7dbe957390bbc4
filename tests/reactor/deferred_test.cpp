// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/deferred.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/reactor/stepping.hpp"

namespace divmid {
namespace {

using namespace std::chrono_literals;

template <class E>
bool is(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const E&) {
        return true;
    } catch (...) {
        return false;
    }
}

std::exception_ptr broken(const char* what = "broken") {
    return std::make_exception_ptr(std::runtime_error{what});
}

/// What the reactor says that nobody took.
struct Unheard {
    explicit Unheard(Reactor& reactor) {
        reactor.on_unheard(
            [this](const char* name, const std::exception_ptr&) { names.emplace_back(name); });
    }
    std::vector<std::string> names;
};

TEST_CASE("a callback runs in a step after the result, never inside resolve", "[deferred]") {
    Stepping at;
    Promise<int> promise{at.reactor};
    int seen = 0;
    promise.deferred().then([&](int value) { seen = value; });
    promise.resolve(7);
    CHECK(seen == 0);
    CHECK_FALSE(at.reactor.idle());
    CHECK(at.step() == 1);
    CHECK(seen == 7);
    CHECK(at.reactor.idle());
}

TEST_CASE("a callback runs in a later step also when the result is known already", "[deferred]") {
    Stepping at;
    int seen = 0;
    Deferred<int>::ready(at.reactor, 7).then([&](int value) { seen = value; });
    CHECK(seen == 0);
    at.step();
    CHECK(seen == 7);
}

TEST_CASE("what gets ready in a step waits for the next one", "[deferred]") {
    Stepping at;
    std::vector<int> seen;
    Deferred<void>::ready(at.reactor).then([&] {
        seen.push_back(1);
        Deferred<void>::ready(at.reactor).then([&] { seen.push_back(3); });
    });
    Deferred<void>::ready(at.reactor).then([&] { seen.push_back(2); });
    at.step();
    CHECK(seen == std::vector{1, 2});
    at.step();
    CHECK(seen == std::vector{1, 2, 3});
}

TEST_CASE("a step runs no more than its limit, and forgets nothing", "[deferred]") {
    Stepping at;
    int seen = 0;
    for (int i = 0; i < 5; ++i) Deferred<void>::ready(at.reactor).then([&] { ++seen; });
    CHECK(at.reactor.run_ready(2) == 2);
    CHECK(seen == 2);
    CHECK(at.reactor.run_ready(10) == 3);
    CHECK(seen == 5);
}

TEST_CASE("results that cannot be copied travel by move", "[deferred]") {
    Stepping at;
    Promise<std::unique_ptr<int>> promise{at.reactor};
    int seen = 0;
    promise.deferred()
        .then([](std::unique_ptr<int> value) { return std::make_unique<int>(*value + 1); })
        .then([&](std::unique_ptr<int> value) { seen = *value; });
    promise.resolve(std::make_unique<int>(1));
    at.settle();
    CHECK(seen == 2);
}

TEST_CASE("a callback too large for the block is kept all the same", "[deferred]") {
    Stepping at;
    std::array<int, 100> large{};
    large.back() = 5;
    int seen = 0;
    Deferred<void>::ready(at.reactor).then([&seen, large] { seen = large.back(); });
    at.settle();
    CHECK(seen == 5);
}

TEST_CASE("a chain gives each result to the next callback", "[deferred]") {
    Stepping at;
    Promise<int> promise{at.reactor};
    std::string seen;
    promise.deferred()
        .then([](int value) { return value + 1; })
        .then([&](int value) { return Deferred<int>::ready(at.reactor, value * 2); })
        .then([](int value) { return std::to_string(value); })
        .then([&](std::string value) { seen = std::move(value); });
    promise.resolve(1);
    at.settle();
    CHECK(seen == "4");
}

TEST_CASE("a failure passes the callbacks that want a value", "[deferred]") {
    Stepping at;
    Promise<int> promise{at.reactor};
    std::exception_ptr seen;
    promise.deferred()
        .then([](int value) { return value + 1; })
        .then([](int) { FAIL("there is no value"); },
              [&](std::exception_ptr error) { seen = error; });
    promise.fail(broken());
    at.settle();
    CHECK(is<std::runtime_error>(seen));
}

TEST_CASE("what a callback throws fails the next", "[deferred]") {
    Stepping at;
    std::exception_ptr seen;
    Deferred<int>::ready(at.reactor, 1)
        .then([](int value) -> int { throw std::out_of_range{std::to_string(value)}; })
        .then([](int) {}, [&](std::exception_ptr error) { seen = error; });
    at.settle();
    CHECK(is<std::out_of_range>(seen));
}

TEST_CASE("the first outcome stands", "[deferred]") {
    Stepping at;
    Promise<int> promise{at.reactor};
    int seen = 0;
    promise.deferred().then([&](int value) { seen = value; });
    promise.resolve(1);
    promise.resolve(2);
    promise.fail(broken());
    at.settle();
    CHECK(seen == 1);
}

TEST_CASE("an outcome can be settled into another promise", "[deferred]") {
    Stepping at;
    Promise<int> outer{at.reactor};
    int seen = 0;
    outer.deferred().then([&](int value) { seen = value; });
    Deferred<int>::ready(at.reactor, 3).settle(std::move(outer));
    at.settle();
    CHECK(seen == 3);
}

TEST_CASE("a canceled result fails with Canceled, and a later value is dropped", "[cancel]") {
    Stepping at;
    Promise<int> promise{at.reactor};
    Deferred<int> deferred = promise.deferred();
    CHECK(promise.wanted());
    deferred.cancel();
    CHECK(deferred.done());
    CHECK_FALSE(promise.wanted());
    promise.resolve(1);
    std::exception_ptr seen;
    std::move(deferred).then([](int) { FAIL("canceled"); },
                             [&](std::exception_ptr error) { seen = error; });
    at.settle();
    CHECK(is<Canceled>(seen));
}

TEST_CASE("canceling the end of a chain cancels its beginning", "[cancel]") {
    Stepping at;
    Promise<int> promise{at.reactor};
    Deferred<int> end =
        promise.deferred().then([](int value) { return value; }).then([](int value) {
            FAIL("canceled");
            return value;
        });
    end.cancel();
    CHECK_FALSE(promise.wanted());
    at.settle();
}

TEST_CASE("canceling reaches a deferred that a callback returned", "[cancel]") {
    Stepping at;
    Promise<int> inner{at.reactor};
    Deferred<int> end = Deferred<void>::ready(at.reactor).then([&] { return inner.deferred(); });
    at.settle();
    CHECK(inner.wanted());
    end.cancel();
    CHECK_FALSE(inner.wanted());
    at.settle();
}

TEST_CASE("later is done at its time, and not before", "[timer]") {
    Stepping at;
    bool done = false;
    at.reactor.later(10us).then([&] { done = true; });
    CHECK(at.reactor.next_deadline() == 10us);
    at.pass(9us);
    CHECK_FALSE(done);
    at.pass(1us);
    CHECK(done);
    CHECK_FALSE(at.reactor.next_deadline());
}

TEST_CASE("timers fire by their time, then in the order of their setting", "[timer]") {
    Stepping at;
    std::vector<int> seen;
    for (const int delay : {5, 1, 3, 1, 4, 2, 5, 3})
        at.reactor.later(std::chrono::microseconds{delay}).then([&seen, delay, n = seen.size()] {
            seen.push_back(delay);
        });
    at.pass(10us);
    CHECK(seen == std::vector{1, 1, 2, 3, 3, 4, 5, 5});
}

TEST_CASE("a canceled timer is gone at once", "[timer]") {
    Stepping at;
    std::vector<Deferred<void>> timers;
    for (int delay = 1; delay <= 50; ++delay)
        timers.push_back(at.reactor.later(std::chrono::microseconds{delay * 7 % 50}));
    for (std::size_t i = 0; i < timers.size(); i += 2) timers[i].cancel();
    timers.erase(timers.begin(), timers.begin() + 10);
    for (Deferred<void>& timer : timers) timer.cancel();
    at.pass(100us);
    CHECK_FALSE(at.reactor.next_deadline());
    CHECK(at.reactor.pending().empty());
}

TEST_CASE("a result that misses its deadline fails with DeadlineExceeded", "[timer]") {
    Stepping at;
    Promise<int> promise{at.reactor};
    std::exception_ptr seen;
    promise.deferred().within(10us).then([](int) { FAIL("too late"); },
                                         [&](std::exception_ptr error) { seen = error; });
    at.pass(10us);
    CHECK(is<DeadlineExceeded>(seen));
    CHECK_FALSE(promise.wanted());
    promise.resolve(1);
    at.settle();
}

TEST_CASE("a result in time takes its deadline away", "[timer]") {
    Stepping at;
    Promise<int> promise{at.reactor};
    int seen = 0;
    promise.deferred().within(10us).then([&](int value) { seen = value; });
    promise.resolve(1);
    CHECK_FALSE(at.reactor.next_deadline());
    at.settle();
    CHECK(seen == 1);
}

TEST_CASE("the earlier of two deadlines holds, also against a timer's own time", "[timer]") {
    Stepping at;
    std::exception_ptr late;
    bool done = false;
    at.reactor.later(20us).within(30us).within(10us).then(
        [] { FAIL("too late"); }, [&](std::exception_ptr error) { late = error; });
    at.reactor.later(5us).within(10us).then([&] { done = true; });
    at.pass(10us);
    CHECK(is<DeadlineExceeded>(late));
    CHECK(done);
    CHECK_FALSE(at.reactor.next_deadline());
}

TEST_CASE("a failure that nobody takes is told to the reactor", "[unheard]") {
    Stepping at;
    Unheard unheard{at.reactor};
    Promise<int> dropped{at.reactor, "dropped"};
    {
        const Deferred<int> gone = dropped.deferred();
    }
    Promise<int> value_only{at.reactor, "value only"};
    value_only.deferred().then([](int) {});
    Promise<int> thrown{at.reactor, "thrown"};
    thrown.deferred().then([](int) { throw std::runtime_error{"callback"}; });
    value_only.fail(broken());
    thrown.resolve(1);
    at.settle();
    CHECK(unheard.names == std::vector<std::string>{"value only", "thrown"});
    {
        const Promise<int> last = std::move(dropped);
        Promise<int>{at.reactor, "never asked for"}.fail(broken());
        CHECK(unheard.names.back() == "never asked for");
    }
    CHECK(unheard.names.size() == 3);
}

TEST_CASE("canceling is no failure, breaking a promise is", "[unheard]") {
    Stepping at;
    Unheard unheard{at.reactor};
    Promise<int> promise{at.reactor, "canceled"};
    Deferred<int> deferred = promise.deferred();
    deferred.cancel();
    std::move(deferred).then([](int) {});
    std::optional<Promise<int>> broken_promise{std::in_place, at.reactor, "broken promise"};
    broken_promise->deferred().then([](int) {});
    broken_promise.reset();
    at.settle();
    CHECK(unheard.names == std::vector<std::string>{"broken promise"});
}

TEST_CASE("the reactor can say what it waits for", "[deferred]") {
    Stepping at;
    Promise<int> first{at.reactor, "first"};
    Promise<int> second{at.reactor, "second"};
    const Deferred<int> of_first = first.deferred();
    const Deferred<int> of_second = second.deferred();
    CHECK(std::string{of_first.name()} == "first");
    second.resolve(1);
    const std::vector<const char*> names = at.reactor.pending();
    REQUIRE(names.size() == 1);
    CHECK(std::string{names.front()} == "first");
}

}  // namespace
}  // namespace divmid
