// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "engine/event.hpp"
#include "storage/projection.hpp"

namespace divmid::gateway {

struct TapeEntry {
    TradeId trade;
    Ticks price;
    Lots lots;
    Timestamp time;
    bool buyer_is_maker{};
};

/// The last trades of each market, the oldest first.
class Tape final : public storage::Projection {
public:
    static constexpr std::size_t kTradesKept = 1000;

    void apply(const Record& record) override;

    [[nodiscard]] const std::deque<TapeEntry>& trades(MarketId market) const;

private:
    std::vector<std::deque<TapeEntry>> tapes_;  ///< By market.
};

}  // namespace divmid::gateway
