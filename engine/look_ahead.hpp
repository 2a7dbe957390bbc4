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
          replaces_{commands.all<ReplaceOrder>()},
          market_{large_market()} {}

    // `command` is the one of the tick that comes next.
    void from(const PlaceOrder& command) const {
        if (market_ != nullptr) fetch_from(command);
    }
    void from(const CancelOrder& command) const {
        if (market_ != nullptr) fetch_from(command);
    }
    void from(const ReplaceOrder& command) const {
        if (market_ != nullptr) fetch_from(command);
    }
    template <class Other>
    void from(const Other&) const {}

private:
    [[nodiscard]] const Market* large_market() const;
    [[nodiscard]] MarketId first_market() const;

    void fetch_from(const PlaceOrder& command) const;
    void fetch_from(const CancelOrder& command) const;
    void fetch_from(const ReplaceOrder& command) const;
    template <class Placing>
    void fetch_level(const Placing& command) const;
    template <class Placing>
    void fetch_tail(const Placing& command) const;
    void fetch_order(OrderId order) const;
    void fetch_neighbours(OrderId order) const;
    void fetch_account(AccountId account, AssetId asset) const;

    const Exchange::State& state_;
    std::span<const PlaceOrder> places_;
    std::span<const CancelOrder> cancels_;
    std::span<const ReplaceOrder> replaces_;
    /// A guess where most of the tick's commands lead; a wrong one costs little. Null when its
    /// orders are so few that they are in the cache anyway.
    const Market* market_;
};

}  // namespace divmid
