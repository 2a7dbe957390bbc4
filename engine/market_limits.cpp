// SPDX-License-Identifier: Apache-2.0
#include "engine/market_limits.hpp"

#include "engine/check.hpp"
#include "engine/terms.hpp"

namespace divmid {

namespace {

constexpr std::int64_t kTicksMost = (std::int64_t{1} << 31) - 1;
constexpr std::int64_t kLotsMost = (std::int64_t{1} << 32) - 1;

std::int64_t power_of_ten(std::uint8_t exponent) {
    std::int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

/// From `min` to `max`, a step at least, whole steps, at most `steps_most` of them.
bool in_steps(std::int64_t step, std::int64_t min, std::int64_t max, std::int64_t steps_most) {
    return step > 0 && min > 0 && min <= max && min % step == 0 && max % step == 0 &&
           max / step <= steps_most;
}

bool in_steps(const MarketLimits& limits) {
    return in_steps(limits.tick_size.value(), limits.price_min.value(), limits.price_max.value(),
                    kTicksMost) &&
           in_steps(limits.lot_size.value(), limits.quantity_min.value(),
                    limits.quantity_max.value(), kLotsMost);
}

Int128 lot_at_tick(const MarketLimits& limits) {
    return Int128{limits.tick_size.value()} * limits.lot_size.value();
}

}  // namespace

Reject check(const MarketLimits& limits, std::uint8_t base_scale) {
    const Int128 unit = power_of_ten(base_scale);
    if (lot_at_tick(limits) % unit != 0) return Reject::steps_not_whole;
    if (!in_steps(limits)) return Reject::limits_malformed;
    const Ticks price_max{
        static_cast<std::uint32_t>(limits.price_max.value() / limits.tick_size.value())};
    const Lots lots_max{
        static_cast<std::uint32_t>(limits.quantity_max.value() / limits.lot_size.value())};
    const bool fits = MarketTerms::notional_fits(price_max, lots_max, lot_at_tick(limits) / unit);
    return fits ? Reject::none : Reject::limits_malformed;
}

Amount lot_tick_value(const MarketLimits& limits, std::uint8_t base_scale) {
    return Amount{static_cast<std::int64_t>(lot_at_tick(limits) / power_of_ten(base_scale))};
}

}  // namespace divmid
