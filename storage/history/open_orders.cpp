// SPDX-License-Identifier: Apache-2.0
#include "storage/history/open_orders.hpp"

#include <algorithm>
#include <tuple>

#include "engine/check.hpp"
#include "engine/market_terms.hpp"

namespace divmid::storage {

/// One record on its way into the open orders.
class OpenOrders::Folding {
public:
    Folding(OpenOrders& to, const Record& record, Tail* done)
        : to_{to}, record_{record}, done_{done} {}

    void next(const auto& event) {
        ++to_.events_;
        (*this)(event);
    }

private:
    void operator()(const MarketListed& event);
    void operator()(const MarketRulesSet& event);
    void operator()(const OrderAccepted& event);
    void operator()(const OrderConditioned& event);
    void operator()(const OrderWaits& event);
    void operator()(const OrderAwoke& event);
    void operator()(const WaitingEnded& event) { finish(event); }
    void operator()(const TrailingStarted& event);
    void operator()(const TradeExecuted& event);
    void operator()(const AuctionTraded& event) { (*this)(event.trade); }
    void operator()(const TradePrevented& event);
    void operator()(const OrderAmended& event) { amended(event); }
    void operator()(const WaitingAmended& event) { amended(event); }
    void operator()(const OrderCanceled& event) { finish(event); }
    void operator()(const OrderExpired& event) { finish(event); }
    void operator()(const ListAccepted& event) { to_.lists_.begin(event, record_); }
    void operator()(const ListEnded& event);
    /// No other event changes what an order or a list is: what rests and what is hidden of it is
    /// not in a row.
    template <class Other>
    void operator()(const Other&) {}

    [[nodiscard]] Timestamp time() const { return record_.tick.time; }
    OrderRow& order(MarketId market, OrderId order);
    void fill(const TradeExecuted& trade, bool maker);
    void prevent(const TradePrevented& event, bool maker);
    template <class Amended>
    void amended(const Amended& event);
    template <class Ended>
    void finish(const Ended& event);
    void carry(const OrderRow& row);
    void drop_client_id(const OrderRow& row);
    void leave(OrderRow& row);

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
    to_.terms_.resize(std::max<std::size_t>(to_.terms_.size(), event.market.value()));
    to_.terms_[event.market.value() - 1U] = terms_of(event);
}

void OpenOrders::Folding::operator()(const MarketRulesSet& event) {
    MarketTerms& terms = to_.terms_[event.market.value() - 1U];
    terms = terms_of(terms, event.rules);
}

void OpenOrders::Folding::operator()(const OrderAccepted& event) {
    const OrderRow row = accepted_row(event, record_);
    const OrderName name{event.market, event.order};
    to_.orders_.emplace(name, row);
    to_.of_account_[event.account].insert(name);
    carry(row);
}

void OpenOrders::Folding::operator()(const OrderConditioned& event) {
    OrderRow& row = order(event.market, event.order);
    condition(row, event, time());
    to_.lists_.note(row);
}

void OpenOrders::Folding::operator()(const OrderWaits& event) {
    wait(order(event.market, event.order), event, time());
}

void OpenOrders::Folding::operator()(const OrderAwoke& event) {
    OrderRow& row = order(event.market, event.order);
    awake(row, event, time());
    to_.lists_.note(row);
}

void OpenOrders::Folding::operator()(const TrailingStarted& event) {
    start_trailing(order(event.market, event.order), time());
}

void OpenOrders::Folding::operator()(const TradeExecuted& event) {
    fill(event, true);
    fill(event, false);
}

void OpenOrders::Folding::fill(const TradeExecuted& trade, bool maker) {
    OrderRow& row = order(trade.market, maker ? trade.maker_order : trade.taker_order);
    const Amount paid = to_.terms_[trade.market.value() - 1U].notional(trade.price, trade.lots);
    storage::fill(row, trade, maker, paid, time());
    if (done_ != nullptr) {
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
    if (!is_open(row.status)) leave(row);
}

void OpenOrders::Folding::operator()(const TradePrevented& event) {
    if (done_ != nullptr)
        done_->preventions.add({.prevention = event.prevention,
                                .market = event.market,
                                .maker_order = event.maker_order,
                                .taker_order = event.taker_order,
                                .maker = event.maker,
                                .taker = event.taker,
                                .group = event.group,
                                .mode = event.mode,
                                .price = event.price,
                                .maker_lots = event.maker_lots,
                                .taker_lots = event.taker_lots,
                                .time = time()});
    prevent(event, true);
    prevent(event, false);
}

void OpenOrders::Folding::prevent(const TradePrevented& event, bool maker) {
    OrderRow& row = order(event.market, maker ? event.maker_order : event.taker_order);
    storage::prevent(row, event, maker, time());
    if (!is_open(row.status)) leave(row);
}

template <class Amended>
void OpenOrders::Folding::amended(const Amended& event) {
    OrderRow& row = order(event.market, event.order);
    AmendmentRow amendment{.execution = ExecutionId{2 * to_.events_},
                           .order = row.order,
                           .account = row.account,
                           .market = row.market,
                           .client_id_before = row.client_id,
                           .client_id = {},
                           .price_before = row.price,
                           .price = {},
                           .lots_before = row.lots,
                           .lots = {},
                           .time = time()};
    drop_client_id(row);
    amend(row, event, record_.tick.commands.arena.text(event.client_id), time());
    carry(row);
    to_.lists_.note(row);
    amendment.client_id = row.client_id;
    amendment.price = row.price;
    amendment.lots = row.lots;
    if (done_ != nullptr) done_->amendments.add(amendment);
}

void OpenOrders::Folding::operator()(const ListEnded& event) {
    const ListRow row = to_.lists_.end(event, time());
    if (done_ != nullptr) done_->lists.add(row);
}

template <class Ended>
void OpenOrders::Folding::finish(const Ended& event) {
    OrderRow& row = order(event.market, event.order);
    end(row, event.reason, time());
    leave(row);
}

void OpenOrders::Folding::carry(const OrderRow& row) {
    if (!row.client_id.view().empty()) to_.by_client_id_[client_name_of(row)] = row.order;
}

void OpenOrders::Folding::drop_client_id(const OrderRow& row) {
    if (!row.client_id.view().empty()) to_.by_client_id_.erase(client_name_of(row));
}

void OpenOrders::Folding::leave(OrderRow& row) {
    const OrderName name = name_of(row);
    drop_client_id(row);
    to_.lists_.note(row);
    if (done_ != nullptr) done_->orders.add(row);
    to_.of_account_[row.account].erase(name);
    to_.orders_.erase(name);
}

void OpenOrders::apply(const Record& record, Tail* done) {
    Folding folding{*this, record, done};
    record.events.visit([&](std::size_t, const auto& event) { folding.next(event); });
    if (done != nullptr) done->requests.add(record);
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
