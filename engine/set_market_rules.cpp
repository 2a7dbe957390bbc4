// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/ledger/fees.hpp"
#include "engine/market_limits.hpp"
#include "engine/market_terms.hpp"
#include "engine/turn.hpp"

namespace divmid {

namespace {

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

bool same_steps(const MarketRules& a, const MarketRules& b) {
    return a.tick_size == b.tick_size && a.lot_size == b.lot_size;
}

}  // namespace

void Turn::operator()(const SetMarketRules& command) {
    const Reject reason = check(command);
    if (reason != Reject::none) return refuse(reason, command.market, {});
    Market& market = state_.market(command.market);
    market.set_rules(command.rules, terms_of(market.terms(), command.rules));
    events_.push(MarketRulesSet{.market = command.market, .rules = command.rules});
}

/// In the order of ListMarket, then what only rules have.
Reject Turn::check(const SetMarketRules& command) const {
    if (!state_.known(command.market)) return Reject::unknown_market;
    const Market& market = state_.market(command.market);
    const MarketRules& rules = command.rules;
    const std::uint8_t scale = state_.assets[market.terms().base].scale;
    if (const Reject limits = divmid::check(limits_of(rules), scale); limits != Reject::none)
        return limits;
    if (!quantities_fit(rules) || !distances_fit(rules) || !reference_fits(rules) ||
        !settings_fit(rules))
        return Reject::limits_malformed;
    if (std::max(rules.maker_fee, rules.taker_fee) > kFeeMost) return Reject::fee_out_of_range;
    const bool open = market.open_orders() != 0;
    return open && !same_steps(rules, market.rules()) ? Reject::orders_open : Reject::none;
}

}  // namespace divmid
