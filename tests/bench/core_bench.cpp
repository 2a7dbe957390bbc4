// SPDX-License-Identifier: Apache-2.0

// What a command costs in the matching core as it ships, against a bare book in the same run.
//
// The exchange: ledger, fees and self-trade prevention on, a thousand accounts, ids resolved, every
// event made and handed over in a record, memory recycled. Timed are apply() and recycle(); making
// ticks and reading records is the client's work. The bare book: levels and a bitmap, nothing else.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>

#include "tests/bench/core_runs.hpp"
#include "tests/bench/streams.hpp"
#include "tests/bench/timing.hpp"

namespace divmid::bench {
namespace {

/// Nanoseconds per operation.
struct Cost {
    double prefill{};
    double commands{};
    Tape tape;
};

template <class Run>
double per_op(Run& run, std::span<const Op> ops) {
    Stopwatch watch;
    run.play(ops, watch);
    return ops.empty() ? 0.0 : watch.total().count() / static_cast<double>(ops.size());
}

template <class Run>
Cost measure(const Stream& stream) {
    Run run{stream};
    Cost cost;
    cost.prefill = per_op(run, stream.prefill);
    cost.commands = per_op(run, stream.commands);
    cost.tape = run.tape();
    return cost;
}

/// One operation a record, each timed alone.
Sample latencies(ExchangeRun& run, std::span<const Op> ops) {
    const Nanoseconds overhead = Stopwatch::overhead();
    Sample sample;
    sample.reserve(ops.size());
    Stopwatch watch;
    run.play_singly(ops, watch, [&] { sample.add((watch.last() - overhead).count()); });
    return sample;
}

/// Runs of both, interleaved, so that a noisy neighbour meets both.
struct Comparison {
    Sample bare_prefill;
    Sample bare;
    Sample prefill;
    Sample exchange;
    bool tapes_agree = true;

    Comparison(const Stream& stream, int runs) {
        for (int i = 0; i < runs; ++i) {
            const Cost bare_cost = measure<BareRun>(stream);
            const Cost cost = measure<ExchangeRun>(stream);
            bare_prefill.add(bare_cost.prefill);
            bare.add(bare_cost.commands);
            prefill.add(cost.prefill);
            exchange.add(cost.commands);
            tapes_agree &= bare_cost.tape == stream.tape && cost.tape == stream.tape;
        }
    }
};

void print_row(const char* name, Sample& bare, Sample& exchange) {
    std::printf("%-22s %8.1f %8.1f %7.2f", name, bare.median(), exchange.median(),
                exchange.median() / bare.median());
}

void print_latencies(const Stream& stream) {
    ExchangeRun run{stream};
    Stopwatch prefill;
    run.play(stream.prefill, prefill);
    Sample sample = latencies(run, stream.commands);
    std::printf(" %8.0f %8.0f %8.0f %8.1f", sample.quantile(0.5), sample.quantile(0.99),
                sample.quantile(0.999), sample.quantile(0.999) / sample.quantile(0.5));
}

/// What ten public engines print; nothing for a stream of our own.
struct Known {
    std::uint64_t trades;
    std::uint64_t hash;
};

bool compare(const Stream& stream, Known known, int runs) {
    Comparison result{stream, runs};
    if (stream.name == "deep") {
        print_row("deep insert", result.bare_prefill, result.prefill);
        std::printf("\n");
    }
    print_row(stream.name == "deep" ? "deep cancel+add" : stream.name.data(), result.bare,
              result.exchange);
    print_latencies(stream);
    const bool as_known = stream.tape.trades() == known.trades &&
                          (known.hash == 0 || stream.tape.hash() == known.hash);
    const bool right = result.tapes_agree && as_known;
    std::printf("   %llu trades, %s\n", static_cast<unsigned long long>(stream.tape.trades()),
                right ? "as they must be" : "WRONG");
    return right;
}

bool growth(int runs) {
    bool right = true;
    for (const std::uint32_t resting : {10'000U, 100'000U, 1'000'000U, 10'000'000U}) {
        const Stream stream = growth_stream(resting);
        Comparison result{stream, runs};
        std::array<char, 32> name{};
        std::snprintf(name.data(), name.size(), "%u resting", resting);
        print_row(name.data(), result.bare, result.exchange);
        std::printf("\n");
        right &= result.tapes_agree;
    }
    return right;
}

bool run_all(std::string_view only, int runs) {
    const auto wanted = [&](std::string_view name) { return only.empty() || only == name; };
    std::printf(
        "core, ns per command      bare  exchange  ratio      p50      p99    p99.9  /p50\n");
    bool right = true;
    if (wanted("mixed")) right &= compare(mixed_stream(), {514'861, 0x2348776c84418974}, runs);
    if (wanted("sweep")) right &= compare(sweep_stream(), {2'000'000, 0xf78feb8e290e0f0f}, runs);
    if (wanted("deep")) right &= compare(deep_stream(), {0, 0}, runs);
    if (wanted("growth")) right &= growth(runs);
    return right;
}

}  // namespace
}  // namespace divmid::bench

/// core_bench [mixed | sweep | deep | growth] [runs]
int main(int argc, char** argv) {
    const std::string_view only = argc > 1 ? argv[1] : "";
    const int runs = argc > 2 ? std::atoi(argv[2]) : 5;
    return divmid::bench::run_all(only == "all" ? "" : only, runs) ? 0 : 1;
}
