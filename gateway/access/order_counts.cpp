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

/// The events of one record, on their way.
class OrderCounts::Reading {
public:
    explicit Reading(OrderCounts& to) : to_{to} {}

    void operator()(const OrderAccepted& event) { to_.accepted(event); }
    void operator()(const TradeExecuted& event) { to_.traded(event); }
    void operator()(const AuctionTraded& event) { to_.auctioned(event.trade); }
    void operator()(const OrderRested& event) { to_.rested(event); }
    void operator()(const OrderAmended& event) { to_.amended(event); }
    void operator()(const TradePrevented& event) { to_.prevented(event); }
    void operator()(const OrderCanceled& event) { to_.ended(event.market, event.order); }
    void operator()(const OrderExpired& event) {
        // Only one that left the book to take again had traded there.
        if (to_.taker_rested_) to_.ended(event.market, event.order);
    }
    /// Orders that wait have not traded.
    template <class Other>
    void operator()(const Other&) {}

private:
    OrderCounts& to_;
};

void OrderCounts::apply(const Record& record) {
    now_ = record.tick.time;
    taker_ = OrderId{};
    taker_rested_ = false;
    count_asked(record.tick.commands);
    Reading reading{*this};
    record.events.visit([&](std::size_t, const auto& event) { reading(event); });
}

void OrderCounts::count_asked(const Commands& commands) {
    const auto count = [this](const PlaceOrder& order) {
        if (!order.validate_only) ++account(order.account).asked;
    };
    for (const PlaceOrder& command : commands.all<PlaceOrder>()) count(command);
    for (const ReplaceOrder& command : commands.all<ReplaceOrder>())
        ++account(command.account).asked;
    for (const PlaceConditional& command : commands.all<PlaceConditional>()) count(command.order);
    for (const ReplaceConditional& command : commands.all<ReplaceConditional>())
        ++account(command.replace.account).asked;
    for (const PlaceList& command : commands.all<PlaceList>())
        account(command.first.order.account).asked += legs_of(command.kind);
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
    resting_traded(event.market, {event.maker_order, event.maker, event.maker_filled});
    const bool goes_on = event.taker_order == taker_ && event.market == taker_market_;
    if (goes_on) {
        // The trades of one taker follow each other.
        if (taker_rested_ && event.taker_filled) ended(event.market, event.taker_order);
        return;
    }
    taker_ = event.taker_order;
    taker_market_ = event.market;
    taker_rested_ = false;
    give_back(event.taker);
}

void OrderCounts::auctioned(const TradeExecuted& event) {
    resting_traded(event.market, {event.maker_order, event.maker, event.maker_filled});
    resting_traded(event.market, {event.taker_order, event.taker, event.taker_filled});
}

void OrderCounts::resting_traded(MarketId market, const Resting& order) {
    Orders& traded = traded_in(market);
    const bool before =
        order.filled ? traded.erase(order.order) > 0 : !traded.insert(order.order).second;
    if (!before) give_back(order.account);
}

void OrderCounts::amended(const OrderAmended& event) {
    // One that had traded is a taker again, and has given back what it could.
    if (event.kept_place || !traded_in(event.market).contains(event.order)) return;
    taker_ = event.order;
    taker_market_ = event.market;
    taker_rested_ = true;
}

void OrderCounts::prevented(const TradePrevented& event) {
    if (event.maker_done) ended(event.market, event.maker_order);
    if (event.taker_done) ended(event.market, event.taker_order);
}

void OrderCounts::rested(const OrderRested& event) {
    if (event.order == taker_ && event.market == taker_market_)
        traded_in(event.market).insert(event.order);
}

void OrderCounts::ended(MarketId market, OrderId order) {
    traded_in(market).erase(order);
}

void OrderCounts::give_back(AccountId account) {
    Counts& counts = account_now(account).counts;
    take_one(counts.in_10_seconds);
    take_one(counts.today);
}

}  // namespace divmid::gateway
