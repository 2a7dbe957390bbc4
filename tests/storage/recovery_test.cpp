// SPDX-License-Identifier: Apache-2.0
#include "storage/recovery.hpp"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "storage/canonical/record_header.hpp"
#include "storage/digest.hpp"
#include "storage/heads_log.hpp"
#include "storage/log_reader.hpp"
#include "storage/records.hpp"
#include "tests/storage/running_exchange.hpp"
#include "tests/storage/small_market.hpp"
#include "tests/storage/temporary_directory.hpp"

namespace divmid::storage {

namespace {

constexpr int kTicks = 40;

void fill(const std::filesystem::path& directory, int ticks, bool orderly) {
    SmallMarket market{9};
    RunningExchange::Options options;
    options.heads.records = 10;
    auto running = RunningExchange::start(directory, options);
    if (!running) FAIL(running.error().message);
    for (int i = 0; i < ticks; ++i) REQUIRE((*running)->submit(market.next()));
    REQUIRE((*running)->drain());
    if (orderly) REQUIRE((*running)->finish());
}

Store opened(const std::filesystem::path& directory) {
    auto store = Store::open(directory);
    if (!store) FAIL(store.error().message);
    return std::move(*store);
}

Error failure_of(Store& store) {
    Exchange exchange;
    const auto replayed = replay(store, exchange);
    REQUIRE_FALSE(replayed);
    return replayed.error();
}

std::string stored(Store& store, Sequence sequence) {
    const auto value = store.get(Family::log, sequence_key(sequence));
    REQUIRE((value && *value));
    return **value;
}

void overwrite(Store& store, Sequence sequence, const std::string& value) {
    rocksdb::WriteBatch batch;
    batch.Put(store.family(Family::log), sequence_key(sequence), value);
    REQUIRE(store.write(batch));
}

/// Cuts the log behind `last`, with the heads that the store holds, as if they had never been.
void cut_behind(Store& store, Sequence last) {
    rocksdb::WriteBatch batch;
    const auto kept = read_stored(stored(store, last));
    for (const Family family : {Family::log, Family::heads})
        batch.DeleteRange(store.family(family), sequence_key(Sequence{last.value() + 1}),
                          std::string(8, '\xff'));
    batch.Put(store.family(Family::heads), kEndKey, end_form(last, kept->digest));
    REQUIRE(store.write(batch));
}

}  // namespace

TEST_CASE("a replay tells how far it is and what it was", "[recovery]") {
    const TemporaryDirectory directory;
    fill(directory.path(), kTicks, true);
    const Store store = opened(directory.path());
    Exchange exchange;
    std::vector<std::uint64_t> told;
    const auto replayed = replay(store, exchange,
                                 {.progress =
                                      [&](const Replayed& so_far, Sequence total) {
                                          CHECK(total == Sequence{kTicks});
                                          told.push_back(so_far.end.sequence.value());
                                      },
                                  .progress_every = 16});
    REQUIRE(replayed);
    CHECK(told == std::vector<std::uint64_t>{16, 32, 40});
    CHECK(replayed->commands > kTicks);
    CHECK(replayed->events > kTicks);
    CHECK(exchange.sequence() == Sequence{kTicks});
}

TEST_CASE("an empty store replays to a new exchange", "[recovery]") {
    const TemporaryDirectory directory;
    const Store store = opened(directory.path());
    Exchange exchange;
    const auto replayed = replay(store, exchange);
    REQUIRE(replayed);
    CHECK(replayed->end.sequence == Sequence{});
}

TEST_CASE("a log and its own ticks make the same records", "[recovery]") {
    const TemporaryDirectory directory;
    fill(directory.path(), kTicks, false);
    const Store store = opened(directory.path());
    LogReader reader{store};
    Exchange from_log;
    Exchange from_market;
    SmallMarket market{9};
    for (const Record& record : records(from_log, log_ticks(reader))) {
        const Record made = from_market.apply(market.next());
        std::string a;
        std::string b;
        RecordEncoder{}.encode(record, {}, a);
        RecordEncoder{}.encode(made, {}, b);
        REQUIRE(a == b);
    }
    CHECK(from_log.sequence() == Sequence{kTicks});
}

TEST_CASE("any changed byte of a stored record is found, with its sequence", "[recovery]") {
    const TemporaryDirectory directory;
    fill(directory.path(), 12, true);
    Store store = opened(directory.path());
    const Sequence victim{7};
    const std::string good = stored(store, victim);
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x10);
        overwrite(store, victim, bad);
        const Error error = failure_of(store);
        CHECK(error.fault == Fault::corrupt);
        CHECK(error.sequence == victim);
    }
}

TEST_CASE("a stored record of any other length is found, with its sequence", "[recovery]") {
    const TemporaryDirectory directory;
    fill(directory.path(), 12, true);
    Store store = opened(directory.path());
    const Sequence victim{5};
    const std::string good = stored(store, victim) + "more";
    for (std::size_t length = 0; length <= good.size(); ++length) {
        if (length + 4 == good.size()) continue;
        overwrite(store, victim, good.substr(0, length));
        CHECK(failure_of(store).sequence == victim);
    }
}

TEST_CASE("a changed record with a digest made anew does not fit the chain", "[recovery]") {
    const TemporaryDirectory directory;
    fill(directory.path(), 12, false);
    Store store = opened(directory.path());
    std::string form{read_stored(stored(store, Sequence{6}))->form};
    form[24] = static_cast<char>(form[24] ^ 1);  // In the nonce: it stays a record.
    overwrite(store, Sequence{6}, form + std::string{bytes_of(Sha256{}.of(form))});
    const Error error = failure_of(store);
    CHECK(error.fault == Fault::corrupt);
    CHECK(error.sequence == Sequence{7});  // The next one names the digest that was.
}

TEST_CASE("a record that the engine would not make is named", "[recovery]") {
    const TemporaryDirectory directory;
    fill(directory.path(), 3, false);
    Store store = opened(directory.path());
    // The last record, written again with the event of another exchange, chained as it should be.
    const std::string value = stored(store, Sequence{3});
    Record record;
    const auto link = RecordDecoder{}.decode(read_stored(value)->form, record);
    REQUIRE(link);
    record.events.push(AccountOpened{AccountId{4711}});
    std::string form;
    RecordEncoder{}.encode(record, *link, form);
    const Digest digest = Sha256{}.of(form);
    overwrite(store, Sequence{3}, form + std::string{bytes_of(digest)});
    rocksdb::WriteBatch batch;
    batch.Put(store.family(Family::heads), kEndKey, end_form(Sequence{3}, digest));
    REQUIRE(store.write(batch));
    const Error error = failure_of(store);
    CHECK(error.fault == Fault::differs);
    CHECK(error.sequence == Sequence{3});
}

TEST_CASE("a missing record is found, with its sequence", "[recovery]") {
    const TemporaryDirectory directory;
    fill(directory.path(), 12, false);
    Store store = opened(directory.path());
    rocksdb::WriteBatch batch;
    batch.Delete(store.family(Family::log), sequence_key(Sequence{4}));
    REQUIRE(store.write(batch));
    const Error error = failure_of(store);
    CHECK(error.fault == Fault::corrupt);
    CHECK(error.sequence == Sequence{4});
}

TEST_CASE("two records that were swapped are found", "[recovery]") {
    const TemporaryDirectory directory;
    fill(directory.path(), 8, false);
    Store store = opened(directory.path());
    const std::string third = stored(store, Sequence{3});
    overwrite(store, Sequence{3}, stored(store, Sequence{4}));
    overwrite(store, Sequence{4}, third);
    CHECK(failure_of(store).sequence == Sequence{3});
}

TEST_CASE("a log without its last record is found even before a head was signed", "[recovery]") {
    const TemporaryDirectory directory;
    fill(directory.path(), 8, false);
    Store store = opened(directory.path());
    rocksdb::WriteBatch batch;
    batch.Delete(store.family(Family::log), sequence_key(Sequence{8}));
    REQUIRE(store.write(batch));
    CHECK(failure_of(store).fault == Fault::corrupt);
}

TEST_CASE("a log that was cut together with its heads is found by the head outside", "[recovery]") {
    const TemporaryDirectory directory;
    fill(directory.path(), kTicks, true);
    Store store = opened(directory.path());
    cut_behind(store, Sequence{25});
    const Error error = failure_of(store);
    CHECK(error.fault == Fault::cut);
    CHECK(error.sequence == Sequence{25});
    std::filesystem::remove(HeadsLog::file(directory.path()));
    Exchange exchange;
    CHECK(replay(store, exchange));  // Nobody else holds a newer head: the cut can't be seen.
}

TEST_CASE("a log that another history replaced is found by the head outside", "[recovery]") {
    const TemporaryDirectory directory;
    const TemporaryDirectory other;
    fill(directory.path(), kTicks, true);
    fill(other.path(), kTicks, true);
    std::filesystem::remove_all(directory.path() / "db");
    {
        // Same key, same length, another nonce in the first tick.
        SmallMarket market{10};
        std::filesystem::copy(directory.path() / "head.key", other.path() / "head.key",
                              std::filesystem::copy_options::overwrite_existing);
        std::filesystem::remove_all(other.path() / "db");
        std::filesystem::remove(HeadsLog::file(other.path()));
        auto running = RunningExchange::start(other.path(), {});
        REQUIRE(running);
        for (int i = 0; i < kTicks; ++i) REQUIRE((*running)->submit(market.next()));
        REQUIRE((*running)->drain());
    }
    std::filesystem::copy(other.path() / "db", directory.path() / "db",
                          std::filesystem::copy_options::recursive);
    Store store = opened(directory.path());
    const Error error = failure_of(store);
    CHECK(error.fault == Fault::differs);
    CHECK(error.sequence == Sequence{kTicks});
}

TEST_CASE("a state that was signed in an older form is still known again", "[recovery]") {
    const TemporaryDirectory directory;
    const auto ended_with = [&](const Exchange& exchange, std::uint16_t format) {
        std::string state;
        exchange.save(state, format);
        return Sha256{}.of(state);
    };
    SmallMarket market{9};
    for (std::uint16_t format = 1; format <= Exchange::kStateFormat; ++format) {
        auto running = RunningExchange::start(directory.path(), {});
        REQUIRE(running);
        for (int i = 0; i < kTicks; ++i) REQUIRE((*running)->submit(market.next()));
        REQUIRE((*running)->drain());
        REQUIRE((*running)->journal().finish(ended_with((*running)->exchange(), format)));
    }
    CHECK(RunningExchange::start(directory.path(), {}));
    auto running = RunningExchange::start(directory.path(), {});
    REQUIRE(running);
    REQUIRE((*running)->submit(market.next()));
    REQUIRE((*running)->drain());
    REQUIRE((*running)->journal().finish(Digest{}));
    running->reset();
    CHECK_FALSE(RunningExchange::start(directory.path(), {}));
}

TEST_CASE("a head that somebody else signed is not believed", "[recovery]") {
    const TemporaryDirectory directory;
    const TemporaryDirectory other;
    fill(directory.path(), kTicks, true);
    const auto forger = HeadKey::load_or_make(other.path());
    REQUIRE(forger);
    const auto head = HeadsLog::newest(HeadsLog::file(directory.path()));
    REQUIRE((head && *head));
    auto log = HeadsLog::open(HeadsLog::file(directory.path()));
    REQUIRE(log);
    REQUIRE(log->append(forger->sign((*head)->head)));
    Store store = opened(directory.path());
    CHECK(failure_of(store).fault == Fault::corrupt);
}

}  // namespace divmid::storage
