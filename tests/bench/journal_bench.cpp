// SPDX-License-Identifier: Apache-2.0

// The engine and its journal alone, without sockets: the mixed stream through records() and the
// order log on a real disk, synced, until the last record is released; then the replay of that log
// with every digest checked; and what the stored form of a command costs.
//
//   journal_bench [directory on the disk to be measured]

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/exchange.hpp"
#include "storage/canonical/record_form.hpp"
#include "storage/digest.hpp"
#include "storage/records.hpp"
#include "storage/recovery.hpp"
#include "storage/rocks_journal.hpp"
#include "storage/store.hpp"
#include "tests/bench/stream_client.hpp"
#include "tests/bench/streams.hpp"
#include "tests/bench/timing.hpp"

namespace divmid::bench {
namespace {

constexpr int kRuns = 3;

template <class T>
T need(storage::Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "journal_bench: %s\n", result.error().message.c_str());
    std::exit(1);
}

/// A directory that goes with the run.
class Scratch {
public:
    explicit Scratch(const std::filesystem::path& parent) : path_{parent / "divmid-journal-bench"} {
        std::filesystem::remove_all(path_);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { std::filesystem::remove_all(path_); }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// The stream's operations, some in each tick; memory of released ticks is used again.
class StreamSource {
public:
    StreamSource(const Stream& stream, std::size_t ops_per_tick)
        : stream_{stream}, client_{stream}, ops_per_tick_{ops_per_tick} {}

    Generator<Tick> ticks() {
        Tick founding = StreamClient::founding();
        co_yield founding;
        for (const std::span<const Op> ops :
             {std::span<const Op>{stream_.prefill}, std::span<const Op>{stream_.commands}})
            for (std::size_t at = 0; at < ops.size(); at += ops_per_tick_) {
                Tick tick = take_spare();
                client_.fill(tick, ops.subspan(at, std::min(ops_per_tick_, ops.size() - at)));
                co_yield tick;
            }
    }

    void read(const Record& record) { client_.read(record); }
    void give_back(Tick tick) { spare_.push_back(std::move(tick)); }
    [[nodiscard]] const Tape& tape() const { return client_.tape(); }

private:
    Tick take_spare() {
        if (spare_.empty()) return {};
        Tick tick = std::move(spare_.back());
        spare_.pop_back();
        return tick;
    }

    const Stream& stream_;
    StreamClient client_;
    std::size_t ops_per_tick_;
    std::vector<Tick> spare_;
};

/// The program without sockets: one thread, and the journal's stage.
class JournalRun {
public:
    JournalRun(const Stream& stream, std::size_t ops_per_tick, storage::Store& store)
        : source_{stream, ops_per_tick},
          journal_{need(storage::RocksJournal::open(store, {}, [this] { wake(); }))} {}

    void run() {
        for (Record& record : storage::records(exchange_, source_.ticks())) {
            while (!journal_->has_credit()) release_or_sleep();
            commands_ += record.tick.commands.size();
            journal_->commit(std::move(record));
            while (release_one()) {
            }
        }
        while (journal_->depth().records > 0) release_or_sleep();
    }

    [[nodiscard]] std::size_t commands() const { return commands_; }
    [[nodiscard]] const Tape& tape() const { return source_.tape(); }

private:
    void wake() {
        woken_.store(true);
        woken_.notify_one();
    }
    bool release_one() {
        std::optional<Record> record = need(journal_->next_durable());
        if (!record) return false;
        source_.read(*record);
        source_.give_back(exchange_.recycle(*std::move(record)));
        return true;
    }
    void release_or_sleep() {
        if (release_one()) return;
        woken_.wait(false);
        woken_.store(false);
    }

    Exchange exchange_;
    StreamSource source_;
    std::size_t commands_ = 0;
    std::atomic<bool> woken_ = false;
    std::unique_ptr<storage::RocksJournal> journal_;
};

double millions_per_second(std::size_t count, Nanoseconds time) {
    return static_cast<double>(count) / time.count() * 1e3;
}

bool journal_and_replay(const Stream& stream, std::size_t ops_per_tick,
                        const std::filesystem::path& parent) {
    Sample journal;
    Sample replay;
    bool right = true;
    for (int i = 0; i < kRuns; ++i) {
        const Scratch scratch{parent};
        storage::Store store = need(storage::Store::open(scratch.path()));
        Stopwatch watch;
        std::size_t commands = 0;
        {
            JournalRun run{stream, ops_per_tick, store};
            watch.time([&] { run.run(); });
            commands = run.commands();
            right = right && run.tape() == stream.tape;
        }
        journal.add(millions_per_second(commands, watch.last()));
        Exchange exchange;
        const auto replayed = watch.time([&] { return need(storage::replay(store, exchange)); });
        right = right && replayed.commands == commands;
        replay.add(millions_per_second(commands, watch.last()));
    }
    std::printf("%8zu ops a record: durable %5.2f M commands/s, replay %5.2f M commands/s, %s\n",
                ops_per_tick, journal.median(), replay.median(), right ? "as it must be" : "WRONG");
    return right;
}

std::vector<Record> some_records(const Stream& stream, std::size_t ops_per_tick) {
    constexpr std::size_t kOps = 100'000;
    StreamSource source{stream, ops_per_tick};
    Exchange exchange;
    std::vector<Record> made;
    for (Record& record : storage::records(exchange, source.ticks())) {
        made.push_back(std::move(record));
        if (made.size() * ops_per_tick > kOps) break;
    }
    return made;
}

void encoding(const Stream& stream, std::size_t ops_per_tick) {
    const std::vector<Record> made = some_records(stream, ops_per_tick);
    storage::RecordEncoder encoder;
    storage::Sha256 sha256;
    std::string form;
    Sample cost;
    std::size_t commands = 0;
    std::size_t bytes = 0;
    for (int i = 0; i < 9; ++i) {
        storage::Link link;
        commands = bytes = 0;
        Stopwatch watch;
        watch.time([&] {
            for (const Record& record : made) {
                form.clear();
                encoder.encode(record, link, form);
                link.previous = sha256.of(form);
                commands += record.tick.commands.size();
                bytes += form.size();
            }
        });
        cost.add(watch.last().count() / static_cast<double>(commands));
    }
    std::printf("%8zu ops a record: %6.1f ns and %5.1f bytes a command, digest included\n",
                ops_per_tick, cost.median(),
                static_cast<double>(bytes) / static_cast<double>(commands));
}

}  // namespace
}  // namespace divmid::bench

int main(int argc, char** argv) {
    using namespace divmid::bench;
    const std::filesystem::path parent =
        argc > 1 ? std::filesystem::path{argv[1]} : std::filesystem::temp_directory_path();
    const Stream mixed = mixed_stream();
    std::printf("engine and journal, synced (%s)\n", parent.c_str());
    bool right = true;
    for (const std::size_t ops : {16U, 64U, 256U})
        right = journal_and_replay(mixed, ops, parent) && right;
    std::printf("stored form\n");
    for (const std::size_t ops : {1U, 16U, 256U}) encoding(mixed, ops);
    return right ? 0 : 1;
}
