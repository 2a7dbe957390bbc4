// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>

#include "storage/error.hpp"
#include "storage/history/young_trades.hpp"
#include "storage/store.hpp"

namespace divmid::storage {

// The trades of a market on disk: blocks by the id of their first trade, and two lists of where a
// block begins, by aggregate and by time (README.md, Segments).

/// Trades of one block, at most. A block is what a query reads at least.
inline constexpr std::size_t kTradesOfBlock = 1000;

using PutKey = std::function<void(const std::string& key, const std::string& value)>;

/// Puts what no segment holds, in order of keys.
void put_trades(const YoungTrades& trades, const PutKey& put);

/// Takes trades of one market without a hole; says whether to go on.
using TradeVisit = std::function<bool(std::span<const TradeRow> run)>;

/// Goes through the trades before the one given, from the block on where the answer begins: towards
/// older ones when the newest are wanted, else towards younger ones. A few seeks, whatever there
/// is, and the blocks of the answer. Blocks for the disk.
[[nodiscard]] Result<void> visit_trades(const Store& store, const TradeQuery& query, TradeId before,
                                        const TradeVisit& visit);

}  // namespace divmid::storage
