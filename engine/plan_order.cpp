// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "engine/market/dry_walk.hpp"
#include "engine/turn.hpp"

namespace divmid {

// The last refusals: what depends on the book and on the balance. A walk over the book prices what
// an order would take within its limit and the band, as the match would go.

namespace {

/// Of a taker that only its budget limits.
constexpr std::uint64_t kAnyLots = std::numeric_limits<std::uint32_t>::max();

}  // namespace

auto Turn::plan(const Market& market, const Taking& taking) const -> std::expected<Plan, Reject> {
    if (market.calendar().in_call()) return plan_call(market, taking);
    switch (taking.type) {
        case OrderType::limit:
        case OrderType::limit_maker:
            return plan_limit(market, taking);
        case OrderType::market:
            return plan_market(market, taking);
        case OrderType::market_by_budget:
            return plan_budget(market, taking);
    }
    return std::unexpected{Reject::unsupported_combination};
}

auto Turn::plan_limit(const Market& market, const Taking& taking) const
    -> std::expected<Plan, Reject> {
    const OpenOrder& order = taking.order;
    const Ticks met = market.book().best(opposite(order.side));
    const bool takes = met != Ticks{} && reaches(order.side, order.price, met);
    if (order.post_only && takes) return std::unexpected{Reject::would_take};
    if (!affords(market, taking, hold(order.side, order.price, order.lots, market.terms())))
        return std::unexpected{Reject::insufficient_balance};

    Plan plan{.wanted = takes ? order.lots.value() : 0,
              .limit = order.price,
              .band = {},
              .rests = may_rest(taking),
              .end = EndReason::unfilled_ioc};
    if (takes && market.has_band()) keep_within_band(market, taking, plan);
    if (taking.time_in_force == TimeInForce::fill_or_kill) {
        plan.end = EndReason::unfilled_fok;
        if (reach(market, taking, plan).lots < order.lots.value()) plan.wanted = 0;
    }
    return plan;
}

auto Turn::plan_market(const Market& market, const Taking& taking) const
    -> std::expected<Plan, Reject> {
    const OpenOrder& order = taking.order;
    const MarketTerms& terms = market.terms();
    Plan plan{.wanted = order.lots.value(),
              .limit = order.price,
              .band = {},
              .rests = false,
              .end = EndReason::insufficient_liquidity};
    if (market.has_band()) keep_within_band(market, taking, plan);
    // A seller who has all that it offers needs no walk.
    if (order.side == Side::sell &&
        affords(market, taking, hold(Side::sell, {}, order.lots, terms)))
        return plan;
    const Reach reach = this->reach(market, taking, plan);
    const Lots lots{static_cast<std::uint32_t>(reach.lots)};
    const Amount cost =
        order.side == Side::buy ? reach.notional : hold(Side::sell, Ticks{}, lots, terms);
    if (!affords(market, taking, cost)) return std::unexpected{Reject::insufficient_balance};
    return plan;
}

auto Turn::plan_budget(const Market& market, const Taking& taking) const
    -> std::expected<Plan, Reject> {
    const OpenOrder& order = taking.order;
    if (market.book().best(opposite(order.side)) == Ticks{})
        return std::unexpected{Reject::book_empty};

    Plan plan{.wanted = kAnyLots,
              .limit = order.price,
              .band = {},
              .rests = false,
              .end = EndReason::budget_spent};
    if (market.has_band()) keep_within_band(market, taking, plan);
    const MarketTerms& terms = market.terms();
    const Reach reach = this->reach(market, taking, plan);
    if (reach.lots > terms.lots_max.value()) return std::unexpected{Reject::quantity_above_max};
    const Lots lots{static_cast<std::uint32_t>(reach.lots)};
    const Amount worst_case =
        order.side == Side::buy ? taking.budget : hold(Side::sell, Ticks{}, lots, terms);
    if (!affords(market, taking, worst_case)) return std::unexpected{Reject::insufficient_balance};
    // One that meets its own orders goes on until prevention or its budget ends it.
    if (!guarded(market, taking)) plan.wanted = std::min(plan.wanted, reach.lots);
    return plan;
}

/// The band is fixed now: the taker's own trades do not move it. Makers outside are met like any
/// other and stop it; so nothing is wanted when the first one is.
void Turn::keep_within_band(const Market& market, const Taking& taking, Plan& plan) const {
    plan.band = market.band(now_);
    const Ticks met = market.book().best(opposite(taking.order.side));
    if (met == Ticks{}) return;
    if (!plan.band.holds(met)) {
        plan.wanted = 0;
        return;
    }
    // The one that was met lies between the bounds of the band and those of the book.
    if (taking.order.side == Side::buy) {
        const std::int64_t high =
            std::min<std::int64_t>(plan.band.high, market.book_high().value());
        if (plan.limit == Ticks{} || plan.limit.value() > high)
            plan.limit = Ticks{static_cast<std::uint32_t>(high)};
    } else {
        const std::int64_t low = std::max<std::int64_t>(plan.band.low, market.book_low().value());
        if (plan.limit.value() < low) plan.limit = Ticks{static_cast<std::uint32_t>(low)};
    }
}

Reach Turn::reach(const Market& market, const Taking& taking, const Plan& plan) const {
    if (plan.wanted == 0) return {};
    const Wanted wanted{taking.order.side, plan.limit, plan.wanted};
    if (guarded(market, taking))
        return DryWalk{market, wanted, taking.budget, guard_of(taking)}.run();
    if (taking.type == OrderType::market_by_budget)
        return market.reach(wanted.taker, plan.limit, taking.budget);
    return market.reach(wanted.taker, plan.limit, wanted.lots);
}

bool Turn::affords(const Market& market, const Taking& taking, Amount worst_case) const {
    const AssetId asset = held_asset(taking.order.side, market.terms());
    return state_.ledger.balance(taking.order.account, asset).available + taking.freed >=
           worst_case;
}

}  // namespace divmid
