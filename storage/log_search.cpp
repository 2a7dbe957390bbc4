// SPDX-License-Identifier: Apache-2.0
#include "storage/log_search.hpp"

#include <rocksdb/db.h>

#include <stdexcept>
#include <utility>

#include "storage/canonical/record_form.hpp"
#include "storage/canonical/record_header.hpp"
#include "storage/digest.hpp"
#include "storage/log.hpp"

namespace divmid::storage {
namespace {

/// Calls run on a stage tell what failed by what they throw.
template <class T>
T value_of(Result<T> result) {
    if (!result) throw std::runtime_error{result.error().message};
    return *std::move(result);
}

[[noreturn]] void fail_as_corrupt() {
    throw std::runtime_error{"a record of the log is not what its digest says"};
}

std::shared_ptr<Record> decode(std::string_view value) {
    const auto stored = read_stored(value);
    if (!stored || Sha256{}.of(stored->form) != stored->digest) fail_as_corrupt();
    auto record = std::make_shared<Record>();
    value_of(RecordDecoder{}.decode(stored->form, *record));
    record->digest = stored->digest;
    return record;
}

/// A place in the log, found by time: records are never older than the one before.
class Walk {
public:
    explicit Walk(const Store& store)
        : log_{store.db().NewIterator(options(), store.family(Family::log))} {}

    /// To the first record that is not earlier; to none when all are.
    void seek(Timestamp time) {
        log_->SeekToLast();
        if (!valid()) return;
        Sequence low{1};
        Sequence high{header().sequence.value() + 1};
        while (low < high) {
            const Sequence middle{low.value() + (high.value() - low.value()) / 2};
            log_->Seek(sequence_key(middle));
            if (valid() && header().time < time)
                low = Sequence{middle.value() + 1};
            else
                high = middle;
        }
        log_->Seek(sequence_key(low));
    }
    void next() { log_->Next(); }

    [[nodiscard]] bool valid() const {
        if (!log_->status().ok()) throw std::runtime_error{log_->status().ToString()};
        return log_->Valid();
    }
    [[nodiscard]] RecordHeader header() const {
        const auto stored = read_stored(log_->value().ToStringView());
        if (!stored) fail_as_corrupt();
        std::string_view form = stored->form;
        return value_of(take_header(form));
    }
    [[nodiscard]] std::shared_ptr<const Record> record() const {
        return decode(log_->value().ToStringView());
    }

private:
    static rocksdb::ReadOptions options() {
        rocksdb::ReadOptions to;
        to.verify_checksums = true;
        return to;
    }

    std::unique_ptr<rocksdb::Iterator> log_;
};

/// Null when the record has no such trade.
const TradeExecuted* find_trade(const Record& record, const TradeAt& wanted) {
    const auto is_it = [&](const TradeExecuted& trade) {
        return trade.trade == wanted.trade && trade.market == wanted.market;
    };
    for (const TradeExecuted& trade : record.events.all<TradeExecuted>())
        if (is_it(trade)) return &trade;
    for (const AuctionTraded& event : record.events.all<AuctionTraded>())
        if (is_it(event.trade)) return &event.trade;
    return nullptr;
}

}  // namespace

std::shared_ptr<const Record> read_record(const Store& store, Sequence sequence) {
    const auto value = value_of(store.get(Family::log, sequence_key(sequence)));
    return value ? decode(*value) : nullptr;
}

std::optional<TradeOfRecord> read_trade(const Store& store, const TradeAt& wanted) {
    Walk walk{store};
    for (walk.seek(wanted.time); walk.valid() && walk.header().time == wanted.time; walk.next()) {
        const std::shared_ptr<const Record> record = walk.record();
        if (const TradeExecuted* const found = find_trade(*record, wanted))
            return TradeOfRecord{*found, record->sequence};
    }
    return std::nullopt;
}

}  // namespace divmid::storage
