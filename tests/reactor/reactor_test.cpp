// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/reactor.hpp"

#include <catch2/catch.hpp>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "engine/reactor/borrowed.hpp"
#include "engine/reactor/task.hpp"
#include "tests/reactor/home.hpp"
#include "tests/reactor/stepping.hpp"

namespace divmid {
namespace {

using namespace std::chrono_literals;

TEST_CASE("what other threads call runs on the reactor's thread, each thread's in order",
          "[threads]") {
    constexpr int kThreads = 4;
    constexpr int kCalls = 2'000;
    Home here;
    Reactor& reactor = here.reactor;
    const std::thread::id home = std::this_thread::get_id();
    std::vector<int> next(kThreads);
    int ran = 0;
    bool all_at_home = true;
    bool in_order = true;
    std::vector<std::thread> threads;
    for (std::size_t thread = 0; thread < kThreads; ++thread)
        threads.emplace_back([&, thread] {
            for (int call = 0; call < kCalls; ++call) {
                const auto run = [&, thread, call] {
                    all_at_home = all_at_home && std::this_thread::get_id() == home;
                    in_order = in_order && next[thread]++ == call;
                    ++ran;
                };
                while (!reactor.call_from_thread(run)) std::this_thread::yield();
            }
        });
    here.run_until([&] { return ran == kThreads * kCalls; });
    for (std::thread& thread : threads) thread.join();
    CHECK(all_at_home);
    CHECK(in_order);
    CHECK(reactor.idle());
}

TEST_CASE("an inbox that is full refuses, and takes again once it was read", "[threads]") {
    Stepping at;
    std::size_t ran = 0;
    for (std::size_t call = 0; call < Mailbox::kRequestsMax; ++call)
        REQUIRE(at.reactor.call_from_thread([&] { ++ran; }));
    CHECK_FALSE(at.reactor.call_from_thread([&] { ++ran; }));
    at.settle();
    CHECK(ran == Mailbox::kRequestsMax);
    CHECK(at.reactor.call_from_thread([&] { ++ran; }));
    at.settle();
    CHECK(ran == Mailbox::kRequestsMax + 1);
}

TEST_CASE("what a call from a thread throws is told to the reactor", "[threads]") {
    Stepping at;
    int unheard = 0;
    at.reactor.on_unheard([&](const char*, const std::exception_ptr&) { ++unheard; });
    CHECK(at.reactor.call_from_thread([] { throw std::runtime_error{"broken"}; }));
    at.settle();
    CHECK(unheard == 1);
}

/// A reactor in a thread of its own, until the end of the test.
class Elsewhere {
public:
    Elsewhere() : thread_{[this] { run(); }} { reactor_ = made_.get_future().get(); }
    Elsewhere(const Elsewhere&) = delete;
    Elsewhere& operator=(const Elsewhere&) = delete;
    ~Elsewhere() {
        CHECK(reactor_->call_from_thread([this] { ending_ = true; }));
        thread_.join();
    }

    Reactor& reactor() { return *reactor_; }

private:
    void run() {
        Home home;
        made_.set_value(&home.reactor);
        home.run_until([this] { return ending_; });
    }

    bool ending_ = false;
    std::promise<Reactor*> made_;
    Reactor* reactor_ = nullptr;
    std::thread thread_;
};

Task ask(Borrowed<Reactor> from, Borrowed<Reactor> to, int times, Borrowed<int> sum) {
    for (int i = 0; i < times; ++i) {
        Deferred<int> answer = to.get().call_from_thread(from, [i] {
            if (i % 2) throw std::out_of_range{"odd"};
            return i;
        });
        try {
            sum.get() += co_await std::move(answer);
        } catch (const std::out_of_range&) {
            sum.get() += 1'000;
        }
    }
}

TEST_CASE("two reactors in two threads ask each other", "[threads]") {
    Elsewhere elsewhere;
    Home here;
    int sum = 0;
    ask(here.reactor, elsewhere.reactor(), 100, sum);
    constexpr int kExpected = 2'450 + 50 * 1'000;
    here.run_until([&] { return sum >= kExpected; });
    CHECK(sum == kExpected);
}

TEST_CASE("a reactor that asked and went does not harm the one it asked", "[threads]") {
    Stepping other;
    int ran = 0;
    {
        Stepping here;
        std::exception_ptr seen;
        here.reactor.on_unheard([](const char*, const std::exception_ptr&) {});
        other.reactor.call_from_thread(here.reactor, [&] { return ++ran; }).then([](int) {
            FAIL("nobody is at home");
        });
    }
    other.settle();
    CHECK(ran == 1);
}

TEST_CASE("a reactor that goes before it was asked cancels the question", "[threads]") {
    Stepping here;
    bool canceled = false;
    {
        Stepping other;
        other.reactor.call_from_thread(here.reactor, [] { return 1; })
            .then([](int) { FAIL("it never ran"); }, [&](std::exception_ptr) { canceled = true; });
    }
    here.settle();
    CHECK(canceled);
}

TEST_CASE("a reactor can be destroyed and made again", "[lifetime]") {
    ManualClock clock;
    std::optional<Reactor> reactor{std::in_place, clock.reading()};
    std::optional<Promise<int>> promise{std::in_place, *reactor};
    Deferred<int> unasked = reactor->later(1s).then([] { return 1; });
    int canceled = 0;
    promise->deferred().then([](int) { FAIL("no value"); },
                             [&](std::exception_ptr) { ++canceled; });
    reactor->later(1s).then([] { FAIL("not its time"); }, [&](std::exception_ptr) { ++canceled; });
    reactor.reset();
    CHECK(canceled == 2);
    // What outlived it is known to have failed, and does no harm.
    CHECK(unasked.done());
    CHECK_FALSE(promise->wanted());
    promise->resolve(1);
    std::move(unasked).then([](int value) { return value; }).then([](int) { FAIL("no value"); });

    reactor.emplace(clock.reading());
    int value = 0;
    Deferred<int>::ready(*reactor, 5).then([&](int five) { value = five; });
    reactor->run_ready(kNoLimit);
    CHECK(value == 5);
    promise.reset();
}

Task await_one(Deferred<int> deferred, Borrowed<int> canceled) {
    try {
        co_await std::move(deferred);
    } catch (const Canceled&) {
        ++canceled.get();
    }
}

TEST_CASE("who awaits a result of a reactor that is gone hears Canceled at once", "[lifetime]") {
    ManualClock clock;
    std::optional<Reactor> reactor{std::in_place, clock.reading()};
    Promise<int> promise{*reactor};
    Deferred<int> early = promise.deferred();
    Deferred<int> chained = std::move(early).then([](int value) { return value; });
    reactor.reset();
    int canceled = 0;
    await_one(std::move(chained), canceled);
    CHECK(canceled == 1);
}

TEST_CASE("callbacks may make new results while the reactor goes", "[lifetime]") {
    int canceled = 0;
    const auto held = std::make_shared<int>();
    {
        Stepping at;
        at.reactor.later(1s).then([] {},
                                  [&, held](std::exception_ptr) {
                                      ++canceled;
                                      at.reactor.later(1s).then(
                                          [] {}, [&, held](std::exception_ptr) { ++canceled; });
                                  });
    }
    CHECK(canceled == 1);
    CHECK(held.use_count() == 1);
}

}  // namespace
}  // namespace divmid
