// SPDX-License-Identifier: Apache-2.0
#include "tests/gateway/cli/tampering.hpp"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <catch2/catch.hpp>
#include <string>

#include "storage/canonical/record_form.hpp"
#include "storage/digest.hpp"
#include "storage/log.hpp"
#include "storage/store.hpp"

namespace divmid::gateway::cli {

using storage::Family;

namespace {

storage::Store open(const std::filesystem::path& data) {
    auto store = storage::Store::open(data);
    REQUIRE(store);
    return *std::move(store);
}

std::string stored(const storage::Store& store, Sequence sequence) {
    const auto value = store.get(Family::log, storage::sequence_key(sequence));
    REQUIRE(value);
    REQUIRE(*value);
    return **value;
}

void put(rocksdb::WriteBatch& batch, storage::Store& store, Sequence sequence,
         const std::string& form, const Digest& digest) {
    batch.Put(store.family(Family::log), storage::sequence_key(sequence),
              form + std::string{storage::bytes_of(digest)});
}

Record with_more(const Record& from) {
    Record to;
    to.sequence = from.sequence;
    to.tick.time = from.tick.time;
    to.tick.nonce = from.tick.nonce;
    to.tick.commands.arena.assign(from.tick.commands.arena.bytes());
    for (const Deposit& deposit : from.tick.commands.all<Deposit>()) to.tick.commands.push(deposit);
    to.events.begin_command();
    REQUIRE(from.events.all<Deposited>().size() == 1);
    Deposited event = from.events.all<Deposited>().front();
    event.amount += Amount{1};
    to.events.push(event);
    return to;
}

}  // namespace

void flip_bit(const std::filesystem::path& data, Sequence sequence) {
    storage::Store store = open(data);
    std::string value = stored(store, sequence);
    char& byte = value[value.size() / 2];
    byte = static_cast<char>(byte ^ 1);
    rocksdb::WriteBatch batch = storage::new_batch();
    batch.Put(store.family(Family::log), storage::sequence_key(sequence), value);
    REQUIRE(store.write(batch));
}

void cut_behind(const std::filesystem::path& data, Sequence last) {
    storage::Store store = open(data);
    const auto end = storage::read_log_end(store);
    REQUIRE(end);
    REQUIRE(last < end->sequence);
    rocksdb::WriteBatch batch = storage::new_batch();
    for (Sequence gone{last.value() + 1}; gone <= end->sequence;
         gone = Sequence{gone.value() + 1}) {
        batch.Delete(store.family(Family::log), storage::sequence_key(gone));
        batch.Delete(store.family(Family::heads), storage::sequence_key(gone));
    }
    const std::string value = stored(store, last);
    batch.Put(store.family(Family::heads),
              rocksdb::Slice{storage::kEndKey.data(), storage::kEndKey.size()},
              storage::end_form(last, storage::read_stored(value)->digest));
    REQUIRE(store.write(batch));
}

void forge_deposit(const std::filesystem::path& data, Sequence sequence) {
    storage::Store store = open(data);
    const auto end = storage::read_log_end(store);
    REQUIRE(end);
    rocksdb::WriteBatch batch = storage::new_batch();
    storage::Sha256 sha256;
    Digest previous{};
    for (Sequence at = sequence; at <= end->sequence; at = Sequence{at.value() + 1}) {
        const std::string value = stored(store, at);
        Record record;
        auto link = storage::RecordDecoder{}.decode(storage::read_stored(value)->form, record);
        REQUIRE(link);
        if (at == sequence)
            record = with_more(record);
        else
            link->previous = previous;
        std::string form;
        storage::RecordEncoder{}.encode(record, *link, form);
        previous = sha256.of(form);
        put(batch, store, at, form, previous);
    }
    batch.Put(store.family(Family::heads),
              rocksdb::Slice{storage::kEndKey.data(), storage::kEndKey.size()},
              storage::end_form(end->sequence, previous));
    REQUIRE(store.write(batch));
}

}  // namespace divmid::gateway::cli
