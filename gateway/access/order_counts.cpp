// SPDX-License-Identifier: Apache-2.0
#include "gateway/access/order_counts.hpp"

#include "engine/columns.hpp"
#include "gateway/access/periods.hpp"

namespace divmid::gateway {
namespace {

void take_one(std::uint32_t& count) {
    if (count > 0) --count;
}

}  // namespace

void OrderCounts::apply(const Record& record) {
    now_ = record.tick.time;
    taker_ = OrderId{};
    const Commands& commands = record.tick.commands;
    for (const PlaceOrder& command : commands.all<PlaceOrder>()) asked(command);
    for (const PlaceConditional& command : commands.all<PlaceConditional>()) asked(command.order);
    for (const ReplaceOrder& command : commands.all<ReplaceOrder>())
        ++account(command.account).asked;
    for (const ReplaceConditional& command : commands.all<ReplaceConditional>())
        ++account(command.replace.account).asked;
    for (const PlaceList& command : commands.all<PlaceList>())
        account(command.first.order.account).asked += legs_of(command.kind);
    record.events.visit(
        Overloaded{[&](std::size_t, const OrderAccepted& event) { accepted(event); },
                   [&](std::size_t, const TradeExecuted& event) { traded(event); },
                   [&](std::size_t, const OrderRested& event) { rested(event); },
                   [&](std::size_t, const OrderCanceled& event) { canceled(event); },
                   [](std::size_t, const auto&) {}});
}

OrderCounts::Counts OrderCounts::counts(AccountId account, Timestamp now) const {
    if (account.value() >= accounts_.size()) return {};
    const Account& known = accounts_[account.value()];
    Counts counts = known.counts;
    if (number_of(Period::ten_seconds, now) > known.ten_seconds) counts.in_10_seconds = 0;
    if (number_of(Period::day, now) > known.day) counts.today = 0;
    return counts;
}

std::uint64_t OrderCounts::asked(AccountId account) const {
    return account.value() < accounts_.size() ? accounts_[account.value()].asked : 0;
}

void OrderCounts::asked(const PlaceOrder& command) {
    if (!command.validate_only) ++account(command.account).asked;
}

OrderCounts::Account& OrderCounts::account(AccountId account) {
    if (accounts_.size() <= account.value()) accounts_.resize(account.value() + 1U);
    return accounts_[account.value()];
}

OrderCounts::Account& OrderCounts::account_now(AccountId account) {
    Account& known = this->account(account);
    if (const auto number = number_of(Period::ten_seconds, now_); known.ten_seconds != number) {
        known.ten_seconds = number;
        known.counts.in_10_seconds = 0;
    }
    if (const auto number = number_of(Period::day, now_); known.day != number) {
        known.day = number;
        known.counts.today = 0;
    }
    return known;
}

OrderCounts::Orders& OrderCounts::traded_in(MarketId market) {
    if (traded_.size() <= market.value()) traded_.resize(market.value() + 1U);
    return traded_[market.value()];
}

void OrderCounts::accepted(const OrderAccepted& event) {
    Counts& counts = account_now(event.account).counts;
    ++counts.in_10_seconds;
    ++counts.today;
}

void OrderCounts::traded(const TradeExecuted& event) {
    maker_traded(event);
    // The trades of one taker follow each other.
    if (event.taker_order == taker_ && event.market == taker_market_) return;
    taker_ = event.taker_order;
    taker_market_ = event.market;
    give_back(event.taker);
}

void OrderCounts::maker_traded(const TradeExecuted& event) {
    Orders& traded = traded_in(event.market);
    const bool before = event.maker_filled ? traded.erase(event.maker_order) > 0
                                           : !traded.insert(event.maker_order).second;
    if (!before) give_back(event.maker);
}

void OrderCounts::rested(const OrderRested& event) {
    if (event.order == taker_ && event.market == taker_market_)
        traded_in(event.market).insert(event.order);
}

void OrderCounts::canceled(const OrderCanceled& event) {
    traded_in(event.market).erase(event.order);
}

void OrderCounts::give_back(AccountId account) {
    Counts& counts = account_now(account).counts;
    take_one(counts.in_10_seconds);
    take_one(counts.today);
}

}  // namespace divmid::gateway
