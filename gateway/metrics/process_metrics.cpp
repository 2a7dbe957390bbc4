// SPDX-License-Identifier: Apache-2.0
#include "gateway/metrics/process_metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>

namespace divmid::gateway::metrics {
namespace {

constexpr Title kBuild{"divmid_build_info", "Always 1; the labels tell the build."};
constexpr Title kStart{"process_start_time_seconds",
                       "Start time of the process since unix epoch in seconds."};
constexpr Title kCpu{"process_cpu_seconds_total",
                     "Total user and system CPU time spent in seconds."};
constexpr Title kMemory{"process_resident_memory_bytes", "Resident memory size in bytes."};

constexpr Title kReady{"divmid_ready", "1 while the exchange serves."};
constexpr Title kOverloaded{"divmid_overloaded",
                            "1 while new orders are refused because too much waits."};
constexpr Title kStorageLow{"divmid_storage_low",
                            "1 while new orders are refused because disk space runs low."};
constexpr Title kInbox{"divmid_inbox_commands", "Commands that wait for the next tick."};
constexpr Title kJournalRecords{"divmid_journal_depth_records",
                                "Records on their way to the disk, not yet released."};
constexpr Title kJournalBytes{"divmid_journal_depth_bytes", "Memory that those records take."};
constexpr Title kReleased{"divmid_released_sequence",
                          "Sequence of the last record that was told to anybody."};
constexpr Title kToReplay{"divmid_recovery_sequence",
                          "Sequence of the last record that recovery has to run."};
constexpr Title kReplayed{"divmid_recovered_sequence",
                          "Sequence of the last record that recovery has run."};
constexpr Title kPasses{"divmid_reactor_passes_total",
                        "Passes of the reactor since the process began."};

constexpr double kMicrosecond = 1e-6;  // In seconds.

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * kMicrosecond;
}

double cpu_seconds() {
    struct rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// Zero where there is no /proc.
double resident_bytes() {
    std::uint64_t all = 0;
    std::uint64_t resident = 0;
    std::ifstream{"/proc/self/statm"} >> all >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double number(std::uint64_t count) {
    return static_cast<double>(count);
}

}  // namespace

void show_process(Families& to, Timestamp started) {
    to.gauge(kBuild, 1, {{"version", DIVMID_VERSION}, {"compiler", __VERSION__}});
    to.gauge(kStart, static_cast<double>(started.value()) * kMicrosecond);
    to.counter(kCpu, cpu_seconds());
    to.gauge(kMemory, resident_bytes());
}

void show(Families& to, const Status& status) {
    to.flag(kReady, status.phase == Status::Phase::serving);
    to.flag(kOverloaded, status.overloaded);
    to.flag(kStorageLow, status.storage_low);
    to.gauge(kInbox, number(status.commands_waiting));
    to.gauge(kJournalRecords, number(status.journal.records));
    to.gauge(kJournalBytes, number(status.journal.bytes));
    to.gauge(kReleased, number(status.released.value()));
    to.gauge(kToReplay, number(status.to_replay.value()));
    to.gauge(kReplayed, number(status.replayed.value()));
    to.counter(kPasses, number(status.passes));
}

}  // namespace divmid::gateway::metrics
