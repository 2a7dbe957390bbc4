// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "engine/market/trailing_stops.hpp"
#include "engine/types.hpp"

namespace divmid {

/// What a stop-loss or take-profit order waits for, in its market's steps.
struct TriggerTerms {
    OrderId order;
    Side side{};
    Trigger trigger{Trigger::stop_loss};
    Ticks stop_price;          ///< Zero with `trailing`: it follows from the start.
    std::uint32_t trailing{};  ///< Basis points; zero: it does not follow.

    /// A stop-loss buy and a take-profit sell lie above the market, the other two below.
    [[nodiscard]] bool above() const {
        return (trigger == Trigger::stop_loss) == (side == Side::buy);
    }
    /// Whether that price is the stop price or beyond it. Requires: there is a stop price.
    [[nodiscard]] bool reached_by(Ticks price) const {
        return above() ? price >= stop_price : price <= stop_price;
    }
};

/// The orders of a market that wait for the last trade price. Knows them by id alone.
///
/// Costs O(log n) for each stop added, taken out, started or reached, and nothing that grows with
/// their number for a print that reaches none.
class Triggers {
public:
    /// `last`: the last trade price, zero before the first; a stop that follows from the start
    /// begins there. Requires: not there yet; of another one the stop price is not reached.
    void add(const TriggerTerms& stop, Ticks last);
    /// As saved: a trailing stop that follows from this extreme on (zero: there was no print yet).
    void restore(const TriggerTerms& stop, Ticks extreme) { follow(stop, extreme); }
    /// Requires: added, and not reached since.
    void remove(const TriggerTerms& stop);

    /// What one print reached, in no order that matters.
    struct Touched {
        std::vector<Reached> reached;  ///< No longer there.
        std::vector<Reached> started;  ///< Follow the prints from now on.

        void clear() {
            reached.clear();
            started.clear();
        }
    };

    /// Follows a print and appends what it reaches. A trailing stop that it starts has it as the
    /// first extreme, and only later ones fire it.
    void print(Ticks price, Touched& touched);

    /// The extreme of a trailing stop that follows (zero in it: no print yet); nothing when it
    /// still waits for its stop price. Requires: added, with `trailing`.
    [[nodiscard]] std::optional<Ticks> extreme(const TriggerTerms& stop) const;

    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] std::size_t size() const {
        return above_.size() + below_.size() + buys_.size() + sells_.size();
    }

    /// Ends the process when the parts disagree.
    void check_invariants() const;

private:
    /// A stop price, and what is needed to follow from there on.
    struct Fixed {
        Ticks stop_price;
        OrderId order;
        std::uint32_t trailing{};
        Side side{};

        friend bool operator<(const Fixed& a, const Fixed& b) {
            return a.stop_price != b.stop_price ? a.stop_price < b.stop_price : a.order < b.order;
        }
    };

    [[nodiscard]] std::set<Fixed>& fixed(const TriggerTerms& stop) {
        return stop.above() ? above_ : below_;
    }
    [[nodiscard]] TrailingStops& trailing(Side side) { return side == Side::buy ? buys_ : sells_; }
    [[nodiscard]] const TrailingStops& trailing(Side side) const {
        return side == Side::buy ? buys_ : sells_;
    }
    void follow(const TriggerTerms& stop, Ticks extreme) {
        trailing(stop.side).add(stop.order, stop.trailing, extreme);
    }
    void touch(const Fixed& stop, Ticks price, Touched& touched);

    std::set<Fixed> above_;  ///< Reached by prints at their stop price or higher.
    std::set<Fixed> below_;  ///< By prints at it or lower.
    TrailingStops buys_{Side::buy};
    TrailingStops sells_{Side::sell};
};

/// In the order in which they start to work: nearest to `from` first, then by order id
/// (market.md, Triggers). `from`: the last price before the taker, zero: there was none; then each
/// is as far as its print went beyond it.
void sort_nearest(std::vector<Reached>& stops, Ticks from);

}  // namespace divmid
