// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "engine/reactor/deferred.hpp"
#include "engine/record.hpp"

namespace divmid::storage {

/// Which trade, by what the history says of it.
struct TradeAt {
    MarketId market;
    TradeId trade;
    Timestamp time;  ///< Of its record.
};

/// Records of the log, long after their release: for the few answers that need more of them than
/// any projection keeps. A question that fails at the disk fails its Deferred.
class Archive {
public:
    virtual ~Archive() = default;

    /// Null when the log has no such record.
    [[nodiscard]] virtual Deferred<std::shared_ptr<const Record>> record(Sequence sequence) = 0;

    /// With both parties, their orders and their fees; of an uncross too. Nothing when no record of
    /// that time has it.
    [[nodiscard]] virtual Deferred<std::optional<TradeExecuted>> trade(TradeAt wanted) = 0;

protected:
    Archive() = default;
    Archive(const Archive&) = default;
    Archive& operator=(const Archive&) = default;
};

/// The trade with that name in a record; null when it has none.
[[nodiscard]] inline const TradeExecuted* find_trade(const Record& record, const TradeAt& wanted) {
    const auto is_it = [&](const TradeExecuted& trade) {
        return trade.trade == wanted.trade && trade.market == wanted.market;
    };
    for (const TradeExecuted& trade : record.events.all<TradeExecuted>())
        if (is_it(trade)) return &trade;
    for (const AuctionTraded& event : record.events.all<AuctionTraded>())
        if (is_it(event.trade)) return &event.trade;
    return nullptr;
}

}  // namespace divmid::storage
