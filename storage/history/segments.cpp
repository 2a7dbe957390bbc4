// SPDX-License-Identifier: Apache-2.0
#include "storage/history/segments.hpp"

#include <rocksdb/db.h>
#include <rocksdb/sst_file_writer.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <tuple>

#include "storage/canonical/little_endian.hpp"
#include "storage/history/request_blocks.hpp"
#include "storage/history/rows.hpp"
#include "storage/history/segment_keys.hpp"
#include "storage/history/trade_blocks.hpp"

namespace divmid::storage {

namespace {

constexpr const char* kFilePrefix = "segment-";
constexpr const char* kFileSuffix = ".sst";

/// Of all that a segment holds. The form without trades did not say its number; the second one had
/// plain orders, fills and trades only.
constexpr std::uint8_t kSegmentForm = 3;

constexpr IndexKind kind_of(const OrderRow*) {
    return IndexKind::orders;
}
constexpr IndexKind kind_of(const FillRow*) {
    return IndexKind::fills;
}
constexpr IndexKind kind_of(const PreventionRow*) {
    return IndexKind::preventions;
}
constexpr IndexKind kind_of(const AmendmentRow*) {
    return IndexKind::amendments;
}
constexpr IndexKind kind_of(const ListRow*) {
    return IndexKind::lists;
}

std::string reach_key(std::uint64_t segment) {
    std::string key{static_cast<char>(IndexKind::reach)};
    put_big(segment, key);
    return key;
}

std::string rows_key(IndexKind kind, AccountId account, std::uint64_t segment) {
    std::string key{static_cast<char>(kind)};
    put_big(account.value(), key);
    put_big(segment, key);
    return key;
}

auto place_in_segment(const OrderRow& row) {
    return std::tuple{row.market, row.order};
}
auto place_in_segment(const FillRow& row) {
    return std::tuple{row.market, row.trade, row.order};
}
auto place_in_segment(const PreventionRow& row) {
    return std::tuple{row.market, row.prevention};
}
auto place_in_segment(const AmendmentRow& row) {
    return row.execution;
}
auto place_in_segment(const ListRow& row) {
    return row.list;
}

/// Writes one table file.
class SegmentFile {
public:
    SegmentFile(const Store& store, std::uint64_t number)
        : number_{number},
          path_{store.directory() / (kFilePrefix + std::to_string(number) + kFileSuffix)},
          options_{options_of(store)},
          writer_{rocksdb::EnvOptions{}, options_} {}

    Result<void> write(const Tail& tail) {
        status_ = writer_.Open(path_.string());
        std::string reach;
        put_little(tail.through.value(), reach);
        put_little(tail.through_time.value(), reach);
        put_little(kSegmentForm, reach);
        put(reach_key(number_), reach);
        put_rows(tail.orders, tail.through_time);
        put_rows(tail.fills, tail.through_time);
        const auto put_key = [this](const std::string& key, const std::string& value) {
            put(key, value);
        };
        put_trades(tail.trades, put_key);
        put_rows(tail.preventions, tail.through_time);
        put_rows(tail.amendments, tail.through_time);
        put_rows(tail.lists, tail.through_time);
        put_requests(tail.requests, put_key);
        if (status_.ok()) status_ = writer_.Finish();
        if (!status_.ok()) return std::unexpected(error_of(status_));
        return {};
    }

    Result<void> ingest(Store& store) {
        rocksdb::IngestExternalFileOptions options;
        options.move_files = true;
        options.snapshot_consistency = false;
        options.write_global_seqno = false;
        status_ =
            store.db().IngestExternalFile(store.family(Family::index), {path_.string()}, options);
        if (!status_.ok()) return std::unexpected(error_of(status_));
        return {};
    }

private:
    static rocksdb::Options options_of(const Store& store) {
        return store.db().GetOptions(store.family(Family::index));
    }

    void put(const std::string& key, const std::string& value) {
        if (status_.ok()) status_ = writer_.Put(key, value);
    }

    template <class Row>
    void put_rows(const YoungRows<Row>& young, Timestamp through_time) {
        std::vector<Row> rows;
        for (const AccountId account : young.accounts()) {
            rows.clear();
            for (const std::uint32_t at : young.of(account)) rows.push_back(young[at]);
            std::ranges::sort(rows, {}, [](const Row& row) { return place_in_segment(row); });
            std::string value;
            put_little(through_time.value(), value);
            pack(rows, value);
            put(rows_key(kind_of(rows.data()), account, number_), value);
        }
    }

    std::uint64_t number_;
    std::filesystem::path path_;
    rocksdb::Options options_;
    rocksdb::SstFileWriter writer_;
    rocksdb::Status status_;
};

Result<void> read_fills(std::string_view value, std::vector<FillRow>& rows,
                        Timestamp& through_time) {
    std::int64_t time = 0;
    rows.clear();
    if (!take_little(value, time) || !unpack(value, rows)) return unreadable_segment();
    through_time = Timestamp{time};
    return {};
}

/// Takes a segment's reach apart. False when it is of another form.
bool parse_reach(std::string_view key, std::string_view value, SegmentsEnd& to) {
    std::uint64_t through = 0;
    std::int64_t through_time = 0;
    std::uint8_t form = 0;
    key.remove_prefix(1);
    if (!take_big(key, to.next) || !take_little(value, through) ||
        !take_little(value, through_time) || !take_little(value, form))
        return false;
    ++to.next;
    to.through = Sequence{through};
    to.through_time = Timestamp{through_time};
    return form == kSegmentForm && key.empty() && value.empty();
}

/// The first segment below `before` that reaches the time; `before` when none does.
Result<std::uint64_t> segment_reaching(const Store& store, Timestamp time, std::uint64_t before) {
    std::uint64_t first = 0;
    while (first < before) {
        const std::uint64_t middle = first + (before - first) / 2;
        const std::string key = reach_key(middle);
        const auto found = store.get(Family::index, key);
        if (!found) return std::unexpected(found.error());
        SegmentsEnd reach;
        if (!*found || !parse_reach(key, **found, reach)) return unreadable_segment();
        if (reach.through_time < time)
            first = middle + 1;
        else
            before = middle;
    }
    return first;
}

}  // namespace

Result<SegmentsEnd> open_segments(Store& store) {
    SegmentsEnd end;
    {
        const auto at = iterate_index(store);
        at->SeekForPrev(reach_key(~std::uint64_t{0}));
        if (!at->status().ok()) return std::unexpected(error_of(at->status()));
        if (!at->Valid()) return end;
        if (parse_reach(at->key().ToStringView(), at->value().ToStringView(), end)) return end;
    }
    if (auto erased = store.erase_index(); !erased) return std::unexpected(erased.error());
    return SegmentsEnd{};
}

Result<void> write_segment(Store& store, std::uint64_t number, const Tail& tail) {
    SegmentFile file{store, number};
    if (auto good = file.write(tail); !good) return good;
    return file.ingest(store);
}

void remove_segment_leftovers(const Store& store) {
    // One that cannot be removed only takes room.
    std::error_code ignored;
    std::vector<std::filesystem::path> leftovers;
    std::filesystem::directory_iterator at{store.directory(), ignored};
    for (; !ignored && at != std::filesystem::directory_iterator{}; at.increment(ignored)) {
        const std::string name = at->path().filename().string();
        if (name.starts_with(kFilePrefix) && name.ends_with(kFileSuffix))
            leftovers.push_back(at->path());
    }
    for (const auto& file : leftovers) std::filesystem::remove(file, ignored);
}

template <class Row>
Result<void> visit_segments(const Store& store, AccountId account, std::uint64_t before,
                            const SegmentVisit& visit, const std::function<void(const Row&)>& row) {
    if (before == 0) return {};
    const IndexKind kind = kind_of(static_cast<const Row*>(nullptr));
    const std::string first = rows_key(kind, account, 0);
    const auto at = iterate_index(store);
    std::vector<Row> rows;
    for (at->SeekForPrev(rows_key(kind, account, before - 1));
         at->Valid() && at->key().compare(first) >= 0; at->Prev()) {
        std::string_view value = at->value().ToStringView();
        std::int64_t through_time = 0;
        if (!take_little(value, through_time)) return unreadable_segment();
        if (!visit(Timestamp{through_time})) return {};
        rows.clear();
        if (!unpack(value, rows)) return unreadable_segment();
        std::ranges::for_each(rows, row);
    }
    if (!at->status().ok()) return std::unexpected(error_of(at->status()));
    return {};
}

template Result<void> visit_segments(const Store&, AccountId, std::uint64_t, const SegmentVisit&,
                                     const std::function<void(const OrderRow&)>&);
template Result<void> visit_segments(const Store&, AccountId, std::uint64_t, const SegmentVisit&,
                                     const std::function<void(const FillRow&)>&);
template Result<void> visit_segments(const Store&, AccountId, std::uint64_t, const SegmentVisit&,
                                     const std::function<void(const PreventionRow&)>&);
template Result<void> visit_segments(const Store&, AccountId, std::uint64_t, const SegmentVisit&,
                                     const std::function<void(const AmendmentRow&)>&);
template Result<void> visit_segments(const Store&, AccountId, std::uint64_t, const SegmentVisit&,
                                     const std::function<void(const ListRow&)>&);

Result<void> visit_fills_upward(const Store& store, AccountId account, Timestamp from,
                                std::uint64_t before, const SegmentVisit& visit,
                                const std::function<void(const FillRow&)>& row) {
    const auto first = segment_reaching(store, from, before);
    if (!first) return std::unexpected(first.error());
    const std::string end = rows_key(IndexKind::fills, account, before);
    const auto at = iterate_index(store);
    std::vector<FillRow> rows;
    Timestamp through_time;
    for (at->Seek(rows_key(IndexKind::fills, account, *first));
         at->Valid() && at->key().compare(end) < 0; at->Next()) {
        if (auto good = read_fills(at->value().ToStringView(), rows, through_time); !good)
            return good;
        std::ranges::for_each(rows, row);
        if (!visit(through_time)) return {};
    }
    if (!at->status().ok()) return std::unexpected(error_of(at->status()));
    return {};
}

}  // namespace divmid::storage
