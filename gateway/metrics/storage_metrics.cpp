// SPDX-License-Identifier: Apache-2.0
#include "gateway/metrics/storage_metrics.hpp"

namespace divmid::gateway::metrics {
namespace {

constexpr Title kSync{
    "divmid_journal_sync_duration_seconds",
    "Time to make a batch of records durable: encoding, digests, a synced write."};
constexpr Title kDurable{"divmid_durable_sequence", "Sequence of the last durable record."};
constexpr Title kSegments{"divmid_history_segments", "Segments of the history on disk."};
constexpr Title kFailing{"divmid_history_failing",
                         "1 while a segment of the history cannot be written."};

}  // namespace

void show(Families& to, const storage::RocksJournal& journal) {
    to.gauge(kDurable, static_cast<double>(journal.durable().value()));
    to.histogram(kSync, journal.commit_times());
}

void show(Families& to, const storage::RocksHistory& history) {
    to.gauge(kSegments, static_cast<double>(history.segments().next));
    to.flag(kFailing, history.failure().has_value());
}

}  // namespace divmid::gateway::metrics
