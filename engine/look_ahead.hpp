// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "engine/record.hpp"
#include "engine/state.hpp"

namespace divmid {

/// Brings into the cache what the commands a few places further on in the tick will touch, while
/// the one at hand is carried out. Random access to many orders and accounts costs memory latency;
/// a tick knows its commands in advance. Changes nothing and decides nothing.
class LookAhead {
public:
    LookAhead(const Exchange::State& state, const Commands& commands)
        : state_{state},
          places_{commands.all<PlaceOrder>()},
          cancels_{commands.all<CancelOrder>()},
          replaces_{commands.all<ReplaceOrder>()} {}

    // `command` is the one of the tick that comes next.
    void from(const PlaceOrder& command) const;
    void from(const CancelOrder& command) const;
    void from(const ReplaceOrder& command) const;
    template <class Other>
    void from(const Other&) const {}

private:
    /// Null when there is nothing to gain, or no such market.
    [[nodiscard]] const Market* large_market(MarketId id) const;
    template <class Placing>
    void fetch_level(const Market& market, const Placing& command) const;
    template <class Placing>
    static void fetch_tail(const Market& market, const Placing& command);
    void fetch_order(const Market& market, OrderId order) const;
    void fetch_neighbours(const Market& market, OrderId order) const;
    void fetch_account(AccountId account, AssetId asset) const;

    const Exchange::State& state_;
    std::span<const PlaceOrder> places_;
    std::span<const CancelOrder> cancels_;
    std::span<const ReplaceOrder> replaces_;
};

}  // namespace divmid
