// SPDX-License-Identifier: Apache-2.0
#include "gateway/graceful_stop.hpp"

#include <catch2/catch.hpp>

#include "gateway/ticks.hpp"
#include "tests/gateway/dated_order.hpp"
#include "tests/storage/memory_journal.hpp"

namespace divmid::gateway {

namespace {

using std::chrono::microseconds;

/// Its disk takes three looks for each record.
storage::Faults slow_disk() {
    return {.delay = [](Sequence) { return std::uint64_t{3}; }, .fails = {}};
}

/// The main loop without clients, as the process joins it.
struct Loop {
    Loop() {
        status.phase = Status::Phase::serving;
        io.add_work({.run = [this](std::size_t) { return release(); },
                     .can_wait = [this] { return clock.until_timer(); }});
        // A spin instead of a wait: this disk wakes nobody.
        io.add_work({.run = [this](std::size_t) { return stop.run() + 1; },
                     .can_wait = [this] { return stop.can_wait(); }});
    }

    std::size_t release() {
        auto record = journal.next_durable().value();
        if (!record) return 0;
        inbox.answer(*record);
        return 1;
    }

    /// Runs to the end; `between` is called after each pass, before its tick.
    void run(const std::function<void(int pass)>& between) {
        for (Tick& tick : ticks(passes(between), inbox, clock))
            journal.commit(exchange.apply(std::move(tick)));
    }

    Generator<net::Pass> passes(std::function<void(int)> between) {
        int count = 0;
        for (net::Pass& pass : net::ready(io)) {
            between(count++);
            co_yield pass;
        }
    }

    Exchange exchange;
    storage::MemoryJournal journal{slow_disk()};
    Inbox inbox;
    Timestamp wall{1'000'000};
    TickClock clock{exchange, journal, [this] { return wall; }, [] { return std::uint64_t{1}; }};
    microseconds monotonic{1};
    net::Io io{[this] { return monotonic; }};
    Status status;
    spdlog::logger log{"test"};
    GracefulStop stop{
        {.io = io,
         .status = status,
         .log = log,
         .nothing_owed = [this] { return inbox.empty() && journal.depth().records == 0; },
         .begun = [this] { clock.end_timers(); }}};
};

}  // namespace

TEST_CASE("an order that comes due while the exchange stops is left to the next start", "[stop]") {
    Loop loop;
    const Timestamp expiry = loop.wall + Duration{50};
    loop.run([&](int pass) {
        REQUIRE(pass < 100);
        if (pass == 0) order_until(loop.inbox, expiry);
        if (pass == 10) loop.stop.begin();
        if (pass >= 11) loop.wall = expiry;
    });
    CHECK(loop.journal.depth().records == 0);
    CHECK(loop.exchange.next_deadline() == expiry);
}

TEST_CASE("the loop does not end while a command of the goodbye is in flight", "[stop]") {
    Loop loop;
    loop.run([&](int pass) {
        REQUIRE(pass < 100);
        if (pass == 10) loop.stop.begin();
        // The goodbye began in this pass: the last message of a client arrives.
        if (pass == 11) loop.inbox.submit(OpenAccount{});
    });
    CHECK(loop.inbox.empty());
    CHECK(loop.journal.depth().records == 0);
    CHECK(loop.journal.durable() == Sequence{1});
}

TEST_CASE("the pass that ends the loop makes no tick", "[stop]") {
    Loop loop;
    loop.run([&](int pass) {
        REQUIRE(pass < 100);
        REQUIRE_FALSE(loop.io.finished());
        if (pass == 10) loop.stop.begin();
    });
    CHECK(loop.io.finished());
}

}  // namespace divmid::gateway
