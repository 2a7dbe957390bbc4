// SPDX-License-Identifier: Apache-2.0
#include "storage/rocks_journal.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "storage/digest.hpp"
#include "storage/recovery.hpp"
#include "tests/storage/running_exchange.hpp"
#include "tests/storage/small_market.hpp"
#include "tests/storage/temporary_directory.hpp"

namespace divmid::storage {

namespace {

std::unique_ptr<RunningExchange> started(const TemporaryDirectory& directory,
                                         RunningExchange::Options options = {}) {
    auto running = RunningExchange::start(directory.path(), std::move(options));
    if (!running) FAIL(running.error().message);
    return std::move(*running);
}

void run(RunningExchange& running, SmallMarket& market, int ticks) {
    for (int i = 0; i < ticks; ++i) REQUIRE(running.submit(market.next()));
    REQUIRE(running.drain());
}

}  // namespace

TEST_CASE("what was released before a restart is there after it, digest by digest", "[journal]") {
    const TemporaryDirectory directory;
    SmallMarket market{1};
    Digest state;
    Digest last;
    {
        const auto running = started(directory);
        run(*running, market, 300);
        CHECK(running->journal().durable() == Sequence{300});
        state = state_digest(running->exchange());
        last = running->released().back();
    }
    const auto again = started(directory);
    CHECK(again->replayed().end.sequence == Sequence{300});
    CHECK(again->replayed().end.digest == last);
    CHECK(state_digest(again->exchange()) == state);
    again->exchange().check_invariants();
}

TEST_CASE("a restarted exchange goes on where it was, in a new epoch", "[journal]") {
    const TemporaryDirectory directory;
    SmallMarket market{2};
    for (std::uint32_t start = 1; start <= 3; ++start) {
        const auto running = started(directory);
        run(*running, market, 50);
        REQUIRE(running->finish());
        const auto end = read_log_end(running->store());
        REQUIRE(end);
        CHECK(end->sequence == Sequence{50 * start});
        CHECK(end->epoch == start);
    }
}

TEST_CASE("the same ticks make the same log, however they were grouped into commits", "[journal]") {
    const TemporaryDirectory grouped;
    const TemporaryDirectory alone;
    SmallMarket first{3};
    SmallMarket second{3};
    const auto many = started(grouped);
    run(*many, first, 100);
    const auto one = started(alone);
    for (int i = 0; i < 100; ++i) run(*one, second, 1);
    CHECK(many->released() == one->released());
}

TEST_CASE("a batch larger than its limit becomes several, in order", "[journal]") {
    const TemporaryDirectory small;
    const TemporaryDirectory large;
    SmallMarket first{4};
    SmallMarket second{4};
    RunningExchange::Options options;
    options.limits.batch_bytes_max = 1;
    const auto singly = started(small, options);
    run(*singly, first, 60);
    const auto whole = started(large);
    run(*whole, second, 60);
    CHECK(singly->released() == whole->released());
}

TEST_CASE("at the limit of records in flight there is no credit", "[journal]") {
    const TemporaryDirectory directory;
    SmallMarket market{5};
    RunningExchange::Options options;
    options.limits.records_in_flight_max = 2;
    const auto running = started(directory, options);
    RocksJournal& journal = running->journal();
    journal.commit(running->exchange().apply(market.next()));
    CHECK(journal.has_credit());
    journal.commit(running->exchange().apply(market.next()));
    CHECK_FALSE(journal.has_credit());
    CHECK(journal.depth().records == 2);
    REQUIRE(running->drain());
    CHECK(journal.has_credit());
    CHECK(journal.depth().records == 0);
    CHECK(journal.depth().bytes == 0);
}

TEST_CASE("a second process finds the store locked", "[journal]") {
    const TemporaryDirectory directory;
    const auto running = started(directory);
    const auto second = Store::open(directory.path());
    REQUIRE_FALSE(second);
    CHECK(second.error().fault == Fault::locked);
}

TEST_CASE("below the reserve storage is low, until space returns", "[journal]") {
    const TemporaryDirectory directory;
    SmallMarket market{6};
    const auto free = std::make_shared<std::atomic<std::uint64_t>>(std::uint64_t{1} << 40);
    RunningExchange::Options options;
    options.store.free_bytes = [free] { return free->load(); };
    options.store.low_recheck = std::chrono::milliseconds{0};
    const auto running = started(directory, options);
    const std::uint64_t needed = options.store.reserve_bytes + 4 * options.store.write_buffer_bytes;
    run(*running, market, 1);
    CHECK_FALSE(running->journal().storage_low());
    *free = needed - 1;
    run(*running, market, 1);
    CHECK(running->journal().storage_low());
    *free = needed;
    CHECK_FALSE(running->journal().storage_low());
}

}  // namespace divmid::storage
