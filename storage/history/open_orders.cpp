// SPDX-License-Identifier: Apache-2.0
#include "storage/history/open_orders.hpp"

#include <algorithm>
#include <tuple>

#include "engine/check.hpp"

namespace divmid::storage {

/// One record on its way into the open orders.
class OpenOrders::Folding {
public:
    Folding(OpenOrders& to, const Record& record, Tail* done)
        : to_{to}, record_{record}, done_{done} {}

    void operator()(const MarketListed& event);
    void operator()(const OrderAccepted& event);
    void operator()(const TradeExecuted& event);
    void operator()(const OrderCanceled& event);
    void operator()(const OrderExpired& event);
    template <class Other>
    void operator()(const Other&) {}

private:
    [[nodiscard]] Timestamp time() const { return record_.tick.time; }
    OrderRow& order(MarketId market, OrderId order);
    void fill(const TradeExecuted& trade, bool maker);
    void finish(OrderName name, EndReason reason);

    OpenOrders& to_;
    const Record& record_;
    Tail* done_;
};

OrderRow& OpenOrders::Folding::order(MarketId market, OrderId id) {
    const auto found = to_.orders_.find(OrderName{market, id});
    ENSURE(found != to_.orders_.end());
    return found->second;
}

void OpenOrders::Folding::operator()(const MarketListed& event) {
    // Only what notional() needs.
    MarketTerms terms;
    terms.market = event.market;
    terms.lot_tick_value = event.lot_tick_value;
    to_.terms_.resize(std::max<std::size_t>(to_.terms_.size(), event.market.value()));
    to_.terms_[event.market.value() - 1U] = terms;
}

void OpenOrders::Folding::operator()(const OrderAccepted& event) {
    const OrderRow row = accepted_row(event, record_);
    const OrderName name{event.market, event.order};
    to_.orders_.emplace(name, row);
    to_.of_account_[event.account].insert(name);
    if (!row.client_id.view().empty()) to_.by_client_id_[client_name_of(row)] = event.order;
}

void OpenOrders::Folding::operator()(const TradeExecuted& event) {
    fill(event, true);
    fill(event, false);
    if (event.maker_filled) finish({event.market, event.maker_order}, EndReason::filled);
    if (event.taker_filled) finish({event.market, event.taker_order}, EndReason::filled);
}

void OpenOrders::Folding::fill(const TradeExecuted& trade, bool maker) {
    OrderRow& row = order(trade.market, maker ? trade.maker_order : trade.taker_order);
    row.executed += trade.lots;
    row.executed_quote += to_.terms_[trade.market.value() - 1U].notional(trade.price, trade.lots);
    row.status = OrderStatus::partially_filled;
    row.updated = time();
    if (done_ == nullptr) return;
    FillRow fill;
    fill.trade = trade.trade;
    fill.order = row.order;
    fill.account = row.account;
    fill.market = trade.market;
    fill.side = row.side;
    fill.maker = maker;
    fill.price = trade.price;
    fill.lots = trade.lots;
    fill.fee = maker ? trade.maker_fee : trade.taker_fee;
    fill.time = time();
    done_->fills.add(fill);
}

void OpenOrders::Folding::operator()(const OrderCanceled& event) {
    finish({event.market, event.order}, event.reason);
}

void OpenOrders::Folding::operator()(const OrderExpired& event) {
    finish({event.market, event.order}, event.reason);
}

void OpenOrders::Folding::finish(OrderName name, EndReason reason) {
    OrderRow& row = order(name.market, name.order);
    row.status = status_of(reason, row.executed);
    row.end = reason;
    row.updated = time();
    if (!row.client_id.view().empty()) to_.by_client_id_.erase(client_name_of(row));
    if (done_ != nullptr) done_->orders.add(row);
    to_.of_account_[row.account].erase(name);
    to_.orders_.erase(name);
}

void OpenOrders::apply(const Record& record, Tail* done) {
    Folding folding{*this, record, done};
    record.events.visit([&](std::size_t, const auto& event) { folding(event); });
}

const OrderRow* OpenOrders::find(MarketId market, OrderId order) const {
    const auto found = orders_.find(OrderName{market, order});
    return found == orders_.end() ? nullptr : &found->second;
}

const OrderRow* OpenOrders::find(AccountId account, MarketId market,
                                 std::string_view client_id) const {
    const auto found = by_client_id_.find(ClientName{account, market, ClientId{client_id}});
    return found == by_client_id_.end() ? nullptr : find(market, found->second);
}

std::vector<OrderRow> OpenOrders::of(AccountId account, MarketId market) const {
    std::vector<OrderRow> rows;
    const auto names = of_account_.find(account);
    if (names == of_account_.end()) return rows;
    for (const OrderName& name : names->second)
        if (market == MarketId{} || name.market == market)
            rows.push_back(*find(name.market, name.order));
    std::ranges::sort(rows, {},
                      [](const OrderRow& row) { return std::tuple{row.market, row.order}; });
    return rows;
}

}  // namespace divmid::storage
