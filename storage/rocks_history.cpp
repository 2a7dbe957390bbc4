// SPDX-License-Identifier: Apache-2.0
#include "storage/rocks_history.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "storage/history/row_choice.hpp"
#include "storage/history/trade_blocks.hpp"
#include "storage/history/trade_choice.hpp"
#include "storage/log_search.hpp"

namespace divmid::storage {

namespace {

/// Behind all there may ever be.
constexpr TradeId kNoTrade{~TradeId::rep{0}};

void throw_on(const Result<void>& outcome) {
    if (!outcome) throw std::runtime_error("history: " + outcome.error().message);
}

template <class Row>
const YoungRows<Row>& rows_of(const Tail& tail) {
    if constexpr (std::is_same_v<Row, OrderRow>)
        return tail.orders;
    else
        return tail.fills;
}

template <class Row, class Choice>
void offer_young(const Tail& tail, AccountId account, Choice& choice) {
    const YoungRows<Row>& rows = rows_of<Row>(tail);
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

Result<std::unique_ptr<RocksHistory>> RocksHistory::open(Store& store, Reactor& reactor,
                                                         CallStage& stage,
                                                         SegmentInterval interval) {
    remove_segment_leftovers(store);
    const auto segments = open_segments(store);
    if (!segments) return std::unexpected(segments.error());
    return std::unique_ptr<RocksHistory>{
        new RocksHistory{store, reactor, stage, interval, *segments}};
}

RocksHistory::RocksHistory(Store& store, Reactor& reactor, CallStage& stage,
                           SegmentInterval interval, SegmentsEnd segments)
    : store_{store},
      reactor_{reactor},
      stage_{stage},
      interval_{interval},
      segments_{segments},
      young_{YoungTrades{interval.trades_kept}},
      writer_{reactor, kWritesMost, 1} {}

RocksHistory::~RocksHistory() = default;

Result<void> RocksHistory::recovered(Sequence end) {
    recovering_ = false;
    if (segments_.through <= end) return {};
    return std::unexpected(
        Error{Fault::cut, end,
              "the log ends here, the index reaches " + std::to_string(segments_.through.value())});
}

void RocksHistory::apply(const Record& record) {
    note_trades(record);
    if (record.sequence <= segments_.through) return open_.apply(record, nullptr);
    const bool was_empty = young_.empty();
    open_.apply(record, &young_);
    young_.through = record.sequence;
    young_.through_time = record.tick.time;
    if (was_empty) young_.first_time = record.tick.time;
    if (segment_is_due()) seal();
}

void RocksHistory::note_trades(const Record& record) {
    const bool is_written = record.sequence <= segments_.through;
    aggregate_ids_.number(record, [&](const TradeRow& row) {
        is_written ? young_.trades.add_written(row) : young_.trades.add(row);
    });
}

bool RocksHistory::segment_is_due() const {
    if (writing_ || young_.empty() || young_.through_time < retry_at_) return false;
    if (young_.orders.size() >= interval_.rows || young_.fills.size() >= interval_.rows)
        return true;
    // A replay would make a segment of each ten seconds of trading.
    return !recovering_ &&
           (young_.through_time - young_.first_time).value() >= interval_.time.count();
}

void RocksHistory::seal_young() {
    sealed_ = std::make_shared<const Tail>(std::exchange(young_, Tail{young_.trades.kept()}));
}

void RocksHistory::seal() {
    if (sealed_ == nullptr) seal_young();
    if (recovering_)
        written(write_segment(store_, segments_.next, *sealed_));
    else
        write_aside();
}

void RocksHistory::write_aside() {
    writing_ = true;
    auto write = [&store = store_, number = segments_.next, tail = sealed_] {
        return write_segment(store, number, *tail);
    };
    writer_.call(std::move(write))
        .then([this, alive = std::weak_ptr{alive_}](Result<void> outcome) {
            if (alive.expired()) return;
            writing_ = false;
            written(outcome);
        });
}

void RocksHistory::written(const Result<void>& outcome) {
    if (!outcome) {
        failure_ = outcome.error();
        retry_at_ = sealed_->through_time + Duration{interval_.time.count()};
        return;
    }
    failure_.reset();
    segments_ = {segments_.next + 1, sealed_->through, sealed_->through_time};
    sealed_.reset();
}

Result<void> RocksHistory::finish() {
    while (!writing_ && (sealed_ != nullptr || !young_.empty())) {
        if (sealed_ == nullptr) seal_young();
        written(write_segment(store_, segments_.next, *sealed_));
        if (failure_) return std::unexpected(*failure_);
    }
    return {};
}

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
        throw_on(visit_segments(
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
            throw_on(visit_segments(
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

Deferred<std::vector<PreventionRow>> RocksHistory::preventions(PreventionQuery) {
    return Deferred<std::vector<PreventionRow>>::ready(reactor_, std::vector<PreventionRow>{});
}
Deferred<std::vector<AmendmentRow>> RocksHistory::amendments(AmendmentQuery) {
    return Deferred<std::vector<AmendmentRow>>::ready(reactor_, std::vector<AmendmentRow>{});
}
Deferred<std::optional<ListRow>> RocksHistory::list(AccountId, ListId) {
    return Deferred<std::optional<ListRow>>::ready(reactor_, std::nullopt);
}
Deferred<std::optional<ListRow>> RocksHistory::list(AccountId, std::string_view) {
    return Deferred<std::optional<ListRow>>::ready(reactor_, std::nullopt);
}
std::vector<ListRow> RocksHistory::open_lists(AccountId) {
    return {};
}
const ListRow* RocksHistory::open_list(ListId) const {
    return nullptr;
}
const ListRow* RocksHistory::young_list(ListId) const {
    return nullptr;
}
Deferred<std::vector<ListRow>> RocksHistory::lists(ListQuery) {
    return Deferred<std::vector<ListRow>>::ready(reactor_, std::vector<ListRow>{});
}
Deferred<std::optional<RequestRow>> RocksHistory::request(KeyId, std::uint8_t, std::uint64_t) {
    return Deferred<std::optional<RequestRow>>::ready(reactor_, std::nullopt);
}

Deferred<std::shared_ptr<const Record>> RocksHistory::record(Sequence sequence) {
    return stage_.call([&store = store_, sequence] { return read_record(store, sequence); });
}

Deferred<std::optional<LoggedTrade>> RocksHistory::logged_trade(MarketId market, TradeId trade) {
    using Logged = std::optional<LoggedTrade>;
    return trades({.market = market, .from = trade, .limit = 1})
        .then([&store = store_, &stage = stage_, &reactor = reactor_, market,
               trade](const std::vector<TradeRow>& rows) {
            if (rows.empty() || rows.front().trade != trade)
                return Deferred<Logged>::ready(reactor, std::nullopt);
            const TradeAt wanted{.market = market, .trade = trade, .time = rows.front().time};
            return stage.call([&store, wanted] {
                const auto found = read_trade(store, wanted);
                if (!found) return Logged{};
                return Logged{{found->trade, wanted.time, found->sequence, false}};
            });
        });
}

}  // namespace divmid::storage
