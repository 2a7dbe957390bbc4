// SPDX-License-Identifier: Apache-2.0
#include "gateway/metrics/loop_metrics.hpp"

namespace divmid::gateway::metrics {
namespace {

constexpr Title kTick{"divmid_tick_duration_seconds",
                      "Time of a turn of the main loop that made a tick, without waiting."};
constexpr Title kSlow{"divmid_slow_ticks_total",
                      "Turns of the main loop that took as long as log.slow_tick_ms."};
constexpr Title kReport{"divmid_order_report_duration_seconds",
                        "Time from a command's arrival to its answer, when it is durable."};

}  // namespace

void show(Families& to, const LoopWatch& watch, const SlowTicks& slow, const Inbox& inbox) {
    to.histogram(kTick, watch.ticks());
    to.counter(kSlow, static_cast<double>(slow.count()));
    to.histogram(kReport, inbox.answer_times());
}

}  // namespace divmid::gateway::metrics
