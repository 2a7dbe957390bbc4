// SPDX-License-Identifier: Apache-2.0
// What the reactor's parts cost, beside what else one would take: std::future and Asio.
#include <benchmark/benchmark.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <cstdint>
#include <future>
#include <limits>
#include <span>

#include "engine/reactor/borrowed.hpp"
#include "engine/reactor/generator.hpp"
#include "engine/reactor/manual_clock.hpp"
#include "engine/reactor/reactor.hpp"
#include "engine/reactor/stage.hpp"
#include "engine/reactor/task.hpp"

namespace divmid {
namespace {

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

Generator<std::uint64_t> numbers() {
    for (std::uint64_t number = 0;; ++number) co_yield number;
}

Generator<std::uint64_t> plus_one(Generator<std::uint64_t> source) {
    for (std::uint64_t number : source) co_yield number + 1;
}

/// One item through as many layers as the range says; the difference per layer is a wrapper's cost.
void generator_layers(benchmark::State& state) {
    Generator<std::uint64_t> source = numbers();
    for (std::int64_t layer = 0; layer < state.range(0); ++layer)
        source = plus_one(std::move(source));
    auto at = source.begin();
    for (auto _ : state) {
        benchmark::DoNotOptimize(*at);
        ++at;
    }
}
BENCHMARK(generator_layers)->Arg(0)->Arg(1)->Arg(4)->Arg(8);

constexpr int kBatch = 256;

/// Promise made, callback attached, resolved, called in a later step.
void deferred_then(benchmark::State& state) {
    const ManualClock clock;
    Reactor reactor{clock.reading()};
    std::uint64_t sum = 0;
    for (auto _ : state) {
        for (int i = 0; i < kBatch; ++i) {
            Promise<std::uint64_t> promise{reactor};
            promise.deferred().then([&sum](std::uint64_t value) { sum += value; });
            promise.resolve(1U);
        }
        reactor.run_ready(kNoLimit);
    }
    benchmark::DoNotOptimize(sum);
    state.SetItemsProcessed(state.iterations() * kBatch);
}
BENCHMARK(deferred_then);

Task await_for_ever(Borrowed<Reactor> reactor, Borrowed<std::uint64_t> sum) {
    while (true) sum.get() += co_await Deferred<std::uint64_t>::ready(reactor, 1U);
}

/// One co_await that is done at once: a trip through the ready queue.
void deferred_await(benchmark::State& state) {
    const ManualClock clock;
    Reactor reactor{clock.reading()};
    std::uint64_t sum = 0;
    await_for_ever(reactor, sum);
    for (auto _ : state) reactor.run_ready(kNoLimit);
    benchmark::DoNotOptimize(sum);
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(deferred_await);

void deferred_timer(benchmark::State& state) {
    ManualClock clock;
    Reactor reactor{clock.reading()};
    std::uint64_t fired = 0;
    for (auto _ : state) {
        for (int i = 0; i < kBatch; ++i)
            reactor.later(std::chrono::microseconds{i * 37 % kBatch}).then([&fired] { ++fired; });
        clock.advance(std::chrono::microseconds{kBatch});
        reactor.run_ready(kNoLimit);
    }
    benchmark::DoNotOptimize(fired);
    state.SetItemsProcessed(state.iterations() * kBatch);
}
BENCHMARK(deferred_timer);

void std_future(benchmark::State& state) {
    std::uint64_t sum = 0;
    for (auto _ : state) {
        std::promise<std::uint64_t> promise;
        std::future<std::uint64_t> future = promise.get_future();
        promise.set_value(1);
        sum += future.get();
    }
    benchmark::DoNotOptimize(sum);
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(std_future);

void asio_post(benchmark::State& state) {
    boost::asio::io_context io{1};
    std::uint64_t sum = 0;
    for (auto _ : state) {
        for (int i = 0; i < kBatch; ++i) boost::asio::post(io, [&sum] { ++sum; });
        io.restart();
        io.poll();
    }
    benchmark::DoNotOptimize(sum);
    state.SetItemsProcessed(state.iterations() * kBatch);
}
BENCHMARK(asio_post);

/// An item to the stage's thread and its outcome back, while the queue is kept filled.
void stage_hand_off(benchmark::State& state) {
    using Numbers = Stage<std::uint64_t, std::uint64_t>;
    Numbers stage{4'096,
                  [](std::span<std::uint64_t> batch, const Numbers::Emit& emit) {
                      for (const std::uint64_t item : batch) emit(item);
                  },
                  {}};
    std::uint64_t sum = 0;
    for (auto _ : state) {
        while (!stage.has_room())
            while (const auto outcome = stage.pop()) sum += *outcome;
        stage.push(1);
    }
    stage.finish();
    benchmark::DoNotOptimize(sum);
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(stage_hand_off)->UseRealTime();

/// There and back, one at a time: what a sleeping thread costs.
void stage_round_trip(benchmark::State& state) {
    using Numbers = Stage<std::uint64_t, std::uint64_t>;
    Numbers stage{4,
                  [](std::span<std::uint64_t> batch, const Numbers::Emit& emit) {
                      for (const std::uint64_t item : batch) emit(item);
                  },
                  {}};
    for (auto _ : state) {
        stage.push(1);
        while (!stage.pop());
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(stage_round_trip)->UseRealTime();

}  // namespace
}  // namespace divmid
