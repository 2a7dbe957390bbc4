// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "tests/engine/naive_order.hpp"

namespace divmid {

/// One market: all its open orders in one map, and what is worked out of them by walking over it.
struct NaiveMarket {
    struct Print {
        Timestamp time;
        std::int64_t units;  ///< The price in quote units.
    };
    /// Where an uncross would trade.
    struct Crossing {
        Ticks price;  ///< Zero: nowhere.
        std::uint64_t lots = 0;
        std::uint64_t surplus = 0;
        Side surplus_side{};

        friend bool operator==(const Crossing&, const Crossing&) = default;
    };
    /// Prices inclusive, in ticks; a side may be open.
    struct Band {
        std::int64_t low;
        std::int64_t high;

        [[nodiscard]] bool holds(Ticks price) const {
            return price.value() >= low && price.value() <= high;
        }
    };

    MarketTerms terms;
    MarketRules rules;
    std::int64_t base_unit = 1;  ///< Smallest units in a whole one.
    std::map<OrderId, NaiveOrder> orders;
    std::uint64_t orders_issued = 0;
    std::uint64_t trades_issued = 0;
    std::uint64_t preventions_issued = 0;
    std::uint64_t places_issued = 0;
    std::vector<Print> history;  ///< Of all prints, as far as the reference price needs them.
    std::vector<Ticks> prints;   ///< Of the taker at work.
    std::optional<Ticks> last;
    std::vector<OrderId> queue;         ///< To awake, first first.
    std::vector<OrderId> filled_first;  ///< Pending orders whose working order was filled.
    std::set<TradeId> busted;
    std::uint64_t forgotten = 0;  ///< Trades so far when the steps changed.

    Phase phase{};
    Timestamp until;
    Phase next{};
    std::vector<NaiveSchedule> schedule;
    Crossing told;  ///< By the last AuctionIndicated of this call.
    bool killed = false;
    bool call_due = false;  ///< A taker met the band, and the rules ask for a call.

    [[nodiscard]] std::int64_t notional(Ticks price, Lots lots) const {
        return std::int64_t{price.value()} * lots.value() * terms.lot_tick_value.value();
    }
    [[nodiscard]] std::int64_t units(Lots lots) const {
        return std::int64_t{lots.value()} * terms.lot_size.value();
    }
    /// What an order of this size sets aside.
    [[nodiscard]] std::int64_t cost(Side side, Ticks price, Lots lots) const {
        return side == Side::buy ? notional(price, lots) : units(lots);
    }
    [[nodiscard]] AssetId pays(Side side) const {
        return side == Side::buy ? terms.quote : terms.base;
    }
    [[nodiscard]] Ticks ticks(Price price) const {
        return Ticks{static_cast<std::uint32_t>(price.value() / terms.tick_size.value())};
    }
    [[nodiscard]] Lots lots(Quantity quantity) const {
        return Lots{static_cast<std::uint32_t>(quantity.value() / terms.lot_size.value())};
    }

    /// The resting orders of a side, best price first, then by place.
    [[nodiscard]] std::vector<NaiveOrder*> book(Side side);
    [[nodiscard]] NaiveOrder* best(Side side);
    /// The price of the level that many used levels into the book, or of the last one there is.
    [[nodiscard]] std::optional<Ticks> level(Side side, std::uint16_t levels);
    /// Where a pegged order's price is now.
    [[nodiscard]] std::optional<Ticks> pegged(const NaiveOrder& order);

    /// In quote units per whole base; zero: there is none.
    [[nodiscard]] std::int64_t reference(Timestamp now) const;
    [[nodiscard]] Band band(Timestamp now) const;
    /// `near`: the reference price; zero: there is none.
    [[nodiscard]] Crossing crossing(std::int64_t near);
};

/// Whether an order at `price` would trade with a maker at `maker`.
[[nodiscard]] bool reaches(Side side, Ticks price, Ticks maker);

}  // namespace divmid
