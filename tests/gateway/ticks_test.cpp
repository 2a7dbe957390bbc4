// SPDX-License-Identifier: Apache-2.0
#include "gateway/ticks.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <vector>

#include "storage/records.hpp"
#include "tests/gateway/dated_order.hpp"
#include "tests/storage/memory_journal.hpp"

namespace divmid::gateway {

namespace {

using storage::MemoryJournal;

/// The loop with everything but sockets: what happens in a pass is the test's to say.
struct Bench {
    explicit Bench(MemoryJournal the_journal = MemoryJournal{}) : journal{std::move(the_journal)} {}

    /// `passes` passes, each preceded by `between`; returns the ticks that came of them.
    std::vector<Tick> run(int passes, const std::function<void(int pass)>& between) {
        std::vector<Tick> all;
        for (Tick& tick : ticks(turns(passes, between), inbox, clock)) {
            all.push_back(tick);
            journal.commit(exchange.apply(std::move(tick)));
        }
        return all;
    }

    Generator<net::Pass> turns(int passes, std::function<void(int)> between) {
        for (int pass = 0; pass < passes; ++pass) {
            between(pass);
            net::Pass one;
            co_yield one;
        }
    }

    Exchange exchange;
    MemoryJournal journal;
    Inbox inbox;
    Timestamp wall{1'000'000};
    std::uint64_t nonces = 0;
    TickClock clock{exchange, journal, [this] { return wall; }, [this] { return ++nonces; }};
};

}  // namespace

TEST_CASE("a timer that is due makes a tick though nobody asks, and only one", "[ticks]") {
    Bench bench;
    const Timestamp expiry = bench.wall + Duration{50};
    const auto all = bench.run(100, [&](int pass) {
        if (pass == 0) order_until(bench.inbox, expiry);
        if (pass == 1) REQUIRE(bench.exchange.next_deadline() == expiry);
        if (pass == 1) CHECK(bench.clock.until_timer() == std::chrono::microseconds{49});
        bench.wall = bench.wall + Duration{1};
    });
    REQUIRE(all.size() == 2);
    CHECK(all[1].commands.empty());
    CHECK(all[1].time == expiry);
    CHECK(bench.exchange.next_deadline() == kNever);
    CHECK_FALSE(bench.clock.until_timer());
}

TEST_CASE("passes in which nobody asks leave no tick", "[ticks]") {
    Bench bench;
    const auto all = bench.run(100, [&](int pass) {
        if (pass == 50) bench.inbox.submit(OpenAccount{});
    });
    REQUIRE(all.size() == 1);
    CHECK(all.front().commands.size() == 1);
}

TEST_CASE("all that was asked in a pass is one tick, in the order of asking", "[ticks]") {
    Bench bench;
    const auto all = bench.run(1, [&](int) {
        bench.inbox.submit(OpenAccount{});
        bench.inbox.submit(Started{});
        bench.inbox.submit(OpenAccount{});
    });
    REQUIRE(all.size() == 1);
    const std::vector<std::uint8_t> order{OpenAccount::kNumber, Started::kNumber,
                                          OpenAccount::kNumber};
    CHECK(std::ranges::equal(all.front().commands.order(), order));
}

TEST_CASE("without credit there is no tick, and nothing is lost", "[ticks]") {
    Bench bench{MemoryJournal{{}, 1}};
    const auto all = bench.run(10, [&](int pass) {
        bench.inbox.submit(OpenAccount{});
        // Durable at last, once: the journal has credit again.
        if (pass == 6) REQUIRE(bench.journal.next_durable().value());
    });
    REQUIRE(all.size() == 2);
    CHECK(all[0].commands.size() == 1);
    CHECK(all[1].commands.size() == 6);
    CHECK(bench.inbox.size() == 3);
}

TEST_CASE("time never goes back, though the clock of the machine does", "[ticks]") {
    Bench bench;
    const std::vector<std::int64_t> walls{1'000'000, 1'000'005, 900'000, 900'001, 1'000'006};
    const auto all = bench.run(5, [&](int pass) {
        bench.wall = Timestamp{walls[static_cast<std::size_t>(pass)]};
        bench.inbox.submit(OpenAccount{});
    });
    std::vector<std::int64_t> times;
    for (const Tick& tick : all) times.push_back(tick.time.value());
    CHECK(times ==
          std::vector<std::int64_t>{1'000'000, 1'000'005, 1'000'005, 1'000'005, 1'000'006});
}

TEST_CASE("each tick has a nonce of its own", "[ticks]") {
    Bench bench;
    const auto all = bench.run(2, [&](int) { bench.inbox.submit(OpenAccount{}); });
    REQUIRE(all.size() == 2);
    CHECK(all[0].nonce != all[1].nonce);
}

TEST_CASE("live ticks and the same ticks out of a vector make the same records", "[ticks]") {
    Bench bench;
    std::vector<Digest> live;
    const auto all = bench.run(500, [&](int pass) {
        bench.wall = bench.wall + Duration{pass % 7};
        while (auto record = bench.journal.next_durable().value()) {
            live.push_back(record->digest);
            bench.inbox.give_back(bench.exchange.recycle(std::move(*record)));
        }
        for (int command = 0; command < pass % 3; ++command) bench.inbox.submit(OpenAccount{});
    });

    Exchange exchange;
    MemoryJournal journal;
    std::vector<Digest> again;
    const auto from_vector = [](std::vector<Tick> source) -> Generator<Tick> {
        for (Tick& tick : source) co_yield tick;
    };
    for (Record& record : storage::records(exchange, from_vector(all))) {
        journal.commit(std::move(record));
        again.push_back(journal.next_durable().value()->digest);
    }
    again.resize(live.size());
    REQUIRE(live.size() > 300);
    CHECK(live == again);
}

}  // namespace divmid::gateway
