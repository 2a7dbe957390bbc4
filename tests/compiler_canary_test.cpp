// SPDX-License-Identifier: Apache-2.0
// Whether this compiler destroys each temporary of a coroutine once. GCC 12 destroys some of them
// twice, at every level of optimisation and without a warning; house style keeps to the forms that
// are right everywhere where GCC 12 compiles the code too.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <utility>
#include <variant>
#include <vector>

#include "engine/reactor/borrowed.hpp"
#include "engine/reactor/generator.hpp"
#include "engine/reactor/manual_clock.hpp"
#include "engine/reactor/reactor.hpp"
#include "engine/reactor/task.hpp"
#include "tests/reactor/stack_range.hpp"

namespace divmid {
namespace {

/// Constructions, copies and moves included, less destructions: nothing is left at the end.
struct Balance {
    int alive = 0;
    int lowest = 0;

    void change(int by) {
        alive += by;
        lowest = std::min(lowest, alive);
    }
};

class Counted {
public:
    explicit Counted(Balance& balance, int value = 1) : balance_{&balance}, value_{value} {
        balance_->change(1);
    }
    Counted(const Counted& other) : Counted{*other.balance_, other.value_} {}
    Counted& operator=(const Counted&) = default;
    ~Counted() { balance_->change(-1); }

    [[nodiscard]] int value() const { return value_; }

private:
    Balance* balance_;
    int value_;
};

/// An aggregate with a destructor.
struct Pair {
    Counted first;
    Counted second;
};

using Either = std::variant<Pair, int>;

struct Canary {
    ManualClock clock;
    Reactor reactor{clock.reading()};
    Balance balance;
    int result = 0;

    void run() {
        while (!reactor.idle()) reactor.run_ready(1);
    }
};

Deferred<int> sum(Borrowed<Canary> canary, const Pair& pair) {
    return Deferred<int>::ready(canary.get().reactor, pair.first.value() + pair.second.value());
}

template <class F>
Deferred<int> result_of(Borrowed<Canary> canary, F call) {
    return Deferred<int>::ready(canary.get().reactor, call());
}

// The forms that house code uses: named on the line before, then moved.

Task await_named(Borrowed<Canary> canary) {
    Balance& balance = canary.get().balance;
    Pair pair{.first = Counted{balance}, .second = Counted{balance}};
    Deferred<int> deferred = sum(canary, pair);
    canary.get().result += co_await std::move(deferred);
    auto call = [pair = std::move(pair)] { return pair.first.value(); };
    Deferred<int> of_call = result_of(canary, std::move(call));
    canary.get().result += co_await std::move(of_call);
}

Generator<Pair> yield_named(Borrowed<Balance> balance) {
    for (int item = 0; item < 3; ++item) {
        Pair pair{.first = Counted{balance}, .second = Counted{balance, item}};
        co_yield pair;
    }
}

Generator<Either> yield_variants(Borrowed<Balance> balance) {
    Pair pair{.first = Counted{balance}, .second = Counted{balance}};
    Either either{std::move(pair)};
    co_yield either;
}

TEST_CASE("what is named before it is awaited is destroyed once", "[canary]") {
    Canary canary;
    await_named(canary);
    canary.run();
    CHECK(canary.result == 3);
    CHECK(canary.balance.alive == 0);
    CHECK(canary.balance.lowest == 0);
}

TEST_CASE("what is named before it is yielded is destroyed once", "[canary]") {
    Balance balance;
    int sum = 0;
    for (Pair& pair : yield_named(balance)) sum += pair.second.value();
    for (Either& either : yield_variants(balance)) sum += std::get<Pair>(either).first.value();
    CHECK(sum == 4);
    CHECK(balance.alive == 0);
    CHECK(balance.lowest == 0);
}

Task take_by_value(Borrowed<Canary> canary, Pair pair, std::vector<Counted> many) {
    co_await Deferred<void>::ready(canary.get().reactor);
    canary.get().result += pair.first.value() + static_cast<int>(many.size());
}

TEST_CASE("parameters by value are destroyed once", "[canary]") {
    Canary canary;
    {
        Pair pair{.first = Counted{canary.balance}, .second = Counted{canary.balance}};
        std::vector<Counted> many(3, Counted{canary.balance});
        take_by_value(canary, std::move(pair), std::move(many));
    }
    CHECK(canary.balance.alive > 0);
    canary.run();
    CHECK(canary.result == 4);
    CHECK(canary.balance.alive == 0);
    CHECK(canary.balance.lowest == 0);
}

Task leave_halfway(Borrowed<Reactor> reactor, Borrowed<Balance> balance) {
    const Counted counted{balance};
    while (true) try {
            co_await reactor.get().later(std::chrono::seconds{1});
        } catch (const Canceled&) {
            continue;
        }
}

TEST_CASE("what a coroutine holds is destroyed once when it never goes on", "[canary]") {
    Balance balance;
    {
        const ManualClock clock;
        Reactor reactor{clock.reading()};
        leave_halfway(reactor, balance);
        CHECK(balance.alive == 1);
    }
    CHECK(balance.alive == 0);
    {
        auto source = yield_named(balance);
        static_cast<void>(source.begin());
        CHECK(balance.alive == 2);
    }
    CHECK(balance.alive == 0);
    CHECK(balance.lowest == 0);
}

Task await_often(Borrowed<Reactor> reactor, int times, Borrowed<StackRange> stack,
                 Borrowed<int> done) {
    for (int i = 0; i < times; ++i) {
        done.get() += co_await Deferred<int>::ready(reactor, 1);
        stack.get().note();
    }
}

TEST_CASE("a million awaits that are done at once need no stack", "[canary]") {
    constexpr int kTimes = 1'000'000;
    Canary canary;
    StackRange stack;
    int done = 0;
    await_often(canary.reactor, kTimes, stack, done);
    canary.run();
    CHECK(done == kTimes);
    CHECK(stack.bytes() < 1'024);
}

// What GCC 12 gets wrong. The gateway, which it does not compile, may rely on these.
#if defined(__clang__) || __GNUC__ >= 13

Task await_temporaries(Borrowed<Canary> canary) {
    Balance& balance = canary.get().balance;
    int& result = canary.get().result;
    result += co_await sum(canary, {.first = Counted{balance}, .second = Counted{balance}});
    result += co_await sum(
        canary,
        std::get<Pair>(Either{Pair{.first = Counted{balance}, .second = Counted{balance}}}));
    result += co_await sum(canary, std::array<Pair, 1>{{{Counted{balance}, Counted{balance}}}}[0]);
}

Task await_calls(Borrowed<Canary> canary) {
    const Counted counted{canary.get().balance};
    canary.get().result += co_await result_of(canary, [counted] { return counted.value(); });
}

Task await_choice(Borrowed<Canary> canary, bool first) {
    Deferred<Counted> one =
        Deferred<Counted>::ready(canary.get().reactor, Counted{canary.get().balance, 1});
    Deferred<Counted> two =
        Deferred<Counted>::ready(canary.get().reactor, Counted{canary.get().balance, 2});
    const Counted chosen = first ? co_await std::move(one) : co_await std::move(two);
    canary.get().result += chosen.value();
}

Deferred<int> count(Borrowed<Canary> canary, const std::vector<Counted>& items) {
    return Deferred<int>::ready(canary.get().reactor, static_cast<int>(items.size()));
}

Task await_list(Borrowed<Canary> canary) {
    Balance& balance = canary.get().balance;
    canary.get().result += co_await count(canary, {Counted{balance}, Counted{balance}});
}

Generator<Either> yield_temporaries(Borrowed<Balance> balance) {
    co_yield Either{Pair{.first = Counted{balance}, .second = Counted{balance}}};
    co_yield Pair{.first = Counted{balance}, .second = Counted{balance}};
}

TEST_CASE("temporaries in an awaiting statement are destroyed once", "[canary]") {
    Canary canary;
    await_temporaries(canary);
    await_calls(canary);
    await_choice(canary, true);
    await_choice(canary, false);
    await_list(canary);
    canary.run();
    CHECK(canary.result == 6 + 1 + 3 + 2);
    CHECK(canary.balance.alive == 0);
    CHECK(canary.balance.lowest == 0);
}

TEST_CASE("temporaries in a yielding statement are destroyed once", "[canary]") {
    Balance balance;
    int items = 0;
    for (Either& either : yield_temporaries(balance)) items += std::get<Pair>(either).first.value();
    CHECK(items == 2);
    CHECK(balance.alive == 0);
    CHECK(balance.lowest == 0);
}

#endif

}  // namespace
}  // namespace divmid
