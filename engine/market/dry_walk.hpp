// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/market/market.hpp"
#include "engine/market/self_trade.hpp"

namespace divmid {

/// A dry walk from order to order, for a taker that must not trade with its own: as match() would
/// go, slices of icebergs in the queue where they would stand, and nothing changes. `Guard` tells
/// `owns(const OrderSlot&)` and `mode`. Costs one step an order met; allocates for icebergs only.
template <class Guard>
class DryWalk {
public:
    /// `budget` zero: by lots.
    DryWalk(const Market& market, const Wanted& wanted, Amount budget, const Guard& guard)
        : market_{market}, wanted_{wanted}, guard_{guard}, left_{wanted.lots}, budget_{budget} {
        by_budget_ = budget != Amount{};
    }

    /// What it would trade; what prevention takes from it is wanted and not traded.
    [[nodiscard]] Reach run() {
        const OrderBook& book = market_.book();
        const Side side = opposite(wanted_.taker);
        for (Ticks price = book.best(side);
             !stopped_ && price != Ticks{} && reaches(wanted_.taker, wanted_.limit, price);
             price = book.worse(side, price))
            meet_level(book.level(side, price), price);
        total_.book_runs_out = !stopped_;
        return total_;
    }

private:
    struct Slices {
        Lots hidden;
        Lots visible;
    };

    void meet_level(const Level& level, Ticks price) {
        slices_.clear();
        lot_value_ = market_.terms().notional(price, Lots{1}).value();
        for (SlotIndex at = level.head; at != 0 && !stopped_; at = market_[at].next) meet(at);
        for (std::size_t i = 0; i < slices_.size() && !stopped_; ++i) {
            const Slices next = slices_[i];
            const Lots shown = std::min(next.visible, next.hidden);
            take(shown);
            if (next.hidden > shown) slices_.push_back({next.hidden - shown, next.visible});
        }
    }

    void meet(SlotIndex at) {
        if (wants() == 0) {
            stopped_ = true;
            return;
        }
        if (guard_.owns(market_[at])) return meet_own(market_.open_lots(at));
        take(market_[at].lots);
        const SpecialOrder* const special = market_.special(at);
        if (special != nullptr && special->hidden != Lots{})
            slices_.push_back({special->hidden, special->asked.visible});
    }

    void meet_own(Lots lots) {
        const Loss loss = loss_of(guard_.mode, lots, left_);
        left_ -= loss.taker;
        stopped_ = loss.taker_done;
    }

    void take(Lots there) {
        const std::uint64_t lots = std::min<std::uint64_t>(wants(), there.value());
        const Amount paid{static_cast<std::int64_t>(lots) * lot_value_};
        total_.lots += lots;
        total_.notional += paid;
        left_ -= lots;
        if (by_budget_) budget_ = budget_ - paid;
        // Not wholly taken, or nothing more wanted: the next order is not met.
        stopped_ = lots < there.value() || left_ == 0 || (by_budget_ && budget_ == Amount{});
    }

    [[nodiscard]] std::uint64_t wants() const {
        if (!by_budget_) return left_;
        return static_cast<std::uint64_t>(budget_.value() / lot_value_);
    }

    const Market& market_;
    Wanted wanted_;
    const Guard& guard_;
    std::uint64_t left_;
    Amount budget_;
    bool by_budget_{};
    bool stopped_{};
    std::int64_t lot_value_{};
    Reach total_;
    std::vector<Slices> slices_;  ///< Of the level at hand, by their place in its queue.
};

}  // namespace divmid
