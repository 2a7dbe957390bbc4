// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

namespace {

constexpr SelfTradePrevention kDefaultPrevention = SelfTradePrevention::expire_maker;
constexpr std::uint32_t kFeeMost = 100'000;

MarketRules rules_of(const ListMarket& c) {
    MarketRules rules;
    rules.tick_size = c.tick_size;
    rules.price_min = c.price_min;
    rules.price_max = c.price_max;
    rules.lot_size = c.lot_size;
    rules.quantity_min = c.quantity_min;
    rules.quantity_max = c.quantity_max;
    rules.notional_min = c.notional_min;
    rules.open_orders_max = c.open_orders_max;
    rules.algo_orders_max = 200;
    rules.lists_max = 20;
    rules.iceberg_parts_max = 10;
    rules.trailing_above_min = rules.trailing_below_min = 10;
    rules.trailing_above_max = rules.trailing_below_max = 2'000;
    rules.default_prevention = kDefaultPrevention;
    rules.preventions = 0b11111;
    rules.bust_within = Duration{86'400'000'000};
    rules.maker_fee = c.maker_fee;
    rules.taker_fee = c.taker_fee;
    return rules;
}

/// The terms in a market's own steps.
void step(NaiveMarket& m) {
    MarketTerms& terms = m.terms;
    const MarketRules& rules = m.rules;
    terms.tick_size = rules.tick_size;
    terms.lot_size = rules.lot_size;
    terms.price_min = m.ticks(rules.price_min);
    terms.price_max = m.ticks(rules.price_max);
    terms.lots_min = m.lots(rules.quantity_min);
    terms.lots_max = m.lots(rules.quantity_max);
    terms.notional_min = rules.notional_min;
    terms.lot_tick_value = Amount{rules.tick_size.value() * rules.lot_size.value() / m.base_unit};
    terms.open_orders_max = rules.open_orders_max;
    terms.maker_fee = rules.maker_fee;
    terms.taker_fee = rules.taker_fee;
}

}  // namespace

void NaiveExchange::apply(const ListAsset& command) {
    scales_.push_back(command.scale);
    const AssetId asset{static_cast<std::uint16_t>(scales_.size())};
    events_.push(AssetListed{asset, command.scale, command.symbol});
}

void NaiveExchange::apply(const OpenAccount&) {
    const AccountId account{kFirstUser.value() + static_cast<std::uint32_t>(accounts_.size())};
    accounts_[account] = {};
    events_.push(AccountOpened{account});
}

void NaiveExchange::apply(const AddKey& command) {
    keys_.push_back({command.account, command.scopes, false});
    events_.push(KeyAdded{KeyId{static_cast<std::uint32_t>(keys_.size())}, command.account,
                          command.scopes, command.algorithm, command.name, command.public_key});
}

void NaiveExchange::apply(const RevokeKey& command) {
    if (command.key.value() > keys_.size()) return refuse(Reject::unknown_key, {}, {});
    Key& key = keys_.at(command.key.value() - 1);
    if (key.revoked) return refuse(Reject::key_revoked, {}, {});
    key.revoked = true;
    events_.push(KeyRevoked{command.key, key.account});
}

void NaiveExchange::apply(const Deposit& command) {
    pay(command.account, command.asset, command.amount.value());
    pay(kFunding, command.asset, -command.amount.value());
    events_.push(Deposited{command.account, command.asset, command.amount});
}

void NaiveExchange::apply(const ListMarket& command) {
    NaiveMarket m;
    m.terms.market = MarketId{static_cast<std::uint16_t>(markets_.size() + 1)};
    m.terms.base = command.base;
    m.terms.quote = command.quote;
    for (int i = 0; i < scales_.at(command.base.value() - 1U); ++i) m.base_unit *= 10;
    m.rules = rules_of(command);
    step(m);
    const MarketTerms& t = m.terms;
    events_.push(MarketListed{t.market, t.base, t.quote, command.symbol, t.tick_size, t.lot_size,
                              t.price_min, t.price_max, t.lots_min, t.lots_max, t.notional_min,
                              t.lot_tick_value, t.open_orders_max, t.maker_fee, t.taker_fee});
    markets_.emplace(t.market, std::move(m));
}

Reject NaiveExchange::check(const SetMarketRules& c) const {
    if (!markets_.contains(c.market)) return Reject::unknown_market;
    const NaiveMarket& m = markets_.at(c.market);
    const MarketRules& next = c.rules;
    const bool same_steps =
        next.tick_size == m.rules.tick_size && next.lot_size == m.rules.lot_size;
    if (!same_steps && !m.orders.empty()) return Reject::orders_open;
    return Reject::none;
}

/// Requires: rules that fit each other.
void NaiveExchange::apply(const SetMarketRules& c) {
    if (const Reject why = check(c); why != Reject::none) return refuse(why, c.market, {});
    NaiveMarket& m = market(c.market);
    const bool same_buckets = m.rules.reference_bucket == c.rules.reference_bucket &&
                              m.rules.reference_buckets == c.rules.reference_buckets;
    if (!same_buckets) m.history.clear();
    const bool same_steps =
        m.rules.tick_size == c.rules.tick_size && m.rules.lot_size == c.rules.lot_size;
    if (!same_steps) {
        m.forgotten = m.trades_issued;
        m.busted.clear();
    }
    const Price last = m.last ? m.terms.price(*m.last) : Price{};
    m.rules = c.rules;
    step(m);
    m.last.reset();
    if (last >= c.rules.tick_size) m.last = m.ticks(last);
    events_.push(MarketRulesSet{c.market, c.rules});
}

void NaiveExchange::apply(const SetTradeGroup& c) {
    if (!known(c.account)) return refuse(Reject::unknown_account, {}, c.account);
    accounts_[c.account].group = c.group;
    events_.push(TradeGroupSet{c.account, c.group});
}

void NaiveExchange::apply(const SetFeeTier& c) {
    if (!known(c.account)) return refuse(Reject::unknown_account, {}, c.account);
    const Ppm highest = std::max(c.maker_fee, c.taker_fee);
    if (c.lifted && highest != Ppm{}) return refuse(Reject::unsupported_combination, {}, c.account);
    if (highest.value() > kFeeMost) return refuse(Reject::fee_out_of_range, {}, c.account);
    Account& account = accounts_[c.account];
    account.has_tier = !c.lifted;
    account.maker_fee = c.maker_fee;
    account.taker_fee = c.taker_fee;
    events_.push(FeeTierSet{c.account, c.lifted, c.maker_fee, c.taker_fee});
}

Reject NaiveExchange::check(const BustTrade& c) const {
    if (!known(c.buyer) || !known(c.seller)) return Reject::unknown_account;
    if (!markets_.contains(c.market)) return Reject::unknown_market;
    const NaiveMarket& m = markets_.at(c.market);
    if (c.trade == TradeId{} || c.trade.value() > m.trades_issued) return Reject::trade_unknown;
    if (c.trade.value() <= m.forgotten || now_ - c.traded > m.rules.bust_within)
        return Reject::trade_too_old;
    if (m.busted.contains(c.trade)) return Reject::trade_busted;
    return c.note.length == 0 ? Reject::note_missing : Reject::none;
}

void NaiveExchange::apply(const BustTrade& c) {
    if (const Reject why = check(c); why != Reject::none) return refuse(why, c.market, {});
    NaiveMarket& m = market(c.market);
    m.busted.insert(c.trade);
    const std::int64_t sold = m.units(c.lots);
    const std::int64_t paid = m.notional(c.price, c.lots);
    const std::int64_t buyer_gives = sold - c.buyer_fee.value();
    const std::int64_t seller_gives = paid - c.seller_fee.value();
    const bool with_itself = c.buyer == c.seller;
    const std::int64_t buyer_owes = with_itself ? 0 : owes(c.buyer, m.terms.base, buyer_gives);
    const std::int64_t seller_owes = with_itself ? 0 : owes(c.seller, m.terms.quote, seller_gives);
    pay(c.buyer, m.terms.base, buyer_owes - buyer_gives);
    pay(c.seller, m.terms.base, sold);
    pay(kFees, m.terms.base, -c.buyer_fee.value());
    pay(kReceivable, m.terms.base, -buyer_owes);
    pay(c.seller, m.terms.quote, seller_owes - seller_gives);
    pay(c.buyer, m.terms.quote, paid);
    pay(kFees, m.terms.quote, -c.seller_fee.value());
    pay(kReceivable, m.terms.quote, -seller_owes);
    events_.push(TradeBusted{c.market, c.trade, c.buyer, c.seller, c.price, c.lots, c.buyer_fee,
                             c.seller_fee, Amount{buyer_owes}, Amount{seller_owes}});
}

/// What a party can't give, although its open orders that hold that asset end until it is enough.
std::int64_t NaiveExchange::owes(AccountId party, AssetId asset, std::int64_t amount) {
    for (auto& [market_id, m] : markets_) {
        std::vector<OrderId> holding;
        for (const auto& [id, order] : m.orders)
            if (order.account == party && m.pays(order.side) == asset) holding.push_back(id);
        for (const OrderId id : holding)
            if (balance(party, asset).available < amount && m.orders.contains(id))
                end(m, id, EndReason::canceled_by_exchange);
    }
    return std::max<std::int64_t>(0, amount - balance(party, asset).available);
}

}  // namespace divmid
