// SPDX-License-Identifier: Apache-2.0
#include "storage/order_rows.hpp"

#include <algorithm>

#include "engine/check.hpp"

namespace divmid::storage {

ClientId::ClientId(std::string_view text) : size_{static_cast<std::uint8_t>(text.size())} {
    ENSURE(text.size() <= kMost);
    std::ranges::copy(text, text_.begin());
}

namespace {

bool has_limit(OrderType type) {
    return type == OrderType::limit || type == OrderType::limit_maker;
}

}  // namespace

OrderRow accepted_row(const OrderAccepted& event, const Record& record) {
    return {.order = event.order,
            .account = event.account,
            .market = event.market,
            .side = event.side,
            .type = event.type,
            .time_in_force = event.time_in_force,
            .self_trade_prevention = event.self_trade_prevention,
            .status = OrderStatus::open,
            .end = {},
            .client_id = ClientId{record.tick.commands.arena.text(event.client_id)},
            .price = event.price,
            .lots = event.lots,
            .executed = {},
            .executed_quote = {},
            .budget_or_expiry = event.budget_or_expiry,
            .created = record.tick.time,
            .updated = record.tick.time,
            .working_since = record.tick.time};
}

ListRow accepted_list(const ListAccepted& event, const Record& record) {
    ListRow row;
    row.list = event.list;
    row.account = event.account;
    row.market = event.market;
    row.kind = event.kind;
    row.client_id = ClientId{record.tick.commands.arena.text(event.client_id)};
    row.orders = {event.first, event.second, event.third};
    row.created = record.tick.time;
    row.updated = record.tick.time;
    return row;
}

void condition(OrderRow& row, const OrderConditioned& event, Timestamp time) {
    row.conditions = {.trigger = event.trigger,
                      .peg = event.peg,
                      .peg_levels = event.peg_levels,
                      .stop_price = event.stop_price,
                      .trailing = event.trailing,
                      .visible = event.visible,
                      .list = event.list,
                      .session = event.session,
                      .keep = event.keep,
                      .strategy = event.strategy,
                      .strategy_type = event.strategy_type};
    row.updated = time;
}

void wait(OrderRow& row, const OrderWaits& event, Timestamp time) {
    const bool for_order = event.waits_for == WaitsFor::working_order;
    const OrderConditions& its = row.conditions;
    if (for_order) row.status = OrderStatus::pending;
    if (!for_order && its.trailing != 0 && its.stop_price == Ticks{}) row.trailing_since = time;
    row.working_since = {};
    row.updated = time;
}

void awake(OrderRow& row, const OrderAwoke& event, Timestamp time) {
    if (row.status == OrderStatus::pending) row.status = OrderStatus::open;
    if (has_limit(row.type)) row.price = event.price;
    row.working_since = time;
    row.updated = time;
}

void start_trailing(OrderRow& row, Timestamp time) {
    row.trailing_since = time;
    row.updated = time;
}

namespace {

/// What both kinds of amendment do. `left`: what is open of it from now on.
void amend(OrderRow& row, Lots left, std::string_view client_id, Timestamp time) {
    row.lots = row.executed + row.prevented + left;
    if (!client_id.empty()) row.client_id = ClientId{client_id};
    row.updated = time;
}

}  // namespace

void amend(OrderRow& row, const OrderAmended& event, std::string_view client_id, Timestamp time) {
    amend(row, event.lots, client_id, time);
    row.price = event.price;
    if (!event.kept_place) row.working_since = time;
}

void amend(OrderRow& row, const WaitingAmended& event, std::string_view client_id, Timestamp time) {
    amend(row, event.lots, client_id, time);
    if (has_limit(row.type)) row.price = event.price;
}

void prevent(OrderRow& row, const TradePrevented& event, bool maker, Timestamp time) {
    row.prevention = event.prevention;
    row.prevented += maker ? event.maker_lots : event.taker_lots;
    row.updated = time;
    if (maker ? event.maker_done : event.taker_done) end(row, EndReason::prevented, time);
}

void fill(OrderRow& row, const TradeExecuted& trade, bool maker, Amount paid, Timestamp time) {
    row.executed += trade.lots;
    row.executed_quote += paid;
    row.status = OrderStatus::partially_filled;
    row.updated = time;
    if (maker ? trade.maker_filled : trade.taker_filled) end(row, EndReason::filled, time);
}

void end(OrderRow& row, EndReason reason, Timestamp time) {
    row.status = status_of(reason, row.executed);
    row.end = reason;
    row.updated = time;
}

OrderStatus status_of(EndReason reason, Lots executed) {
    switch (reason) {
        case EndReason::filled:
            return OrderStatus::filled;
        case EndReason::canceled_by_owner:
        case EndReason::list_canceled:
        case EndReason::session_ended:
        case EndReason::dead_man:
            return OrderStatus::canceled;
        case EndReason::prevented:
            return OrderStatus::prevented;
        case EndReason::budget_spent:
            return executed > Lots{} ? OrderStatus::filled : OrderStatus::expired;
        case EndReason::unfilled_ioc:
        case EndReason::unfilled_fok:
        case EndReason::insufficient_liquidity:
        case EndReason::expired_at_date:
        case EndReason::sibling_worked:
        case EndReason::working_order_ended:
        case EndReason::outside_band:
        case EndReason::killed:
        case EndReason::canceled_by_exchange:
        case EndReason::no_funds_to_start:
        case EndReason::refused_at_start:
        case EndReason::auction_unfilled:
            return OrderStatus::expired;
    }
    return OrderStatus::expired;
}

}  // namespace divmid::storage
