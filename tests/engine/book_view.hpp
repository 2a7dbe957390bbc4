// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/event.hpp"
#include "engine/terms.hpp"

namespace divmid {

/// A market's book as anybody can keep it from events alone. Throws std::logic_error when an event
/// does not fit: a trade whose maker is not the first of the best level, a cancel of what does not
/// rest, a crossed book.
class BookView {
public:
    struct Resting {
        OrderId order;
        AccountId account;
        Lots lots;    ///< With those hidden.
        Lots hidden;  ///< Of an iceberg.
    };
    using Level = std::deque<Resting>;
    using Bids = std::map<Ticks, Level, std::greater<>>;
    using Asks = std::map<Ticks, Level>;

    void apply(const OrderRested& event);
    void apply(const TradeExecuted& event);
    void apply(const OrderCanceled& event);
    void apply(const TradePrevented& event);
    void apply(const SliceShown& event);
    void apply(const OrderAmended& event);
    void apply(const AuctionTraded& event);
    /// Only an auction call may cross it.
    void apply(const PhaseChanged& event);

    [[nodiscard]] const Bids& bids() const { return bids_; }
    [[nodiscard]] const Asks& asks() const { return asks_; }

private:
    void require_order() const;

    Bids bids_;
    Asks asks_;
    bool in_call_ = false;
};

/// The book as text, best level first, bids left, asks right; `name` tells an account.
[[nodiscard]] std::vector<std::string> table(const BookView& book, const MarketTerms& terms,
                                             const std::function<std::string(AccountId)>& name);

}  // namespace divmid
