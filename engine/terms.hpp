// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/check.hpp"
#include "engine/types.hpp"

namespace divmid {

/// What a market trades and in which steps. tick_size × lot_size is a whole number of the quote's
/// smallest units, so that no trade is ever rounded.
struct MarketTerms {
    MarketId market;
    AssetId base;
    AssetId quote;
    Price tick_size;
    Quantity lot_size;
    Ticks price_min;
    Ticks price_max;
    Lots lots_min;
    Lots lots_max;
    Amount notional_min;
    Amount lot_tick_value;  ///< Quote units that one lot costs at a price of one tick.
    std::uint32_t open_orders_max{};
    Ppm maker_fee;
    Ppm taker_fee;

    /// Whether 2^10 of the largest order still fit 64 bits. Requires: none of them zero.
    [[nodiscard]] static bool notional_fits(Ticks price_max, Lots lots_max, Int128 lot_tick_value) {
        // Ticks and lots have 63 bits together.
        const Int128 steps = Int128{price_max.value()} * lots_max.value();
        return lot_tick_value <= (std::int64_t{1} << 53) / steps;
    }

    /// Exact. Fits by the market's acceptance: price_max × lots_max leaves room for 2^10 of them.
    [[nodiscard]] Amount notional(Ticks price, Lots lots) const {
        return Amount{std::int64_t{price.value()} * std::int64_t{lots.value()} *
                      lot_tick_value.value()};
    }
    [[nodiscard]] Price price(Ticks ticks) const {
        return Price{tick_size.value() * std::int64_t{ticks.value()}};
    }
    /// Rounded down; zero when there is no such price in the market's range.
    [[nodiscard]] Ticks ticks(Price asked) const {
        const bool in_range = asked >= price(price_min) && asked <= price(price_max);
        return Ticks{static_cast<std::uint32_t>(in_range ? asked.value() / tick_size.value() : 0)};
    }
    /// Requires: a whole number of steps, within what the market allows.
    [[nodiscard]] Ticks whole_ticks(Price asked) const {
        return Ticks{static_cast<std::uint32_t>(asked.value() / tick_size.value())};
    }
    [[nodiscard]] Lots lots(Quantity asked) const {
        return Lots{static_cast<std::uint32_t>(asked.value() / lot_size.value())};
    }
    /// One whole unit of the base asset, in its smallest units.
    [[nodiscard]] Int128 base_unit() const {
        return Int128{tick_size.value()} * lot_size.value() / lot_tick_value.value();
    }
    [[nodiscard]] Quantity quantity(Lots lots) const {
        return Quantity{lot_size.value() * std::int64_t{lots.value()}};
    }
};

}  // namespace divmid
