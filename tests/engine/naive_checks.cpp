// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/engine/naive_exchange.hpp"

namespace divmid {

// The order of refusals, down to the client id; naive_filters.cpp goes on.

namespace {

constexpr std::uint16_t kPegLevelsMost = 100;

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
                   order.price == Price{} && order.quantity == Quantity{} &&
                   order.self_trade_prevention != SelfTradePrevention::decrement;
    }
    return false;
}

bool combines(const PlaceOrder& order, const Conditions& conditions) {
    const bool limit = order.type == OrderType::limit || order.type == OrderType::limit_maker;
    const bool dated = order.time_in_force == TimeInForce::good_till_date;
    const bool lasts = dated || order.time_in_force == TimeInForce::good_till_canceled;
    const bool has_stop = conditions.stop_price != Price{} || conditions.trailing != 0;
    if (conditions.trigger == Trigger::none ? has_stop : !has_stop) return false;
    if (conditions.trigger != Trigger::none && order.type == OrderType::market_by_budget)
        return false;
    if (conditions.peg == Peg::none && conditions.peg_levels != 0) return false;
    if (conditions.peg != Peg::none &&
        (!limit || dated || order.price != Price{} || conditions.peg_levels > kPegLevelsMost))
        return false;
    return conditions.visible == Quantity{} || (limit && lasts);
}

}  // namespace

bool NaiveExchange::phase_allows(Phase phase, const Conditions& conditions, const PlaceOrder& order,
                                 bool in_list) {
    const TimeInForce time = order.time_in_force;
    if (phase == Phase::continuous) return true;
    if (in_list) return false;
    if (phase == Phase::post_only)
        return order.type == OrderType::limit_maker && conditions.trigger == Trigger::none;
    if (phase != Phase::auction_call) return false;
    if (conditions.trigger != Trigger::none) return true;
    if (order.type == OrderType::market) return true;
    return order.type == OrderType::limit && time != TimeInForce::immediate_or_cancel &&
           time != TimeInForce::fill_or_kill;
}

bool NaiveExchange::known(AccountId account) const {
    return (account >= kIssuer && account <= kReceivable) || accounts_.contains(account);
}

Reject NaiveExchange::check_key(KeyId key, AccountId account) const {
    if (key == KeyId{} || key.value() > keys_.size()) return Reject::unknown_key;
    const Key& found = keys_[key.value() - 1];
    if (found.revoked) return Reject::key_revoked;
    if (found.account != account) return Reject::key_of_other_account;
    return allows(found.scopes, Scope::trade) ? Reject::none : Reject::scope_missing;
}

bool NaiveExchange::killed(AccountId account, MarketId market) const {
    return all_killed_ || markets_.at(market).killed ||
           accounts_.at(account).killed != Account::Killed::no;
}

Reject NaiveExchange::check_state(const Asked& asked) const {
    const PlaceOrder& order = asked.order;
    const NaiveMarket& m = markets_.at(order.market);
    if (killed(order.account, order.market)) return Reject::killed;
    if (storage_low_) return Reject::storage_low;
    if (!phase_allows(m.phase, asked.conditions, order, asked.in_list))
        return Reject::phase_forbids;
    if (!combines(order) || !combines(order, asked.conditions))
        return Reject::unsupported_combination;
    if (order.time_in_force == TimeInForce::good_till_date && order.expiry() <= now_)
        return Reject::expiry_passed;
    const SelfTradePrevention mode = order.self_trade_prevention;
    if (mode != SelfTradePrevention::none && mode != m.rules.default_prevention &&
        !m.rules.offers(mode))
        return Reject::prevention_not_offered;
    if (has_client_id(m, order.account, text(order.client_id), asked.replaced))
        return Reject::duplicate_client_id;
    return Reject::none;
}

bool NaiveExchange::has_client_id(const NaiveMarket& m, AccountId account,
                                  std::string_view client_id, OrderId but) const {
    return !client_id.empty() && std::ranges::any_of(m.orders, [&](const auto& entry) {
        const NaiveOrder& open = entry.second;
        return open.account == account && open.client_id == client_id && open.id != but;
    });
}

Reject NaiveExchange::check(const Asked& asked) {
    if (const Reject state = check_state(asked); state != Reject::none) return state;

    Price price = asked.order.price;
    const bool pegged_now = asked.conditions.peg != Peg::none &&
                            asked.conditions.trigger == Trigger::none && !asked.pending;
    if (pegged_now && !asked.replaces) {
        NaiveMarket& m = market(asked.order.market);
        const std::optional<Ticks> taken = m.pegged(draft(asked.order, asked.conditions));
        if (!taken) return Reject::peg_side_empty;
        price = m.terms.price(*taken);
    }
    if (const Reject numbers = check_numbers(asked, price); numbers != Reject::none) return numbers;
    if (const Reject counts = check_counts(asked); counts != Reject::none) return counts;
    return asked.replaces || asked.pending ? Reject::none : check_book(asked);
}

}  // namespace divmid
