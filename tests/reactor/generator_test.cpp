// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/generator.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <stdexcept>
#include <vector>

#include "engine/reactor/sources.hpp"
#include "tests/reactor/stepping.hpp"

namespace divmid {
namespace {

Generator<int> doubled(Generator<int> source) {
    for (int item : source) co_yield 2 * item;
}

template <class T>
std::vector<T> all(Generator<T> source) {
    std::vector<T> items;
    for (T& item : source) items.push_back(std::move(item));
    return items;
}

TEST_CASE("generators wrap generators", "[generator]") {
    CHECK(all(doubled(doubled(from_vector(std::vector{1, 2, 3})))) == std::vector{4, 8, 12});
    CHECK(all(doubled(from_vector(std::vector<int>{}))).empty());
}

Generator<int> counting(Borrowed<int> runs) {
    for (;; ++runs.get()) co_yield runs.get();
}

TEST_CASE("a generator runs only when it is pulled", "[generator]") {
    int runs = 0;
    Generator<int> source = doubled(counting(runs));
    CHECK(runs == 0);
    auto at = source.begin();
    CHECK(runs == 0);
    ++at;
    CHECK(runs == 1);
    CHECK(*at == 2);
}

Generator<std::unique_ptr<int>> owned() {
    co_yield std::make_unique<int>(1);
    co_yield std::make_unique<int>(2);
}

TEST_CASE("a pulled item may be moved from", "[generator]") {
    int sum = 0;
    for (std::unique_ptr<int>& item : owned()) {
        const std::unique_ptr<int> mine = std::move(item);
        sum += *mine;
    }
    CHECK(sum == 3);
}

Generator<int> breaking() {
    co_yield 1;
    throw std::runtime_error{"broken"};
}

TEST_CASE("an exception leaves the pull that met it, through every layer", "[generator]") {
    Generator<int> source = doubled(breaking());
    auto at = source.begin();
    CHECK(*at == 2);
    CHECK_THROWS_AS(++at, std::runtime_error);
    CHECK(at == source.end());
}

Generator<int> holding(std::shared_ptr<int> held) {
    for (;;) co_yield *held;
}

TEST_CASE("a generator that is left halfway gives back what it holds", "[generator]") {
    const auto held = std::make_shared<int>(1);
    {
        Generator<int> source = doubled(holding(held));
        CHECK(*source.begin() == 2);
        CHECK(held.use_count() == 2);
    }
    CHECK(held.use_count() == 1);
}

TEST_CASE("one tick of a source is one step of the reactor", "[generator]") {
    Stepping at;
    std::vector<std::size_t> seen;
    const auto chain = [&](auto&& self) -> void {
        Deferred<void>::ready(at.reactor).then([&seen, &self, count = seen.size()] {
            seen.push_back(count);
            if (count < 10) self(self);
        });
    };
    chain(chain);
    std::vector<std::size_t> at_tick;
    for (const int tick : stepping(at.reactor, kNoLimit, from_vector(std::vector{1, 2, 3}))) {
        static_cast<void>(tick);
        at_tick.push_back(seen.size());
    }
    CHECK(at_tick == std::vector<std::size_t>{1, 2, 3});
    at.settle();
}

}  // namespace
}  // namespace divmid
