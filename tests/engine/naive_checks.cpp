// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// The order of refusals, and administration.

namespace {

/// Which times in force a type allows, and what it must leave out.
bool combines(const PlaceOrder& order) {
    using enum TimeInForce;
    const TimeInForce time = order.time_in_force;
    const bool dated = time == good_till_date;
    switch (order.type) {
        case OrderType::limit:
            return dated || order.budget_or_expiry == 0;
        case OrderType::limit_maker:
            return dated || (time == good_till_canceled && order.budget_or_expiry == 0);
        case OrderType::market:
            return (time == good_till_canceled || time == immediate_or_cancel) &&
                   order.price == Price{} && order.budget_or_expiry == 0;
        case OrderType::market_by_budget:
            return (time == good_till_canceled || time == immediate_or_cancel) &&
                   order.price == Price{} && order.quantity == Quantity{};
    }
    return false;
}

}  // namespace

Reject NaiveExchange::check_client(AccountId account, KeyId key, MarketId market,
                                   Timestamp deadline) const {
    const bool is_user = account >= kFirstUser && account.value() < kFirstUser.value() + accounts_;
    const bool is_own = account >= kIssuer && account <= kReceivable;
    if (!is_user && !is_own) return Reject::unknown_account;
    if (!markets_.contains(market)) return Reject::unknown_market;
    if (deadline != Timestamp{} && now_ > deadline) return Reject::deadline_passed;
    if (key == KeyId{} || key.value() > keys_.size()) return Reject::unknown_key;
    const Key& found = keys_[key.value() - 1];
    if (found.revoked) return Reject::key_revoked;
    if (found.account != account) return Reject::key_of_other_account;
    if (!allows(found.scopes, Scope::trade)) return Reject::scope_missing;
    return Reject::none;
}

Reject NaiveExchange::check(const PlaceOrder& order) {
    const Reject client = check_client(order.account, order.key, order.market, order.deadline);
    if (client != Reject::none) return client;
    const Reject parameters = check_parameters(order, OrderId{});
    return parameters == Reject::none ? check_now(order) : parameters;
}

Reject NaiveExchange::check_parameters(const PlaceOrder& order, OrderId replaced) {
    if (storage_low_) return Reject::storage_low;

    if (!combines(order)) return Reject::unsupported_combination;
    if (order.time_in_force == TimeInForce::good_till_date && order.expiry() <= now_)
        return Reject::expiry_passed;

    Market& market = markets_.at(order.market);
    const std::string_view id = text(order.client_id);
    for (const NaiveOrder& open : open_orders(market, order.account))
        if (!id.empty() && open.client_id == id && open.id != replaced)
            return Reject::duplicate_client_id;
    return check_numbers(order, market.terms);
}

Reject NaiveExchange::check_now(const PlaceOrder& order) {
    Market& market = markets_.at(order.market);
    const std::vector<NaiveOrder> open = open_orders(market, order.account);
    if (NaiveBook::may_rest(order) && open.size() >= market.terms.open_orders_max)
        return Reject::too_many_open_orders;
    return check_book(order, market);
}

Reject NaiveExchange::check_numbers(const PlaceOrder& order, const MarketTerms& terms) const {
    if (order.type == OrderType::limit || order.type == OrderType::limit_maker) {
        if (order.price.value() <= 0) return Reject::price_not_positive;
        if (order.price < terms.price(terms.price_min)) return Reject::price_below_min;
        if (order.price > terms.price(terms.price_max)) return Reject::price_above_max;
        if (order.price.value() % terms.tick_size.value() != 0) return Reject::price_off_tick;
    }
    if (order.type == OrderType::market_by_budget)
        return order.budget().value() <= 0 ? Reject::quantity_not_positive : Reject::none;
    if (order.quantity.value() <= 0) return Reject::quantity_not_positive;
    if (order.quantity < terms.quantity(terms.lots_min)) return Reject::quantity_below_min;
    if (order.quantity > terms.quantity(terms.lots_max)) return Reject::quantity_above_max;
    if (order.quantity.value() % terms.lot_size.value() != 0) return Reject::quantity_off_lot;
    if (order.type == OrderType::market) return Reject::none;
    const Ticks price{static_cast<std::uint32_t>(order.price.value() / terms.tick_size.value())};
    const Lots lots{static_cast<std::uint32_t>(order.quantity.value() / terms.lot_size.value())};
    return terms.notional(price, lots) < terms.notional_min ? Reject::notional_below_min
                                                            : Reject::none;
}

Reject NaiveExchange::check_book(const PlaceOrder& order, Market& market) {
    const std::vector<NaiveOrder>& makers = market.book.of(opposite(order.side));
    if (order.type == OrderType::limit_maker && !makers.empty()) {
        const Ticks price{
            static_cast<std::uint32_t>(order.price.value() / market.terms.tick_size.value())};
        if (NaiveBook::crosses(order.side, price, makers.front())) return Reject::would_take;
    }
    if (order.type == OrderType::market_by_budget) {
        if (makers.empty()) return Reject::book_empty;
        if (lots_for(order.budget().value(), order.side, market) > market.terms.lots_max.value())
            return Reject::quantity_above_max;
    }
    const AssetId pays = order.side == Side::buy ? market.terms.quote : market.terms.base;
    if (balance(order.account, pays).available < cost(order, market))
        return Reject::insufficient_balance;
    return Reject::none;
}

/// How many lots a budget would trade now.
std::int64_t NaiveExchange::lots_for(std::int64_t budget, Side side, Market& market) const {
    std::int64_t lots = 0;
    for (const NaiveOrder& maker : market.book.of(opposite(side))) {
        const std::int64_t price = maker.price.value() * market.terms.lot_tick_value.value();
        const std::int64_t traded = std::min<std::int64_t>(budget / price, maker.lots.value());
        lots += traded;
        budget -= traded * price;
        if (traded < maker.lots.value()) break;
    }
    return lots;
}

/// The most that the order may take from the balance.
std::int64_t NaiveExchange::cost(const PlaceOrder& order, Market& market) const {
    const bool buys = order.side == Side::buy;
    if (order.type == OrderType::market_by_budget && buys) return order.budget().value();
    if (order.type == OrderType::limit || order.type == OrderType::limit_maker)
        return buys ? order.price.value() / market.terms.tick_size.value() *
                          (order.quantity.value() / market.terms.lot_size.value()) *
                          market.terms.lot_tick_value.value()
                    : order.quantity.value();

    // At market: what it would trade now.
    std::int64_t lots = order.quantity.value() / market.terms.lot_size.value();
    std::int64_t budget = order.budget().value();
    std::int64_t total = 0;
    for (const NaiveOrder& maker : market.book.of(opposite(order.side))) {
        const std::int64_t price = maker.price.value() * market.terms.lot_tick_value.value();
        const std::int64_t wanted =
            order.type == OrderType::market_by_budget ? budget / price : lots;
        const std::int64_t traded = std::min<std::int64_t>(wanted, maker.lots.value());
        total += traded * (buys ? price : market.terms.lot_size.value());
        lots -= traded;
        budget -= traded * price;
        if (traded < maker.lots.value()) break;
    }
    return total;
}

void NaiveExchange::apply(const ListAsset& command) {
    scales_.push_back(command.scale);
    const AssetId asset{static_cast<std::uint16_t>(scales_.size())};
    events_.push(AssetListed{asset, command.scale, command.symbol});
}

void NaiveExchange::apply(const OpenAccount&) {
    events_.push(AccountOpened{AccountId{kFirstUser.value() + accounts_++}});
}

void NaiveExchange::apply(const AddKey& command) {
    keys_.push_back({command.account, command.scopes, false});
    events_.push(KeyAdded{KeyId{static_cast<std::uint32_t>(keys_.size())}, command.account,
                          command.scopes, command.algorithm, command.name, command.public_key});
}

void NaiveExchange::apply(const RevokeKey& command) {
    Key& key = keys_.at(command.key.value() - 1);
    if (key.revoked) {
        events_.push(CommandRefused{Reject::key_revoked, MarketId{}, AccountId{}});
        return;
    }
    key.revoked = true;
    events_.push(KeyRevoked{command.key, key.account});
}

void NaiveExchange::apply(const Deposit& command) {
    balances_[{command.account, command.asset}].available += command.amount.value();
    balances_[{kFunding, command.asset}].available -= command.amount.value();
    events_.push(Deposited{command.account, command.asset, command.amount});
}

void NaiveExchange::apply(const ListMarket& command) {
    // One whole base unit at a price of one tick costs tick_size; a lot its share of that.
    std::int64_t scale = 1;
    for (int i = 0; i < scales_.at(command.base.value() - 1U); ++i) scale *= 10;
    const auto ticks = [&](Price price) {
        return Ticks{static_cast<std::uint32_t>(price.value() / command.tick_size.value())};
    };
    const auto lots = [&](Quantity quantity) {
        return Lots{static_cast<std::uint32_t>(quantity.value() / command.lot_size.value())};
    };
    Market market;
    market.terms = {
        .market = MarketId{static_cast<std::uint16_t>(markets_.size() + 1)},
        .base = command.base,
        .quote = command.quote,
        .tick_size = command.tick_size,
        .lot_size = command.lot_size,
        .price_min = ticks(command.price_min),
        .price_max = ticks(command.price_max),
        .lots_min = lots(command.quantity_min),
        .lots_max = lots(command.quantity_max),
        .notional_min = command.notional_min,
        .lot_tick_value = Amount{command.tick_size.value() * command.lot_size.value() / scale},
        .open_orders_max = command.open_orders_max,
        .maker_fee = command.maker_fee,
        .taker_fee = command.taker_fee};
    const MarketTerms& t = market.terms;
    events_.push(MarketListed{t.market, t.base, t.quote, command.symbol, t.tick_size, t.lot_size,
                              t.price_min, t.price_max, t.lots_min, t.lots_max, t.notional_min,
                              t.lot_tick_value, t.open_orders_max, t.maker_fee, t.taker_fee});
    markets_.emplace(t.market, std::move(market));
}

}  // namespace divmid
