// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/accounts/profiles.hpp"
#include "engine/market/market.hpp"
#include "engine/reject.hpp"
#include "engine/types.hpp"

namespace divmid {

/// An order on its way through the book: just accepted, woken, or amended out of its place.
struct Taking {
    OpenOrder order;  ///< Price zero: any. Lots: what is left, zero for market_by_budget.
    OrderType type{};
    TimeInForce time_in_force{};
    Amount budget;       ///< Of market_by_budget: what is left.
    TradeGroupId group;  ///< Of its account.
    Lots prevented;      ///< Of its lots, while it takes.
    bool prevented_whole{};
    Amount freed;                 ///< What it held so far, available again when it starts.
    Ticks price_before;           ///< The market's last price when it started to take.
    std::size_t trades_before{};  ///< Of the record, likewise.
};

/// An open order on its way out of its place, to take: with copies of what its description
/// points to.
struct Lifted {
    Lifted(const Market& market, SlotIndex at, const Profiles& profiles);
    Lifted(const Lifted&) = delete;
    Lifted& operator=(const Lifted&) = delete;

    Taking taking;
    SpecialOrder special;
    std::array<char, OrderNote::kClientIdMost> client_id{};
};

/// Whether what such an order does not trade goes into the book.
template <class Order>
[[nodiscard]] bool may_rest(const Order& order) {
    return is_limit(order.type) && (order.time_in_force == TimeInForce::good_till_canceled ||
                                    order.time_in_force == TimeInForce::good_till_date);
}

/// What it may trade and what becomes of the rest.
struct Plan {
    std::uint64_t wanted{};  ///< Lots to trade, if the book has them within the limit.
    Ticks limit;             ///< The worst price it may trade at, the band's; zero: any.
    PriceBand band;          ///< It ends where it meets an order outside.
    bool rests{};            ///< What it does not trade goes into the book.
    EndReason end{};         ///< Else why it ends.
};

/// Which makers are the taker's own: of one account, or of one group.
struct Guard {
    SelfTradePrevention mode{};
    AccountId account;
    TradeGroupId group;
    const Profiles& profiles;

    [[nodiscard]] bool owns(const OrderSlot& maker) const {
        return maker.account() == account ||
               (group != TradeGroupId{} && profiles[maker.account()].group == group);
    }
};

}  // namespace divmid
