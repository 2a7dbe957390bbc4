// SPDX-License-Identifier: Apache-2.0

// What a command costs in the matching core as it ships, against a bare book in the same run.
//
// The exchange: ledger and fees on, a thousand accounts, ids resolved, every event made and handed
// over in a record, memory recycled. Timed are apply() and recycle(); making ticks and reading
// records is the client's work. The bare book: levels and a bitmap, nothing else.

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>

#include "engine/exchange.hpp"
#include "tests/bench/bare_book.hpp"
#include "tests/bench/stream_client.hpp"
#include "tests/bench/streams.hpp"
#include "tests/bench/timing.hpp"

namespace divmid::bench {
namespace {

constexpr std::size_t kOpsPerRecord = 64;

/// Nanoseconds per operation.
struct Cost {
    double prefill{};
    double commands{};
    Tape tape;
};

template <class Work>
void each_batch(std::span<const Op> ops, std::size_t size, Work&& work) {
    for (std::size_t at = 0; at < ops.size(); at += size)
        work(ops.subspan(at, std::min(size, ops.size() - at)));
}

double per_op(const Stopwatch& watch, std::span<const Op> ops) {
    return ops.empty() ? 0.0 : watch.total().count() / static_cast<double>(ops.size());
}

/// A bare book in the place of the exchange.
class BareRun {
public:
    explicit BareRun(const Stream& stream) : book_{stream.ids} {}

    double play(std::span<const Op> ops) {
        Stopwatch watch;
        each_batch(ops, kOpsPerRecord, [&](std::span<const Op> batch) {
            watch.time([&] {
                for (const Op& op : batch) step(op);
            });
        });
        return per_op(watch, ops);
    }

    [[nodiscard]] const Tape& tape() const { return tape_; }

private:
    void step(const Op& op) {
        const auto print = [this](const BareBook::Trade& trade) { tape_.print(trade); };
        switch (op.kind) {
            case Op::Kind::place:
                book_.place(op.id, op.side, op.price, op.lots, print);
                break;
            case Op::Kind::cancel:
                book_.cancel(op.id);
                break;
            case Op::Kind::modify:
                book_.modify(op.id, op.side, op.price, op.lots, print);
                break;
            case Op::Kind::market:
                book_.market(op.id, op.side, op.lots, print);
                break;
        }
    }

    BareBook book_;
    Tape tape_;
};

class ExchangeRun {
public:
    explicit ExchangeRun(const Stream& stream) : client_{stream} {
        tick_ = exchange_.recycle(exchange_.apply(StreamClient::founding()));
    }

    double play(std::span<const Op> ops) {
        Stopwatch watch;
        each_batch(ops, kOpsPerRecord, [&](std::span<const Op> batch) { lap(watch, batch); });
        return per_op(watch, ops);
    }

    /// One operation a record, each timed alone.
    Sample latencies(std::span<const Op> ops) {
        const Nanoseconds overhead = Stopwatch::overhead();
        Sample sample;
        sample.reserve(ops.size());
        Stopwatch watch;
        each_batch(ops, 1, [&](std::span<const Op> op) {
            sample.add((lap(watch, op) - overhead).count());
        });
        return sample;
    }

    [[nodiscard]] const Tape& tape() const { return client_.tape(); }

private:
    /// What the record took until it was there.
    Nanoseconds lap(Stopwatch& watch, std::span<const Op> batch) {
        client_.fill(tick_, batch);
        Record record = watch.time([&] { return exchange_.apply(std::move(tick_)); });
        const Nanoseconds until_there = watch.last();
        client_.read(record);
        tick_ = watch.time([&] { return exchange_.recycle(std::move(record)); });
        return until_there;
    }

    Exchange exchange_;
    StreamClient client_;
    Tick tick_;
};

template <class Run>
Cost measure(const Stream& stream) {
    Run run{stream};
    Cost cost;
    cost.prefill = run.play(stream.prefill);
    cost.commands = run.play(stream.commands);
    cost.tape = run.tape();
    return cost;
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
    run.play(stream.prefill);
    Sample sample = run.latencies(stream.commands);
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
    for (const std::uint32_t resting : {10'000U, 100'000U, 1'000'000U}) {
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
