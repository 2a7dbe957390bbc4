// SPDX-License-Identifier: Apache-2.0
#include "engine/reactor/stage.hpp"

#include <catch2/catch.hpp>
#include <future>
#include <memory>
#include <numeric>
#include <vector>

#include "tests/reactor/bell.hpp"

namespace divmid {
namespace {

using Numbers = Stage<int, int>;

Numbers::Work doubling() {
    return [](std::span<int> batch, const Numbers::Emit& emit) {
        for (const int item : batch) emit(2 * item);
    };
}

template <class S>
std::vector<int> pop_all(S& stage) {
    std::vector<int> outcomes;
    while (auto outcome = stage.pop()) outcomes.push_back(*outcome);
    return outcomes;
}

TEST_CASE("a stage gives one outcome for each item, in their order", "[stage]") {
    constexpr int kItems = 100'000;
    Bell bell;
    Numbers stage{64, doubling(), [&] { bell.ring(); }};
    int heard = 0;
    int expected = 0;
    for (int next = 0; expected < kItems;) {
        while (next < kItems && stage.has_room()) stage.push(next++);
        for (const int outcome : pop_all(stage)) REQUIRE(outcome == 2 * expected++);
        if (expected < kItems && !stage.has_room()) bell.wait_beyond(heard);
    }
    stage.finish();
    CHECK(stage.stats().items == kItems);
    CHECK(stage.stats().depth == 0);
    CHECK(stage.stats().batches >= kItems / 64);
}

TEST_CASE("a full stage has no room until its outcomes are popped", "[stage]") {
    std::promise<void> gate;
    Bell bell;
    Numbers stage{
        3,
        [opened = gate.get_future().share()](std::span<int> batch, const Numbers::Emit& emit) {
            opened.wait();
            for (const int item : batch) emit(item);
        },
        [&] { bell.ring(); }};
    for (int item = 0; item < 3; ++item) {
        REQUIRE(stage.has_room());
        stage.push(item);
    }
    CHECK_FALSE(stage.has_room());
    CHECK(stage.depth() == 3);
    gate.set_value();
    stage.finish();
    CHECK(stage.depth() == 0);
    CHECK(stage.stats().outcomes == 3);
    CHECK_FALSE(stage.has_room());
    CHECK(pop_all(stage) == std::vector{0, 1, 2});
    CHECK(stage.has_room());
}

TEST_CASE("a stage that is destroyed first works off what was pushed", "[stage]") {
    std::vector<int> worked;
    {
        Numbers stage{1000,
                      [&](std::span<int> batch, const Numbers::Emit& emit) {
                          for (const int item : batch) {
                              worked.push_back(item);
                              emit(item);
                          }
                      },
                      {}};
        for (int item = 0; item < 1000; ++item) stage.push(item);
    }
    std::vector<int> all(1000);
    std::iota(all.begin(), all.end(), 0);
    CHECK(worked == all);
}

TEST_CASE("items and outcomes that nobody takes are destroyed once", "[stage]") {
    using Shared = std::shared_ptr<int>;
    const Shared counted = std::make_shared<int>(1);
    {
        Stage<Shared, Shared> stage{
            10,
            [](std::span<Shared> batch, const Stage<Shared, Shared>::Emit& emit) {
                for (Shared& item : batch) emit(std::move(item));
            },
            {}};
        for (int item = 0; item < 10; ++item) stage.push(counted);
        stage.finish();
        CHECK(stage.pop() == counted);
        CHECK(counted.use_count() == 10);
    }
    CHECK(counted.use_count() == 1);
}

TEST_CASE("work may give fewer outcomes than items, and the room comes back", "[stage]") {
    Bell bell;
    int heard = 0;
    Numbers stage{8, [](std::span<int> batch, const Numbers::Emit& emit) { emit(batch.back()); },
                  [&] { bell.ring(); }};
    int last = -1;
    for (int item = 0; item < 1000;) {
        while (item < 1000 && stage.has_room()) stage.push(item++);
        bell.wait_beyond(heard);
        for (const int outcome : pop_all(stage)) {
            CHECK(outcome > last);
            last = outcome;
        }
    }
    stage.finish();
    for (const int outcome : pop_all(stage)) last = outcome;
    CHECK(last == 999);
}

TEST_CASE("a stage measures waiting and service", "[stage]") {
    std::promise<void> gate;
    Numbers stage{2,
                  [opened = gate.get_future().share()](std::span<int>, const Numbers::Emit&) {
                      opened.wait();
                  },
                  {}};
    stage.push(1);
    stage.push(2);
    CHECK(stage.stats().depth == 2);
    gate.set_value();
    stage.finish();
    const StageStats stats = stage.stats();
    CHECK(stats.items == 2);
    CHECK(stats.batches >= 1);
    CHECK(stats.wait_max <= stats.wait);
    CHECK(stats.service_max <= stats.service);
    CHECK(stats.service.count() > 0);
}

}  // namespace
}  // namespace divmid
