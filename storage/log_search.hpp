// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "engine/record.hpp"
#include "storage/store.hpp"

namespace divmid::storage {

// Records of the log, long after their release: for the few answers that need more of them than any
// projection keeps. They block for the disk, and throw std::runtime_error when it fails or when a
// record is not what its digest says: to be called on a stage.

/// With its events. Null when the log has no such record.
[[nodiscard]] std::shared_ptr<const Record> read_record(const Store& store, Sequence sequence);

/// Which trade, by what the history says of it.
struct TradeAt {
    MarketId market;
    TradeId trade;
    Timestamp time;  ///< Of its record.
};

/// A trade, of an uncross too, and the record that made it.
struct TradeOfRecord {
    TradeExecuted trade;
    Sequence sequence;
};

/// Nothing when no record of that time has it. Costs a binary search for the time, some forty
/// look-ups in the longest log, and a walk over the records of that time.
[[nodiscard]] std::optional<TradeOfRecord> read_trade(const Store& store, const TradeAt& wanted);

}  // namespace divmid::storage
