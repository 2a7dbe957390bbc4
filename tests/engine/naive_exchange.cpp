// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/naive_exchange.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace divmid {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr Ticks kAnyPrice{std::numeric_limits<std::uint32_t>::max()};

std::int64_t notional(const MarketTerms& terms, Ticks price, Lots lots) {
    return std::int64_t{price.value()} * lots.value() * terms.lot_tick_value.value();
}

std::int64_t units(const MarketTerms& terms, Lots lots) {
    return lots.value() * terms.lot_size.value();
}

bool has_limit(const PlaceOrder& order) {
    return order.type == OrderType::limit || order.type == OrderType::limit_maker;
}

Ticks limit(const PlaceOrder& order, const MarketTerms& terms) {
    if (has_limit(order))
        return Ticks{static_cast<std::uint32_t>(order.price.value() / terms.tick_size.value())};
    return order.side == Side::buy ? kAnyPrice : Ticks{};
}

Lots lots(const PlaceOrder& order, const MarketTerms& terms) {
    return Lots{static_cast<std::uint32_t>(order.quantity.value() / terms.lot_size.value())};
}

/// How many lots of the level a budget still buys.
Lots covered(const MarketTerms& terms, std::int64_t budget, const NaiveOrder& maker) {
    const std::int64_t most = budget / notional(terms, maker.price, Lots{1});
    return Lots{static_cast<std::uint32_t>(std::min(most, std::int64_t{maker.lots.value()}))};
}

/// What the order's fee grows by, so that all of its fills together cost what one would.
Amount charge(NaiveOrder& order, Ppm rate, std::int64_t received) {
    order.owed += Int128{received} * rate.value();
    const auto total = static_cast<std::int64_t>((order.owed + kMillion - 1) / kMillion);
    const Amount fee{total - order.paid.value()};
    order.paid = Amount{total};
    return fee;
}

}  // namespace

Events NaiveExchange::apply(const Tick& tick) {
    now_ = tick.time;
    commands_ = &tick.commands;
    events_.clear();
    expire_due();
    tick.commands.visit([this](const auto& command) {
        events_.begin_command();
        apply(command);
    });
    return events_;
}

NaiveExchange::Balance NaiveExchange::balance(AccountId account, AssetId asset) const {
    const auto found = balances_.find({account, asset});
    return found == balances_.end() ? Balance{} : found->second;
}

void NaiveExchange::expire_due() {
    struct Due {
        MarketId market;
        NaiveOrder order;
    };
    std::vector<Due> due;
    for (auto& [id, market] : markets_) {
        std::vector<NaiveOrder> orders;
        market.book.collect(orders, [this](const NaiveOrder& order) {
            return order.expiry != Timestamp{} && order.expiry <= now_;
        });
        for (const NaiveOrder& order : orders) due.push_back({id, order});
    }
    std::ranges::sort(due, [](const Due& a, const Due& b) {
        return std::tuple{a.order.expiry, a.market, a.order.id} <
               std::tuple{b.order.expiry, b.market, b.order.id};
    });
    for (const Due& d : due) cancel(markets_.at(d.market), d.order, EndReason::expired_at_date);
}

// Placing.

void NaiveExchange::apply(const PlaceOrder& command) {
    if (const Reject reason = check(command); reason != Reject::none) {
        events_.push(CommandRefused{reason, command.market, command.account});
        return;
    }
    if (command.validate_only) {
        const MarketTerms& terms = markets_.at(command.market).terms;
        events_.push(
            OrderValidated{command.account, command.market, terms.maker_fee, terms.taker_fee});
        return;
    }
    place(command);
}

void NaiveExchange::place(const PlaceOrder& command) {
    Market& market = markets_.at(command.market);
    const MarketTerms& terms = market.terms;
    NaiveOrder order{.id = OrderId{++market.orders},
                     .account = command.account,
                     .side = command.side,
                     .price = limit(command, terms),
                     .lots = lots(command, terms),
                     .executed = {},
                     .expiry = command.expiry(),
                     .client_id = std::string{text(command.client_id)},
                     .owed = 0,
                     .paid = Amount{}};
    events_.push(OrderAccepted{order.id, order.account, command.market, order.side, command.type,
                               command.time_in_force, command.self_trade_prevention,
                               command.client_id, has_limit(command) ? order.price : Ticks{},
                               order.lots, terms.maker_fee, terms.taker_fee,
                               command.budget_or_expiry});
    if (command.type == OrderType::market_by_budget)
        match_budget(market, order, command);
    else
        match(market, order, command);
}

void NaiveExchange::match(Market& market, NaiveOrder& taker, const PlaceOrder& command) {
    std::vector<NaiveOrder>& makers = market.book.of(opposite(taker.side));
    const auto crosses = [&](const NaiveOrder& maker) {
        return NaiveBook::crosses(taker.side, taker.price, maker);
    };
    if (command.time_in_force == TimeInForce::fill_or_kill) {
        std::uint64_t there = 0;
        for (const NaiveOrder& maker : makers) there += crosses(maker) ? maker.lots.value() : 0;
        if (there < taker.lots.value()) {
            expire(market, taker, EndReason::unfilled_fok);
            return;
        }
    }
    while (taker.lots > Lots{} && !makers.empty() && crosses(makers.front())) {
        const Lots traded = std::min(taker.lots, makers.front().lots);
        taker.lots -= traded;
        trade(market, taker, traded, taker.lots == Lots{});
    }
    if (taker.lots == Lots{}) return;
    if (NaiveBook::may_rest(command)) {
        market.book.rest(taker);
        hold(market, taker, 1);
        events_.push(OrderRested{taker.id, taker.account, taker.price, taker.lots,
                                 market.terms.market, taker.side});
    } else if (has_limit(command)) {
        expire(market, taker, EndReason::unfilled_ioc);
    } else {
        taker.price = Ticks{};
        expire(market, taker, EndReason::insufficient_liquidity);
    }
}

void NaiveExchange::match_budget(Market& market, NaiveOrder& taker, const PlaceOrder& command) {
    std::vector<NaiveOrder>& makers = market.book.of(opposite(taker.side));
    std::int64_t budget = command.budget().value();
    while (budget > 0 && !makers.empty()) {
        const Lots traded = covered(market.terms, budget, makers.front());
        if (traded == Lots{}) break;
        budget -= notional(market.terms, makers.front().price, traded);
        trade(market, taker, traded, budget == 0);
    }
    taker.price = Ticks{};
    if (budget > 0)
        expire(market, taker,
               makers.empty() ? EndReason::insufficient_liquidity : EndReason::budget_spent);
}

void NaiveExchange::trade(Market& market, NaiveOrder& taker, Lots lots, bool taker_filled) {
    std::vector<NaiveOrder>& makers = market.book.of(opposite(taker.side));
    NaiveOrder& maker = makers.front();
    const MarketTerms& terms = market.terms;
    const std::int64_t quote = notional(terms, maker.price, lots);
    const std::int64_t base = units(terms, lots);
    const bool taker_buys = taker.side == Side::buy;
    const Amount taker_fee = charge(taker, terms.taker_fee, taker_buys ? base : quote);
    const Amount maker_fee = charge(maker, terms.maker_fee, taker_buys ? quote : base);
    maker.lots -= lots;
    maker.executed += lots;
    taker.executed += lots;

    const AssetId taker_gives = taker_buys ? terms.quote : terms.base;
    const AssetId maker_gives = taker_buys ? terms.base : terms.quote;
    const std::int64_t taker_amount = taker_buys ? quote : base;
    const std::int64_t maker_amount = taker_buys ? base : quote;
    balances_[{taker.account, taker_gives}].available -= taker_amount;
    balances_[{maker.account, taker_gives}].available += taker_amount - maker_fee.value();
    balances_[{kFees, taker_gives}].available += maker_fee.value();
    balances_[{maker.account, maker_gives}].held -= maker_amount;
    balances_[{taker.account, maker_gives}].available += maker_amount - taker_fee.value();
    balances_[{kFees, maker_gives}].available += taker_fee.value();

    events_.push(TradeExecuted{TradeId{++market.trades}, maker.id, taker.id, maker.account,
                               taker.account, maker.price, lots, maker_fee, taker_fee, terms.market,
                               taker.side, maker.lots == Lots{}, taker_filled});
    if (maker.lots == Lots{}) makers.erase(makers.begin());
}

// Ends.

void NaiveExchange::expire(const Market& market, const NaiveOrder& order, EndReason reason) {
    events_.push(OrderExpired{order.id, order.account, order.price, order.lots, market.terms.market,
                              order.side, reason});
}

void NaiveExchange::cancel(Market& market, const NaiveOrder& order, EndReason reason) {
    hold(market, order, -1);
    market.book.remove(order);
    events_.push(OrderCanceled{order.id, order.account, order.price, order.lots,
                               market.terms.market, order.side, reason});
}

void NaiveExchange::hold(const Market& market, const NaiveOrder& order, std::int64_t sign) {
    const bool buys = order.side == Side::buy;
    const std::int64_t amount = sign * (buys ? notional(market.terms, order.price, order.lots)
                                             : units(market.terms, order.lots));
    Balance& balance = balances_[{order.account, buys ? market.terms.quote : market.terms.base}];
    balance.available -= amount;
    balance.held += amount;
}

std::vector<NaiveOrder> NaiveExchange::open_orders(Market& market, AccountId account) const {
    std::vector<NaiveOrder> orders;
    market.book.collect(orders, [&](const NaiveOrder& o) { return o.account == account; });
    std::ranges::sort(orders, {}, &NaiveOrder::id);
    return orders;
}

std::optional<NaiveOrder> NaiveExchange::find(const CancelOrder& command) {
    const std::string_view client_id = text(command.client_id);
    const bool by_id = command.order != OrderId{};
    for (const NaiveOrder& order : open_orders(markets_.at(command.market), command.account)) {
        if (by_id && order.id != command.order) continue;
        if ((!by_id || !client_id.empty()) && order.client_id != client_id) continue;
        if (by_id || !client_id.empty()) return order;
    }
    return {};
}

Reject NaiveExchange::check_cancel(const std::optional<NaiveOrder>& order,
                                   CancelRestriction restriction) {
    if (!order) return Reject::unknown_order;
    const bool is_new = order->executed == Lots{};
    if (restriction == CancelRestriction::only_new && !is_new) return Reject::cancel_restricted;
    if (restriction == CancelRestriction::only_partially_filled && is_new)
        return Reject::cancel_restricted;
    return Reject::none;
}

void NaiveExchange::cancel_one(const CancelOrder& command, CancelRestriction restriction) {
    Reject reason = check_client(command.account, command.key, command.market, command.deadline);
    if (reason != Reject::none) return refuse(reason, command.market, command.account);
    const std::optional<NaiveOrder> order = find(command);
    reason = check_cancel(order, restriction);
    if (reason != Reject::none) return refuse(reason, command.market, command.account);
    cancel(markets_.at(command.market), *order, EndReason::canceled_by_owner);
}

void NaiveExchange::apply(const CancelOrder& command) {
    cancel_one(command, CancelRestriction::none);
}

void NaiveExchange::apply(const CancelOrderIf& c) {
    cancel_one({c.account, c.key, c.market, c.client_id, c.order, c.cancel_id, c.deadline},
               c.restriction);
}

void NaiveExchange::apply(const ReplaceOrder& c) {
    const PlaceOrder next{c.account,
                          c.key,
                          c.market,
                          c.side,
                          c.type,
                          c.time_in_force,
                          c.self_trade_prevention,
                          false,
                          c.client_id,
                          c.price,
                          c.quantity,
                          c.budget_or_expiry,
                          c.deadline};
    Reject why = check_client(c.account, c.key, c.market, c.deadline);
    std::optional<NaiveOrder> old;
    if (why == Reject::none) {
        old = find({c.account, c.key, c.market, c.replaced_client_id, c.replaced, {}, {}});
        why = check_parameters(next, old ? old->id : OrderId{});
    }
    if (why != Reject::none) return refuse(why, c.market, c.account);

    const Reject not_canceled = check_cancel(old, c.restriction);
    if (not_canceled == Reject::none)
        cancel(markets_.at(c.market), *old, EndReason::canceled_by_owner);
    Reject not_placed = Reject::none;
    const bool tried = not_canceled == Reject::none || c.mode == ReplaceMode::allow_failure;
    if (tried) not_placed = check(next);
    if (not_canceled != Reject::none || not_placed != Reject::none)
        events_.push(ReplaceFailed{not_canceled, not_placed, c.account, c.market,
                                   old ? old->id : OrderId{}});
    if (tried && not_placed == Reject::none) place(next);
}

void NaiveExchange::refuse(Reject reason, MarketId market, AccountId account) {
    events_.push(CommandRefused{reason, market, account});
}

void NaiveExchange::apply(const CancelAll& command) {
    const bool everywhere = command.market == MarketId{};
    const MarketId market = everywhere ? markets_.begin()->first : command.market;
    const Reject reason = check_client(command.account, command.key, market, command.deadline);
    if (reason != Reject::none) {
        events_.push(CommandRefused{reason, command.market, command.account});
        return;
    }
    bool any = false;
    for (auto& [id, each] : markets_) {
        if (!everywhere && id != command.market) continue;
        for (const NaiveOrder& order : open_orders(each, command.account)) {
            cancel(each, order, EndReason::canceled_by_owner);
            any = true;
        }
    }
    if (!any) events_.push(CommandRefused{Reject::unknown_order, command.market, command.account});
}

std::string_view NaiveExchange::text(TextRef ref) const {
    return commands_->arena.text(ref);
}

}  // namespace divmid
