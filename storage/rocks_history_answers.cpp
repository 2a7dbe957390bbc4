// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "storage/history/request_blocks.hpp"
#include "storage/history/row_choice.hpp"
#include "storage/history/trade_blocks.hpp"
#include "storage/history/trade_choice.hpp"
#include "storage/log_search.hpp"
#include "storage/rocks_history.hpp"

namespace divmid::storage {

// What the history answers. The rest of it is in rocks_history.cpp.

namespace {

/// Behind all there may ever be.
constexpr TradeId kNoTrade{~TradeId::rep{0}};

template <class T>
void throw_on(const Result<T>& outcome) {
    if (!outcome) throw std::runtime_error("history: " + outcome.error().message);
}

const YoungRows<OrderRow>& rows_of(const Tail& tail, const OrderRow*) {
    return tail.orders;
}
const YoungRows<FillRow>& rows_of(const Tail& tail, const FillRow*) {
    return tail.fills;
}
const YoungRows<PreventionRow>& rows_of(const Tail& tail, const PreventionRow*) {
    return tail.preventions;
}
const YoungRows<AmendmentRow>& rows_of(const Tail& tail, const AmendmentRow*) {
    return tail.amendments;
}
const YoungRows<ListRow>& rows_of(const Tail& tail, const ListRow*) {
    return tail.lists;
}

template <class Row, class Choice>
void offer_young(const Tail& tail, AccountId account, Choice& choice) {
    const YoungRows<Row>& rows = rows_of(tail, static_cast<const Row*>(nullptr));
    for (const std::uint32_t at : rows.of(account)) choice.offer(rows[at]);
}

template <class Row>
void offer_older(const Store& store, const TradeQuery& query, TradeId before,
                 TradeChoice<Row>& choice) {
    throw_on(visit_trades(store, query, before, [&](std::span<const TradeRow> run) {
        choice.offer(run);
        return !choice.full();
    }));
}

/// Whether the answer is the first rows behind a place, and lies in one stretch of the segments.
/// Orders never do: one that rested for long is in a segment far behind that of its neighbours.
bool goes_upward(const FillQuery& query) {
    return query.market != MarketId{} && (query.from != TradeId{} || query.start != Timestamp{});
}

/// When the first fill that the query reaches was made, or before; nothing when no segment has it.
std::optional<Timestamp> start_of(const Store& store, const FillQuery& query) {
    if (query.from == TradeId{}) return query.start;
    std::optional<Timestamp> start;
    const TradeQuery from{.market = query.market, .from = query.from};
    throw_on(visit_trades(store, from, kNoTrade, [&](std::span<const TradeRow> run) {
        const auto first =
            std::ranges::find_if(run, [&](const TradeRow& row) { return is_reached(from, row); });
        if (first == run.end()) return true;
        start = std::max(query.start, first->time);
        return false;
    }));
    return start;
}

/// The first fills of the query, out of segments below `before`, then out of the young ones.
std::vector<FillRow> choose_upward(const Store& store, const FillQuery& query, std::uint64_t before,
                                   const std::vector<FillRow>& young) {
    FillChoice choice{query};
    if (const auto start = start_of(store, query))
        throw_on(visit_fills_upward(
            store, query.account, *start, before,
            [&](Timestamp through_time) {
                const bool in_time = query.end == Timestamp{} || through_time <= query.end;
                return in_time && !choice.full();
            },
            [&](const FillRow& row) { choice.offer(row); }));
    for (const FillRow& row : young) choice.offer(row);
    return choice.take();
}

bool is_it(const OrderRow& row, const OrderName& name) {
    return name_of(row) == name;
}
bool is_it(const OrderRow& row, const ClientName& name) {
    return client_name_of(row) == name;
}

}  // namespace

const OrderRow* RocksHistory::open_order(MarketId market, OrderId order) const {
    return open_.find(market, order);
}

template <class Name>
const OrderRow* RocksHistory::young_done(const Name& name) const {
    const OrderRow* const young = young_.orders.find(name);
    if (young != nullptr || sealed_ == nullptr) return young;
    return sealed_->orders.find(name);
}

const OrderRow* RocksHistory::young_order(MarketId market, OrderId order) const {
    const OrderRow* const open = open_.find(market, order);
    return open != nullptr ? open : young_done(OrderName{market, order});
}

std::vector<OrderRow> RocksHistory::open_orders(AccountId account, MarketId market) {
    return open_.of(account, market);
}

Deferred<std::optional<OrderRow>> RocksHistory::order(AccountId account, MarketId market,
                                                      OrderId order) {
    if (const OrderRow* open = open_.find(market, order)) {
        const bool own = open->account == account;
        return Deferred<std::optional<OrderRow>>::ready(reactor_,
                                                        own ? std::optional{*open} : std::nullopt);
    }
    return done_order(account, OrderName{market, order});
}

Deferred<std::optional<OrderRow>> RocksHistory::order(AccountId account, MarketId market,
                                                      std::string_view client_id) {
    // No order carries such a one, and none means none.
    if (client_id.empty() || client_id.size() > ClientId::kMost)
        return Deferred<std::optional<OrderRow>>::ready(reactor_, std::nullopt);
    if (const OrderRow* open = open_.find(account, market, client_id))
        return Deferred<std::optional<OrderRow>>::ready(reactor_, *open);
    return done_order(account, ClientName{account, market, ClientId{client_id}});
}

template <class Name>
Deferred<std::optional<OrderRow>> RocksHistory::done_order(AccountId account, const Name& name) {
    if (const OrderRow* young = young_done(name)) {
        const bool own = young->account == account;
        return Deferred<std::optional<OrderRow>>::ready(reactor_,
                                                        own ? std::optional{*young} : std::nullopt);
    }
    if (segments_.next == 0)
        return Deferred<std::optional<OrderRow>>::ready(reactor_, std::nullopt);
    return stage_.call([&store = store_, account, name, before = segments_.next] {
        std::optional<OrderRow> newest;
        throw_on(visit_segments<OrderRow>(
            store, account, before, [&](Timestamp) { return !newest; },
            [&](const OrderRow& row) {
                if (is_it(row, name)) newest = row;
            }));
        return newest;
    });
}

Deferred<std::vector<OrderRow>> RocksHistory::orders(OrderQuery query) {
    OrderChoice choice{query};
    for (const OrderRow& row : open_.of(query.account, query.market)) choice.offer(row);
    return choose<OrderRow>(std::move(choice), query.account);
}

Deferred<std::vector<FillRow>> RocksHistory::fills(FillQuery query) {
    if (!goes_upward(query)) return choose<FillRow>(FillChoice{query}, query.account);
    FillChoice young{query};
    offer_young<FillRow>(young_, query.account, young);
    if (sealed_ != nullptr) offer_young<FillRow>(*sealed_, query.account, young);
    if (segments_.next == 0 || young.complete_before(segments_.through_time))
        return Deferred<std::vector<FillRow>>::ready(reactor_, young.take());
    return stage_.call([&store = store_, query, before = segments_.next, young = young.take()] {
        return choose_upward(store, query, before, young);
    });
}

template <class Row, class Choice>
Deferred<std::vector<Row>> RocksHistory::choose(Choice choice, AccountId account) {
    offer_young<Row>(young_, account, choice);
    if (sealed_ != nullptr) offer_young<Row>(*sealed_, account, choice);
    if (segments_.next == 0 || choice.complete_before(segments_.through_time))
        return Deferred<std::vector<Row>>::ready(reactor_, choice.take());
    return stage_.call(
        [&store = store_, choice = std::move(choice), account, before = segments_.next]() mutable {
            throw_on(visit_segments<Row>(
                store, account, before,
                [&](Timestamp through_time) { return !choice.complete_before(through_time); },
                [&](const Row& row) { choice.offer(row); }));
            return choice.take();
        });
}

Deferred<std::vector<TradeRow>> RocksHistory::trades(TradeQuery query) {
    return choose_trades<TradeRow>(query);
}

Deferred<std::vector<AggregateRow>> RocksHistory::aggregates(TradeQuery query) {
    return choose_trades<AggregateRow>(query);
}

template <class Row>
Deferred<std::vector<Row>> RocksHistory::choose_trades(const TradeQuery& query) {
    // What is sealed begins with what was kept then, and goes on with what is not written since.
    const std::array runs =
        sealed_
            ? std::array{sealed_->trades.rows(query.market), young_.trades.unwritten(query.market)}
            : std::array{std::span<const TradeRow>{}, young_.trades.rows(query.market)};
    const std::span<const TradeRow> oldest = runs[0].empty() ? runs[1] : runs[0];
    const bool newest = wants_newest(query);
    TradeChoice<Row> choice{query};
    choice.offer(runs[newest ? 1 : 0]);
    choice.offer(runs[newest ? 0 : 1]);
    // Each market's last trades stay in memory: without one there was none.
    const bool in_memory = oldest.empty() || oldest.front().trade == TradeId{1} ||
                           (newest ? choice.full() : !is_reached(query, oldest.front()));
    if (in_memory) return Deferred<std::vector<Row>>::ready(reactor_, choice.take());
    const TradeId before = oldest.front().trade;
    if (newest)
        return stage_.call([&store = store_, query, before, choice = std::move(choice)]() mutable {
            offer_older(store, query, before, choice);
            return choice.take();
        });
    return stage_.call([&store = store_, query, before, young = choice.take()] {
        TradeChoice<Row> whole{query};
        offer_older(store, query, before, whole);
        whole.offer_chosen(young);
        return whole.take();
    });
}

Deferred<std::vector<PreventionRow>> RocksHistory::preventions(PreventionQuery query) {
    return choose<PreventionRow>(RowChoice<PreventionQuery, PreventionRow>{query}, query.account);
}

Deferred<std::vector<AmendmentRow>> RocksHistory::amendments(AmendmentQuery query) {
    return choose<AmendmentRow>(RowChoice<AmendmentQuery, AmendmentRow>{query}, query.account);
}

std::vector<ListRow> RocksHistory::open_lists(AccountId account) {
    return open_.lists().of(account);
}

const ListRow* RocksHistory::open_list(ListId list) const {
    return open_.lists().find(list);
}

const ListRow* RocksHistory::young_list(ListId list) const {
    if (const ListRow* const open = open_list(list)) return open;
    if (const ListRow* const young = young_.lists.find(list)) return young;
    return sealed_ == nullptr ? nullptr : sealed_->lists.find(list);
}

Deferred<std::optional<ListRow>> RocksHistory::list(AccountId account, ListId list) {
    if (const ListRow* const young = young_list(list)) {
        const bool own = young->account == account;
        return Deferred<std::optional<ListRow>>::ready(reactor_,
                                                       own ? std::optional{*young} : std::nullopt);
    }
    return done_list(account, [list](const ListRow& row) { return row.list == list; });
}

Deferred<std::optional<ListRow>> RocksHistory::list(AccountId account, std::string_view client_id) {
    if (client_id.empty() || client_id.size() > ClientId::kMost)
        return Deferred<std::optional<ListRow>>::ready(reactor_, std::nullopt);
    const ListRow* young = open_.lists().find(account, client_id);
    if (young == nullptr) young = young_.lists.find(account, client_id);
    if (young == nullptr && sealed_ != nullptr) young = sealed_->lists.find(account, client_id);
    if (young != nullptr) return Deferred<std::optional<ListRow>>::ready(reactor_, *young);
    return done_list(account, [name = ClientId{client_id}](const ListRow& row) {
        return row.client_id == name;
    });
}

template <class IsIt>
Deferred<std::optional<ListRow>> RocksHistory::done_list(AccountId account, IsIt is_it) {
    if (segments_.next == 0) return Deferred<std::optional<ListRow>>::ready(reactor_, std::nullopt);
    return stage_.call([&store = store_, account, is_it, before = segments_.next] {
        std::optional<ListRow> newest;
        throw_on(visit_segments<ListRow>(
            store, account, before, [&](Timestamp) { return !newest; },
            [&](const ListRow& row) {
                if (is_it(row)) newest = row;
            }));
        return newest;
    });
}

Deferred<std::vector<ListRow>> RocksHistory::lists(ListQuery query) {
    RowChoice<ListQuery, ListRow> choice{query};
    for (const ListRow& row : open_.lists().of(query.account)) choice.offer(row);
    return choose<ListRow>(std::move(choice), query.account);
}

Deferred<std::optional<RequestRow>> RocksHistory::request(KeyId key, std::uint8_t lane,
                                                          std::uint64_t number) {
    const RequestName name{key, lane, number};
    const RequestRow* young = young_.requests.find(name);
    if (young == nullptr && sealed_ != nullptr) young = sealed_->requests.find(name);
    if (young != nullptr || segments_.next == 0)
        return Deferred<std::optional<RequestRow>>::ready(
            reactor_, young == nullptr ? std::nullopt : std::optional{*young});
    return stage_.call([&store = store_, name] {
        auto found = read_request(store, name);
        throw_on(found);
        return *found;
    });
}

Deferred<std::shared_ptr<const Record>> RocksHistory::record(Sequence sequence) {
    return stage_.call([&store = store_, sequence] { return read_record(store, sequence); });
}

Deferred<std::optional<LoggedTrade>> RocksHistory::logged_trade(MarketId market, TradeId trade) {
    using Logged = std::optional<LoggedTrade>;
    return trades({.market = market, .from = trade, .limit = 1})
        .then([&store = store_, &stage = stage_, &reactor = reactor_, market, trade,
               busted = is_busted(market, trade)](const std::vector<TradeRow>& rows) {
            if (rows.empty() || rows.front().trade != trade)
                return Deferred<Logged>::ready(reactor, std::nullopt);
            const TradeAt wanted{.market = market, .trade = trade, .time = rows.front().time};
            return stage.call([&store, wanted, busted] {
                const auto found = read_trade(store, wanted);
                if (!found) return Logged{};
                return Logged{{found->trade, wanted.time, found->sequence, busted}};
            });
        });
}

}  // namespace divmid::storage
