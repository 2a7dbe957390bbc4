// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "storage/aggregate_ids.hpp"
#include "storage/projection.hpp"
#include "storage/trade_row.hpp"

namespace divmid::gateway {

/// What was traded last: by the last record, and in each market. What was traded before is in the
/// history.
class Tape final : public storage::Projection {
public:
    void apply(const Record& record) override;

    /// Trades of the last record, in their order.
    [[nodiscard]] std::span<const storage::TradeRow> printed() const { return printed_; }

    /// Null when the market never traded. Valid until the next apply().
    [[nodiscard]] const storage::TradeRow* last(MarketId market) const;

private:
    storage::AggregateIds aggregate_ids_;
    std::vector<storage::TradeRow> printed_;
    std::vector<storage::TradeRow> last_;  ///< By market.
};

}  // namespace divmid::gateway
