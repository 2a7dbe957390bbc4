// SPDX-License-Identifier: Apache-2.0

// Which instructions a command takes in the matching core, for callgrind: a figure that a busy
// machine does not move. `scripts/bench count` runs it and holds it against
// tests/bench/instructions.txt.
//
//   count_bench mixed | sweep | deep  exchange | bare
//
// Prints the number of commands whose instructions were collected.

#include <valgrind/callgrind.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <span>
#include <string_view>

#include "engine/check.hpp"
#include "tests/bench/core_runs.hpp"
#include "tests/bench/streams.hpp"

namespace divmid::bench {
namespace {

/// Enough that the figure does not move, few enough to wait for.
constexpr std::size_t kCounted = 100'000;

struct Uncounted {
    template <class Work>
    decltype(auto) time(Work&& work) {
        return work();
    }
};

/// Collects what callgrind sees within the work.
struct Counted {
    template <class Work>
    decltype(auto) time(Work&& work) {
        struct Stretch {
            Stretch() { CALLGRIND_TOGGLE_COLLECT; }
            ~Stretch() { CALLGRIND_TOGGLE_COLLECT; }
        } stretch;
        return work();
    }
};

Stream stream_of(std::string_view name) {
    if (name == "mixed") return mixed_stream();
    if (name == "sweep") return sweep_stream();
    ENSURE(name == "deep");
    return deep_stream();
}

template <class Run>
void count(const Stream& stream) {
    const std::span<const Op> commands = stream.commands;
    const std::size_t warm = std::min(commands.size() / 2, kCounted);
    const std::size_t counted = std::min(commands.size() - warm, kCounted);
    Run run{stream};
    Uncounted uncounted;
    run.play(stream.prefill, uncounted);
    run.play(commands.first(warm), uncounted);
    CALLGRIND_START_INSTRUMENTATION;
    Counted watch;
    run.play(commands.subspan(warm, counted), watch);
    CALLGRIND_STOP_INSTRUMENTATION;
    std::printf("%zu\n", counted);
}

}  // namespace
}  // namespace divmid::bench

int main(int argc, char** argv) {
    using namespace divmid::bench;
    if (argc != 3) return 2;
    const Stream stream = stream_of(argv[1]);
    if (std::string_view{argv[2]} == "bare")
        count<BareRun>(stream);
    else
        count<ExchangeRun>(stream);
}
