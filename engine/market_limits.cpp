// SPDX-License-Identifier: Apache-2.0
#include "engine/market_limits.hpp"

#include <algorithm>

#include "engine/check.hpp"
#include "engine/ledger/fees.hpp"
#include "engine/market/reference_price.hpp"
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

constexpr std::uint32_t kMillion = 1'000'000;
constexpr std::uint32_t kBipsOfWhole = 10'000;
constexpr Duration kBucketWidest{std::int64_t{24} * 3600 * 1'000'000};

MarketLimits limits_of(const MarketRules& rules) {
    return {.tick_size = rules.tick_size,
            .price_min = rules.price_min,
            .price_max = rules.price_max,
            .lot_size = rules.lot_size,
            .quantity_min = rules.quantity_min,
            .quantity_max = rules.quantity_max};
}

/// Both zero, or a lowest that is not above the highest; a highest of zero sets no bound.
template <class Number>
bool is_range(Number least, Number most) {
    return least >= Number{} && most >= Number{} && (most == Number{} || least <= most);
}

bool quantities_fit(const MarketRules& rules) {
    const auto whole_lots = [&](Quantity quantity) {
        return quantity.value() % rules.lot_size.value() == 0;
    };
    return is_range(rules.market_quantity_min, rules.market_quantity_max) &&
           whole_lots(rules.market_quantity_min) && whole_lots(rules.market_quantity_max) &&
           is_range(rules.notional_min, rules.notional_max) && rules.open_orders_max > 0 &&
           rules.position_max >= Quantity{};
}

bool distances_fit(const MarketRules& rules) {
    return is_range(rules.trailing_above_min, rules.trailing_above_max) &&
           is_range(rules.trailing_below_min, rules.trailing_below_max) &&
           rules.trailing_below_max < kBipsOfWhole && rules.trailing_above_max < kBipsOfWhole &&
           is_range(rules.bid_percent_min, rules.bid_percent_max) &&
           is_range(rules.ask_percent_min, rules.ask_percent_max) && rules.band_below < kMillion;
}

bool reference_fits(const MarketRules& rules) {
    const bool on = rules.reference_bucket != Duration{};
    return rules.reference_bucket >= Duration{} && rules.reference_bucket <= kBucketWidest &&
           rules.reference_buckets <= ReferencePrice::kBucketsMost &&
           on == (rules.reference_buckets != 0) && rules.first_reference >= Price{} &&
           rules.first_reference <= rules.price_max;
}

/// What a market may be told, beyond its steps. A call that the band starts has to end.
bool settings_fit(const MarketRules& rules) {
    return rules.default_prevention <= SelfTradePrevention::decrement &&
           rules.auction_call_least >= Duration{} && rules.bust_within >= Duration{} &&
           (!rules.band_calls_auction || rules.auction_call_least > Duration{});
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

Reject check(const MarketRules& rules, std::uint8_t base_scale) {
    if (const Reject limits = check(limits_of(rules), base_scale); limits != Reject::none)
        return limits;
    if (!quantities_fit(rules) || !distances_fit(rules) || !reference_fits(rules) ||
        !settings_fit(rules))
        return Reject::limits_malformed;
    const Ppm highest = std::max(rules.maker_fee, rules.taker_fee);
    return highest > kFeeMost ? Reject::fee_out_of_range : Reject::none;
}

Amount lot_tick_value(const MarketLimits& limits, std::uint8_t base_scale) {
    return Amount{static_cast<std::int64_t>(lot_at_tick(limits) / power_of_ten(base_scale))};
}

}  // namespace divmid
