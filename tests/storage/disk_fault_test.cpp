// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "storage/log_reader.hpp"
#include "storage/recovery.hpp"
#include "tests/storage/faulty_file_system.hpp"
#include "tests/storage/running_exchange.hpp"
#include "tests/storage/small_market.hpp"
#include "tests/storage/temporary_directory.hpp"

namespace divmid::storage {

namespace {

constexpr int kTicks = 24;
constexpr int kUnderWay = 3;  // Records in flight when the power fails.

/// A disk that may fail, and an exchange on it. What was released is what the world has heard of.
class OnFaultyDisk {
public:
    explicit OnFaultyDisk(bool sync = true) {
        options_.store.env = env_.get();
        options_.store.sync = sync;
        // Small, so that files are written, renamed and opened while the test runs.
        options_.store.write_buffer_bytes = 64 * 1024;
        options_.heads.records = 5;
    }

    [[nodiscard]] FaultyFileSystem& disk() { return *disk_; }

    /// Starts, trades and stops, as far as the disk allows. The power fails after that many ticks,
    /// the last ones still under way, and is back when the process has gone.
    void run(std::uint64_t seed, int power_for = kTicks + 1) {
        SmallMarket market{seed};
        auto running = RunningExchange::start(directory_.path(), options_);
        if (!running) return;
        for (int i = 0; i < kTicks && (*running)->submit(market.next()); ++i) {
            if (i + kUnderWay < power_for && !(*running)->drain()) break;
            if (i + 1 == power_for) disk_->cut_power();
        }
        const bool good = (*running)->drain();
        released_ = (*running)->released();
        if (good) return;
        CHECK((*running)->failure());
        CHECK_FALSE((*running)->journal().next_durable());
        CHECK((*running)->released() == released_);
    }

    /// Digests of the log as a restart on a good disk finds it; nothing when it can't start.
    [[nodiscard]] std::optional<std::vector<Digest>> recovered() const {
        const auto store = Store::open(directory_.path());
        if (!store) {
            UNSCOPED_INFO(store.error().message);
            return std::nullopt;
        }
        Exchange exchange;
        if (const auto replayed = replay(*store, exchange); !replayed) {
            UNSCOPED_INFO(replayed.error().message);
            return std::nullopt;
        }
        exchange.check_invariants();
        std::vector<Digest> digests;
        for (LogReader reader{*store}; reader.next();) digests.push_back(reader.end().digest);
        return digests;
    }

    /// Whether everything that the world has heard of is still so.
    [[nodiscard]] bool kept_what_it_told() const {
        const auto log = recovered();
        return log && log->size() >= released_.size() &&
               std::equal(released_.begin(), released_.end(), log->begin());
    }

    [[nodiscard]] const std::vector<Digest>& released() const { return released_; }

private:
    TemporaryDirectory directory_;
    std::shared_ptr<FaultyFileSystem> disk_ = std::make_shared<FaultyFileSystem>();
    std::unique_ptr<rocksdb::Env> env_ = rocksdb::NewCompositeEnv(disk_);
    RunningExchange::Options options_;
    std::vector<Digest> released_;
};

/// Fails the first call of that kind, then the second …, until a run never gets as far.
void fail_each(DiskCall call) {
    for (std::uint64_t nth = 1;; ++nth) {
        INFO("the call that fails: " << nth);
        OnFaultyDisk exchange;
        exchange.disk().fail(call, nth);
        exchange.run(nth);
        REQUIRE(exchange.kept_what_it_told());
        if (exchange.disk().failed()) continue;
        CHECK(exchange.released().size() == kTicks);
        CHECK(nth > 1);  // It has failed at least once, or the test proves nothing.
        return;
    }
}

}  // namespace

TEST_CASE("whichever write fails, nothing is told that is not on the disk", "[faults]") {
    fail_each(DiskCall::write);
}

TEST_CASE("whichever sync fails, nothing is told that is not on the disk", "[faults]") {
    fail_each(DiskCall::sync);
}

TEST_CASE("whichever file can't be made, nothing is told that is not on the disk", "[faults]") {
    fail_each(DiskCall::open);
}

TEST_CASE("whichever rename fails, nothing is told that is not on the disk", "[faults]") {
    fail_each(DiskCall::rename);
}

TEST_CASE("a power cut at any record loses nothing that was told", "[faults]") {
    std::size_t told = 0;
    for (int ticks = 1; ticks <= kTicks; ++ticks) {
        INFO("ticks before the cut: " << ticks);
        OnFaultyDisk exchange;
        exchange.run(static_cast<std::uint64_t>(ticks), ticks);
        exchange.disk().lose_unsynced();
        REQUIRE(exchange.kept_what_it_told());
        told += exchange.released().size();
    }
    CHECK(told > 0);
}

TEST_CASE("without sync a power cut does lose what was told: the test can fail", "[faults]") {
    OnFaultyDisk exchange{false};
    exchange.run(1);
    exchange.disk().lose_unsynced();
    REQUIRE(exchange.released().size() == kTicks);
    CHECK_FALSE(exchange.kept_what_it_told());
}

}  // namespace divmid::storage
