// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "storage/error.hpp"
#include "storage/history.hpp"
#include "storage/history/tail.hpp"
#include "storage/store.hpp"

namespace divmid::storage {

/// How far the segments reach.
struct SegmentsEnd {
    std::uint64_t next{};  ///< Number of the next segment; they count from 0.
    Sequence through;      ///< The last record whose rows they hold.
    Timestamp through_time;
};

/// Zeros when there is none. Segments of another form, which lack rows or say them otherwise, are
/// erased: what is derived is made again from the log.
[[nodiscard]] Result<SegmentsEnd> open_segments(Store& store);

/// Sorts the rows of the tail by account and makes them one table file, with how far it reaches in
/// the same file: all of it is there, or nothing. Blocks for the disk.
[[nodiscard]] Result<void> write_segment(Store& store, std::uint64_t number, const Tail& tail);

/// Removes the files of segments that a crash left beside the database: each is in it, or will be
/// made again. Requires: no segment is being written.
void remove_segment_leftovers(const Store& store);

/// Whether to go on with older segments; `through_time` is later than none of the rows' making.
using SegmentVisit = std::function<bool(Timestamp through_time)>;

/// Goes through the account's rows below segment `before`, newest segment first: `visit` is asked
/// before the rows of a segment are read, `row` gets each. Blocks for the disk.
/// Rows are orders, fills, prevented matches, amendments or lists.
template <class Row>
[[nodiscard]] Result<void> visit_segments(const Store& store, AccountId account,
                                          std::uint64_t before, const SegmentVisit& visit,
                                          const std::function<void(const Row&)>& row);

/// Goes through the account's fills below segment `before`, oldest segment first, from the segment
/// on that reaches `from`: `row` gets each of a segment, then `visit` is asked. The fills of a
/// market come in order of trade id from one segment to the next. A few seeks, whatever there is,
/// and the segments of the answer. Blocks for the disk.
[[nodiscard]] Result<void> visit_fills_upward(const Store& store, AccountId account, Timestamp from,
                                              std::uint64_t before, const SegmentVisit& visit,
                                              const std::function<void(const FillRow&)>& row);

}  // namespace divmid::storage
