// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <type_traits>

#include "tests/storage/naive_history.hpp"

namespace divmid::storage {

namespace {

/// What the owner reads about an end, by its reason alone; a spent budget is not among them.
OrderStatus status_after(EndReason reason) {
    switch (reason) {
        case EndReason::canceled_by_owner:
        case EndReason::list_canceled:
        case EndReason::session_ended:
        case EndReason::dead_man:
            return OrderStatus::canceled;
        default:
            return OrderStatus::expired;
    }
}

bool is_limit(const OrderRow& row) {
    return row.type == OrderType::limit || row.type == OrderType::limit_maker;
}

template <class Row>
std::vector<Row> first_of(std::vector<Row> rows, std::size_t limit) {
    rows.resize(std::min(rows.size(), limit));
    return rows;
}

}  // namespace

/// Says of every kind of event what it does to the lists of rows.
class NaiveHistory::Special {
public:
    Special(NaiveHistory& to, const Record& record) : to_{to}, record_{record} {}

    void operator()(const OrderAccepted& event) {
        to_.accept(event, record_);
        leg(event.order);
    }
    void operator()(const OrderConditioned& event) {
        OrderRow& row = to_.orders_.at(event.order);
        row.conditions = {event.trigger,  event.peg,      event.peg_levels,   event.stop_price,
                          event.trailing, event.visible,  event.list,         event.session,
                          event.keep,     event.strategy, event.strategy_type};
        leg(event.order);
    }
    void operator()(const OrderWaits& event) {
        OrderRow& row = touched(event.order);
        row.working_since = {};
        if (event.waits_for == WaitsFor::working_order)
            row.status = OrderStatus::pending;
        else if (row.conditions.trailing > 0 && row.conditions.stop_price == Ticks{})
            row.trailing_since = record_.tick.time;
    }
    void operator()(const OrderAwoke& event) {
        OrderRow& row = touched(event.order);
        row.status = OrderStatus::open;
        row.working_since = record_.tick.time;
        if (is_limit(row)) row.price = event.price;
        leg(event.order);
    }
    void operator()(const TrailingStarted& event) {
        touched(event.order).trailing_since = record_.tick.time;
    }
    void operator()(const TradeExecuted& event) {
        to_.trade(event, record_.tick.time);
        to_.print(event, record_);
        leg_if_done(event.maker_order);
        leg_if_done(event.taker_order);
    }
    void operator()(const AuctionTraded& event) { (*this)(event.trade); }
    void operator()(const TradePrevented& event);
    void operator()(const OrderAmended& event) {
        amended(event);
        OrderRow& row = to_.orders_.at(event.order);
        row.price = event.price;
        if (!event.kept_place) row.working_since = record_.tick.time;
        to_.amendments_.back().price = row.price;
    }
    void operator()(const WaitingAmended& event) {
        amended(event);
        OrderRow& row = to_.orders_.at(event.order);
        if (is_limit(row)) row.price = event.price;
        to_.amendments_.back().price = row.price;
    }
    void operator()(const OrderCanceled& event) { ended(event.order, event.reason); }
    void operator()(const WaitingEnded& event) { ended(event.order, event.reason); }
    void operator()(const OrderExpired& event) {
        const bool traded = to_.orders_.at(event.order).executed > Lots{};
        if (event.reason == EndReason::budget_spent && traded) {
            to_.end(event.order, OrderStatus::filled, event.reason, record_.tick.time);
            leg(event.order);
        } else {
            ended(event.order, event.reason);
        }
    }
    void operator()(const ListAccepted& event) {
        ListRow row;
        row.list = event.list;
        row.account = event.account;
        row.market = event.market;
        row.kind = event.kind;
        row.client_id = ClientId{record_.tick.commands.arena.text(event.client_id)};
        row.orders = {event.first, event.second, event.third};
        row.created = row.updated = record_.tick.time;
        to_.lists_[event.list] = row;
    }
    void operator()(const ListEnded& event) {
        to_.lists_.at(event.list).ended = true;
        to_.lists_.at(event.list).updated = record_.tick.time;
    }
    void operator()(const TradeBusted& event) { to_.busted_.push_back(event.trade); }
    /// Nothing else is in a row.
    template <class Other>
    void operator()(const Other&) {}

private:
    OrderRow& touched(OrderId order) {
        OrderRow& row = to_.orders_.at(order);
        row.updated = record_.tick.time;
        return row;
    }
    void ended(OrderId order, EndReason reason) {
        to_.end(order, status_after(reason), reason, record_.tick.time);
        leg(order);
    }
    void leg_if_done(OrderId order) {
        if (to_.orders_.at(order).end != EndReason{}) leg(order);
    }
    /// Its list, if it is of one, says what the order is called and that something happened.
    void leg(OrderId order) {
        const OrderRow& row = to_.orders_.at(order);
        if (row.conditions.list == ListId{}) return;
        ListRow& list = to_.lists_.at(row.conditions.list);
        for (std::size_t i = 0; i < list.orders.size(); ++i)
            if (list.orders[i] == order) list.order_ids[i] = row.client_id;
        list.updated = record_.tick.time;
    }
    template <class Amended>
    void amended(const Amended& event) {
        OrderRow& row = touched(event.order);
        AmendmentRow amendment;
        amendment.execution = ExecutionId{2 * to_.events_};
        amendment.order = row.order;
        amendment.account = row.account;
        amendment.market = row.market;
        amendment.client_id_before = row.client_id;
        amendment.price_before = row.price;
        amendment.lots_before = row.lots;
        const std::string_view text = record_.tick.commands.arena.text(event.client_id);
        if (!text.empty()) row.client_id = ClientId{text};
        row.lots = Lots{row.lots.value() - event.lots_before.value() + event.lots.value()};
        amendment.client_id = row.client_id;
        amendment.lots = row.lots;
        amendment.time = record_.tick.time;
        to_.amendments_.push_back(amendment);
        leg(event.order);
    }

    NaiveHistory& to_;
    const Record& record_;
};

void NaiveHistory::Special::operator()(const TradePrevented& event) {
    PreventionRow row;
    row.prevention = event.prevention;
    row.market = event.market;
    row.maker_order = event.maker_order;
    row.taker_order = event.taker_order;
    row.maker = event.maker;
    row.taker = event.taker;
    row.group = event.group;
    row.mode = event.mode;
    row.price = event.price;
    row.maker_lots = event.maker_lots;
    row.taker_lots = event.taker_lots;
    row.time = record_.tick.time;
    to_.preventions_.push_back(row);
    for (const bool maker : {true, false}) {
        const OrderId id = maker ? event.maker_order : event.taker_order;
        OrderRow& order = touched(id);
        order.prevention = event.prevention;
        order.prevented += maker ? event.maker_lots : event.taker_lots;
        if (!(maker ? event.maker_done : event.taker_done)) continue;
        to_.end(id, OrderStatus::prevented, EndReason::prevented, record_.tick.time);
        leg(id);
    }
}

void NaiveHistory::apply_special(const Record& record) {
    Special special{*this, record};
    record.events.visit([&](std::size_t, const auto& event) {
        ++events_;
        special(event);
    });
}

void NaiveHistory::note_requests(const Record& record) {
    std::uint32_t place = 0;
    record.tick.commands.visit([&](const auto& command) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(command)>, Numbered>) {
            bool silent = true;
            record.events.visit(
                [&](std::size_t cause, const auto&) { silent = silent && cause != place; });
            if (silent)
                requests_.push_back({command.key, command.lane, command.number, command.identity,
                                     record.sequence, place + 1});
        }
        ++place;
    });
}

std::vector<PreventionRow> NaiveHistory::preventions(const PreventionQuery& query) const {
    std::vector<PreventionRow> rows;
    for (const PreventionRow& row : preventions_) {
        const bool own = row.maker == query.account || row.taker == query.account;
        const bool of_order = query.order == OrderId{} || row.maker_order == query.order ||
                              row.taker_order == query.order;
        const bool meant = query.prevention == PreventionId{} || query.prevention == row.prevention;
        if (own && of_order && meant && row.prevention >= query.from) rows.push_back(row);
    }
    return first_of(rows, query.limit);
}

std::vector<AmendmentRow> NaiveHistory::amendments(const AmendmentQuery& query) const {
    std::vector<AmendmentRow> rows;
    std::ranges::copy_if(amendments_, std::back_inserter(rows), [&](const AmendmentRow& row) {
        return row.account == query.account && row.order == query.order &&
               row.execution >= query.from;
    });
    return first_of(rows, query.limit);
}

std::optional<ListRow> NaiveHistory::list(AccountId account, ListId list) const {
    const auto found = lists_.find(list);
    if (found == lists_.end() || found->second.account != account) return std::nullopt;
    return found->second;
}

std::optional<ListRow> NaiveHistory::list(AccountId account, std::string_view client_id) const {
    std::optional<ListRow> newest;
    for (const auto& [id, row] : lists_)
        if (row.account == account && row.client_id.view() == client_id) newest = row;
    return newest;
}

std::vector<ListRow> NaiveHistory::open_lists(AccountId account) const {
    std::vector<ListRow> rows;
    for (const auto& [id, row] : lists_)
        if (row.account == account && !row.ended) rows.push_back(row);
    return rows;
}

std::vector<ListRow> NaiveHistory::lists(const ListQuery& query) const {
    std::vector<ListRow> rows;
    for (const auto& [id, row] : lists_)
        if (row.account == query.account && id >= query.from && row.created >= query.start &&
            (query.end == Timestamp{} || row.created <= query.end))
            rows.push_back(row);
    if (query.from == ListId{} && query.start == Timestamp{} && rows.size() > query.limit)
        rows.erase(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(query.limit));
    return first_of(rows, query.limit);
}

std::optional<RequestRow> NaiveHistory::request(KeyId key, std::uint8_t lane,
                                                std::uint64_t number) const {
    for (const RequestRow& row : requests_)
        if (row.key == key && row.lane == lane && row.number == number) return row;
    return std::nullopt;
}

bool NaiveHistory::is_busted(TradeId trade) const {
    return std::ranges::find(busted_, trade) != busted_.end();
}

}  // namespace divmid::storage
