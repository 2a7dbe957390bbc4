// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <spdlog/logger.h>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "engine/exchange.hpp"
#include "engine/reactor/call_stage.hpp"
#include "engine/reactor/reactor.hpp"
#include "gateway/access/secrets.hpp"
#include "gateway/access/verifications.hpp"
#include "gateway/admin/admin.hpp"
#include "gateway/admin/vault_safe.hpp"
#include "gateway/data_directory.hpp"
#include "gateway/dialect/dialect.hpp"
#include "gateway/feeds/account_feed.hpp"
#include "gateway/feeds/feeds.hpp"
#include "gateway/graceful_stop.hpp"
#include "gateway/inbox.hpp"
#include "gateway/loop_watch.hpp"
#include "gateway/metrics/exposition.hpp"
#include "gateway/net/io.hpp"
#include "gateway/net/limits.hpp"
#include "gateway/net/listener.hpp"
#include "gateway/nonces.hpp"
#include "gateway/projections/projections.hpp"
#include "gateway/projections/restatements.hpp"
#include "gateway/serve.hpp"
#include "gateway/settings.hpp"
#include "gateway/slow_ticks.hpp"
#include "gateway/status.hpp"
#include "gateway/storage_notice.hpp"
#include "gateway/ticks.hpp"
#include "gateway/watched_journal.hpp"
#include "storage/recovery.hpp"
#include "storage/release.hpp"
#include "storage/rocks_history.hpp"
#include "storage/rocks_journal.hpp"

namespace divmid::gateway {

/// The parts of one running exchange, in the order in which they need each other, and how they are
/// joined. It decides nothing. Two of them may run in two threads of a process.
class Venue {
public:
    /// Settings and log outlive it.
    Venue(const Settings& settings, spdlog::logger& log);
    Venue(const Venue&) = delete;
    Venue& operator=(const Venue&) = delete;

    /// Opens the data directory, and the operator's socket: how far it is can be asked from here
    /// on. Then runs the log through the engine.
    [[nodiscard]] storage::Result<void> open();
    /// Takes commands from here on; then opens the public port and says so, unless the visit is to
    /// be alone; then lets the visit begin.
    [[nodiscard]] storage::Result<void> begin(const Visit& visit);
    /// Writes what an orderly stop writes. Requires: nothing is in flight.
    [[nodiscard]] storage::Result<void> finish();

    // What the main loop is made of.
    LoopWatch watch;
    Exchange exchange;
    Inbox inbox;
    net::Io io;
    [[nodiscard]] storage::Journal& journal() { return *watched_journal_; }
    [[nodiscard]] const TickClock& clock() const { return *clock_; }

    /// Why the loop ended, if the journal failed.
    [[nodiscard]] const std::optional<storage::Error>& failure() const { return failure_; }

private:
    [[nodiscard]] storage::Result<void> open_admin();
    [[nodiscard]] storage::Result<void> open_monitor();
    void expose();
    [[nodiscard]] storage::Result<void> open_doors();
    void receive(const Visit& visit);
    [[nodiscard]] storage::Result<void> recover();
    void tell(const storage::Replayed& so_far, Sequence total);
    [[nodiscard]] std::vector<storage::Projection*> followers();
    void join();
    /// Every command that was submitted is released. Requires: the journal is open.
    [[nodiscard]] bool nothing_owed() const;
    void release(Record record);
    std::size_t run_release(std::size_t limit);
    std::size_t run_watch();

    const Settings& settings_;
    spdlog::logger& log_;
    SlowTicks slow_ticks_;
    net::NetLimits public_limits_;
    net::NetLimits admin_limits_;
    net::NetLimits monitor_limits_;
    const Timestamp started_;
    Status status_;
    Nonces nonces_;
    GracefulStop stop_;
    Reactor reactor_;
    std::unique_ptr<DataDirectory> data_;
    CallStage stage_;
    CallStage verifying_;
    Verifications verifications_;
    Secrets secrets_;
    Projections projections_;
    StorageNotice storage_notice_{inbox};
    Feeds feeds_;
    std::unique_ptr<storage::RocksHistory> history_;
    std::optional<AccountFeed> account_feed_;
    std::optional<Restatements> restatements_;
    std::optional<admin::VaultSafe> safe_;
    metrics::Exposition exposition_;
    admin::Monitor monitor_{status_, exposition_};
    std::optional<admin::Admin> admin_;
    std::optional<net::Listener> admin_listener_;
    std::optional<net::Listener> monitor_listener_;
    std::unique_ptr<storage::RocksJournal> journal_;
    std::optional<WatchedJournal> watched_journal_;
    std::optional<TickClock> clock_;
    std::optional<storage::Release> release_;
    std::optional<Dialect> dialect_;
    std::optional<net::Listener> listener_;
    std::optional<storage::Error> failure_;
    std::chrono::microseconds told_{};  ///< When the progress of recovery was told last.
};

}  // namespace divmid::gateway
