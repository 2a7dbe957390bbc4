// SPDX-License-Identifier: Apache-2.0
#include "tests/storage/naive_history.hpp"

#include <algorithm>

namespace divmid::storage {

namespace {

bool is_open(const OrderRow& row) {
    return row.end == EndReason{};
}

bool is_of_newest(const TradeQuery& query) {
    return query.from == TradeId{} && query.from_aggregate == AggregateId{} &&
           query.start == Timestamp{};
}

template <class Row>
std::vector<Row> cut(std::vector<Row> rows, bool newest, std::size_t limit) {
    if (rows.size() <= limit) return rows;
    const auto keep = static_cast<std::ptrdiff_t>(limit);
    if (newest) return {rows.end() - keep, rows.end()};
    return {rows.begin(), rows.begin() + keep};
}

}  // namespace

void NaiveHistory::apply(const Record& record) {
    apply_special(record);
    note_requests(record);
}

void NaiveHistory::accept(const OrderAccepted& event, const Record& record) {
    OrderRow row;
    row.order = event.order;
    row.account = event.account;
    row.market = event.market;
    row.side = event.side;
    row.type = event.type;
    row.time_in_force = event.time_in_force;
    row.self_trade_prevention = event.self_trade_prevention;
    row.client_id = ClientId{record.tick.commands.arena.text(event.client_id)};
    row.price = event.price;
    row.lots = event.lots;
    row.budget_or_expiry = event.budget_or_expiry;
    row.created = row.updated = row.working_since = record.tick.time;
    orders_[event.order] = row;
}

void NaiveHistory::trade(const TradeExecuted& event, Timestamp time) {
    for (const bool maker : {true, false}) {
        OrderRow& row = orders_.at(maker ? event.maker_order : event.taker_order);
        row.executed += event.lots;
        // One lot at one tick: a hundredth of a unit times a ten-thousandth, in millionths.
        row.executed_quote += Amount{std::int64_t{event.price.value()} * event.lots.value()};
        row.status = OrderStatus::partially_filled;
        row.updated = time;
        fills_.push_back({.trade = event.trade,
                          .order = row.order,
                          .account = row.account,
                          .market = event.market,
                          .side = row.side,
                          .maker = maker,
                          .price = event.price,
                          .lots = event.lots,
                          .fee = maker ? event.maker_fee : event.taker_fee,
                          .time = time});
        if (maker ? event.maker_filled : event.taker_filled)
            end(row.order, OrderStatus::filled, EndReason::filled, time);
    }
}

void NaiveHistory::print(const TradeExecuted& event, const Record& record) {
    std::uint64_t aggregate = trades_.empty() ? 0 : trades_.back().aggregate.value();
    const bool goes_on = !trades_.empty() && last_record_ == record.sequence &&
                         last_taker_ == event.taker_order && trades_.back().price == event.price;
    if (!goes_on) ++aggregate;
    last_record_ = record.sequence;
    last_taker_ = event.taker_order;
    trades_.push_back({.trade = event.trade,
                       .aggregate = AggregateId{aggregate},
                       .time = record.tick.time,
                       .price = event.price,
                       .lots = event.lots,
                       .market = event.market,
                       .buyer_is_maker = event.taker_side == Side::sell});
}

void NaiveHistory::end(OrderId order, OrderStatus status, EndReason reason, Timestamp time) {
    OrderRow& row = orders_.at(order);
    row.status = status;
    row.end = reason;
    row.updated = time;
}

std::optional<OrderRow> NaiveHistory::order(AccountId account, OrderId order) const {
    const auto found = orders_.find(order);
    if (found == orders_.end() || found->second.account != account) return std::nullopt;
    return found->second;
}

std::optional<OrderRow> NaiveHistory::order(AccountId account, std::string_view client_id) const {
    std::optional<OrderRow> newest;
    for (const auto& [id, row] : orders_) {
        if (row.account != account || row.client_id.view() != client_id) continue;
        if (!newest || !is_open(*newest)) newest = row;
    }
    return newest;
}

std::vector<OrderRow> NaiveHistory::open_orders(AccountId account) const {
    std::vector<OrderRow> rows;
    for (const auto& [id, row] : orders_)
        if (row.account == account && is_open(row)) rows.push_back(row);
    return rows;
}

std::vector<OrderRow> NaiveHistory::orders(const OrderQuery& query) const {
    std::vector<OrderRow> rows;
    for (const auto& [id, row] : orders_)
        if (row.account == query.account && id >= query.from && row.created >= query.start &&
            (query.end == Timestamp{} || row.created <= query.end))
            rows.push_back(row);
    return cut(rows, query.from == OrderId{} && query.start == Timestamp{}, query.limit);
}

std::vector<FillRow> NaiveHistory::fills(const FillQuery& query) const {
    std::vector<FillRow> rows;
    for (const FillRow& row : fills_)
        if (row.account == query.account && row.trade >= query.from && row.time >= query.start &&
            (query.end == Timestamp{} || row.time <= query.end) &&
            (query.order == OrderId{} || row.order == query.order))
            rows.push_back(row);
    std::ranges::sort(rows, {}, [](const FillRow& row) { return std::pair{row.trade, row.order}; });
    const bool newest = query.from == TradeId{} && query.start == Timestamp{};
    std::vector<FillRow> page = cut(rows, newest, query.limit);
    if (page.empty() || page.size() == rows.size()) return page;
    const FillRow& left_out = rows[newest ? rows.size() - page.size() - 1 : page.size()];
    const auto end = newest ? page.begin() : page.end();
    if (left_out.trade == (newest ? page.front() : page.back()).trade) page.insert(end, left_out);
    return page;
}

std::vector<TradeRow> NaiveHistory::trades(const TradeQuery& query) const {
    std::vector<TradeRow> rows;
    for (const TradeRow& row : trades_)
        if (row.trade >= query.from && row.aggregate >= query.from_aggregate &&
            row.time >= query.start && (query.end == Timestamp{} || row.time <= query.end))
            rows.push_back(row);
    return cut(rows, is_of_newest(query), query.limit);
}

std::vector<AggregateRow> NaiveHistory::aggregates(const TradeQuery& query) const {
    TradeQuery all = query;
    all.limit = trades_.size();
    std::map<AggregateId, AggregateRow> found;
    for (const TradeRow& row : trades(all)) {
        AggregateRow& to = found[row.aggregate];
        if (to.lots == 0)
            to = {row.aggregate, row.trade,  row.trade,         row.time, 0,
                  row.price,     row.market, row.buyer_is_maker};
        to.last = row.trade;
        to.lots += row.lots.value();
    }
    std::vector<AggregateRow> rows;
    for (const auto& [id, row] : found) rows.push_back(row);
    return cut(rows, is_of_newest(query), query.limit);
}

}  // namespace divmid::storage
