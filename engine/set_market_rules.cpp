// SPDX-License-Identifier: Apache-2.0
#include "engine/market_limits.hpp"
#include "engine/market_terms.hpp"
#include "engine/turn.hpp"

namespace divmid {

namespace {

bool same_steps(const MarketRules& a, const MarketRules& b) {
    return a.tick_size == b.tick_size && a.lot_size == b.lot_size;
}

}  // namespace

void Turn::operator()(const SetMarketRules& command) {
    const Reject reason = check(command);
    if (reason != Reject::none) return refuse(reason, command.market, {});
    Market& market = state_.market(command.market);
    // In other steps, a trade of before says something else.
    if (!same_steps(command.rules, market.rules())) market.busted().forget_all(market.last_trade());
    market.set_rules(command.rules, terms_of(market.terms(), command.rules));
    events_.push(MarketRulesSet{.market = command.market, .rules = command.rules});
}

Reject Turn::check(const SetMarketRules& command) const {
    if (!state_.known(command.market)) return Reject::unknown_market;
    const Market& market = state_.market(command.market);
    const std::uint8_t scale = state_.assets[market.terms().base].scale;
    if (const Reject why = divmid::check(command.rules, scale); why != Reject::none) return why;
    if (market.open_orders() == 0) return Reject::none;
    if (!same_steps(command.rules, market.rules())) return Reject::orders_open;
    // Orders from before keep their prices, and larger ones may come to meet them.
    const MarketTerms next = terms_of(market.terms(), command.rules);
    const bool fits = MarketTerms::notional_fits(market.book().high(), next.lots_max,
                                                 next.lot_tick_value.value());
    return fits ? Reject::none : Reject::limits_malformed;
}

}  // namespace divmid
