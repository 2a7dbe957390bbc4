// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/account_changes.hpp"

#include <algorithm>
#include <utility>

#include "engine/check.hpp"
#include "engine/market_terms.hpp"

namespace divmid::gateway {

using storage::OrderName;
using storage::OrderRow;
using storage::OrderStatus;
using Kind = ExecutionReport::Kind;

namespace {

/// After a record with more, the memory goes: clearing a table costs what it once held.
constexpr std::size_t kKeptMost = 4096;

template <class Table>
void empty_out(Table& table) {
    if (table.size() > kKeptMost)
        table = Table{};
    else if (!table.empty())
        table.clear();
}

}  // namespace

/// One record on its way.
class AccountChanges::Reading {
public:
    Reading(AccountChanges& to, const Record& record, std::uint64_t before)
        : to_{to}, record_{record}, place_{before} {}

    template <class Event>
    void next(std::size_t cause, const Event& event) {
        if (cause != cause_) end_command();
        cause_ = cause;
        ++place_;
        (*this)(event);
    }
    /// Tells what the accounts have after the command.
    void end_command();

private:
    void operator()(const OrderAccepted& event);
    void operator()(const OrderConditioned& event);
    void operator()(const OrderWaits& event);
    void operator()(const OrderAwoke& event);
    void operator()(const TrailingStarted& event);
    void operator()(const TradeExecuted& event) { trade(event, event); }
    void operator()(const AuctionTraded& event) { trade(event.trade, event); }
    void operator()(const TradePrevented& event);
    void operator()(const OrderAmended& event) { amended(event); }
    void operator()(const WaitingAmended& event) { amended(event); }
    void operator()(const OrderRested& event);
    void operator()(const OrderCanceled& event) { ended(event); }
    void operator()(const WaitingEnded& event) { ended(event); }
    void operator()(const OrderExpired& event);
    void operator()(const ListAccepted& event);
    void operator()(const ListEnded& event);
    void operator()(const TradeBusted& event);
    void operator()(const KeyRevoked& event);
    void operator()(const Deposited& event);
    /// Of no other event an account hears.
    template <class Other>
    void operator()(const Other&) {}

    [[nodiscard]] bool heard(AccountId account) const {
        return to_.sources_.listeners.has(account);
    }
    [[nodiscard]] const MarketTerms& terms(MarketId market);
    [[nodiscard]] Running& running(OrderName name);
    template <class Event>
    void trade(const TradeExecuted& trade, const Event& event);
    void fill(const TradeExecuted& trade, bool maker);
    void prevent(const TradePrevented& event, bool maker);
    template <class Amended>
    void amended(const Amended& event);
    template <class Ended>
    void ended(const Ended& event);
    [[nodiscard]] RunningList& list(ListId list);
    void note_leg(const OrderRow& order);
    void tell_lists();
    void retell(const Running& running);
    ExecutionReport& report(Running& running, Kind kind);
    void post(const Postings& postings);
    Holding& holding(AccountId account, AssetId asset);
    [[nodiscard]] storage::ClientId cancel_id();

    AccountChanges& to_;
    const Record& record_;
    std::uint64_t place_;  ///< Of the event, among all there ever were: 1, 2, 3 …
    std::size_t cause_ = Events::kTimer;
    MarketTerms listed_here_;
};

void AccountChanges::Reading::operator()(const OrderAccepted& event) {
    if (!heard(event.account)) return;
    Running& order = to_.orders_[OrderName{event.market, event.order}];
    order.order = storage::accepted_row(event, record_);
    report(order, Kind::accepted);
}

void AccountChanges::Reading::operator()(const OrderConditioned& event) {
    if (!heard(event.account)) return;
    Running& order = running({event.market, event.order});
    storage::condition(order.order, event, record_.tick.time);
    note_leg(order.order);
    retell(order);
}

void AccountChanges::Reading::operator()(const OrderWaits& event) {
    if (!heard(event.account)) return;
    Running& order = running({event.market, event.order});
    storage::wait(order.order, event, record_.tick.time);
    retell(order);
    post(postings(event, terms(event.market)));
}

void AccountChanges::Reading::operator()(const OrderAwoke& event) {
    if (!heard(event.account)) return;
    Running& order = running({event.market, event.order});
    storage::awake(order.order, event, record_.tick.time);
    report(order, Kind::accepted);
    post(postings(event, terms(event.market)));
}

void AccountChanges::Reading::operator()(const TrailingStarted& event) {
    if (heard(event.account))
        storage::start_trailing(running({event.market, event.order}).order, record_.tick.time);
}

template <class Event>
void AccountChanges::Reading::trade(const TradeExecuted& trade, const Event& event) {
    const bool maker = heard(trade.maker);
    const bool taker = heard(trade.taker);
    if (maker) fill(trade, true);
    if (taker) fill(trade, false);
    if (maker || taker) post(postings(event, terms(trade.market)));
}

void AccountChanges::Reading::operator()(const TradePrevented& event) {
    const bool maker = heard(event.maker);
    const bool taker = heard(event.taker);
    if (maker) prevent(event, true);
    if (taker) prevent(event, false);
    if (maker || taker) post(postings(event, terms(event.market)));
}

void AccountChanges::Reading::prevent(const TradePrevented& event, bool maker) {
    Running& order = running({event.market, maker ? event.maker_order : event.taker_order});
    storage::prevent(order.order, event, maker, record_.tick.time);
    const Lots lost = maker ? event.maker_lots : event.taker_lots;
    if (lost == Lots{} && is_open(order.order.status)) return;
    ExecutionReport& told = report(order, Kind::prevented);
    told.prevention = {.prevention = event.prevention,
                       .counter_order = maker ? event.taker_order : event.maker_order,
                       .group = event.group,
                       .price = event.price,
                       .lots = lost};
    // As of a trade: both reports may be one account's.
    if (maker) told.id = ExecutionId{told.id.value() - 1};
}

template <class Amended>
void AccountChanges::Reading::amended(const Amended& event) {
    if (!heard(event.account)) return;
    Running& order = running({event.market, event.order});
    const storage::ClientId before = order.order.client_id;
    const std::string_view client_id = record_.tick.commands.arena.text(event.client_id);
    storage::amend(order.order, event, client_id, record_.tick.time);
    report(order, Kind::amended).amended_id = before;
    if (before != order.order.client_id) note_leg(order.order);
    post(postings(event, terms(event.market)));
}

void AccountChanges::Reading::operator()(const OrderRested& event) {
    if (heard(event.account)) post(postings(event, terms(event.market)));
}

template <class Ended>
void AccountChanges::Reading::ended(const Ended& event) {
    if (!heard(event.account)) return;
    Running& order = running({event.market, event.order});
    storage::end(order.order, event.reason, record_.tick.time);
    const bool canceled = order.order.status == OrderStatus::canceled;
    ExecutionReport& told = report(order, canceled ? Kind::canceled : Kind::expired);
    if (canceled) told.cancel_id = cancel_id();
    post(postings(event, terms(event.market)));
}

void AccountChanges::Reading::operator()(const OrderExpired& event) {
    if (!heard(event.account)) return;
    Running& order = running({event.market, event.order});
    storage::end(order.order, event.reason, record_.tick.time);
    // A budget that was spent as far as it goes was filled by the last trade: nothing expired.
    if (order.order.status == OrderStatus::expired)
        report(order, Kind::expired);
    else
        retell(order);
}

void AccountChanges::Reading::operator()(const ListAccepted& event) {
    if (!heard(event.account)) return;
    RunningList& begun = to_.lists_[event.list];
    begun.list = storage::accepted_list(event, record_);
    begun.begun = ListReport::Kind::accepted;
}

void AccountChanges::Reading::operator()(const ListEnded& event) {
    if (!heard(event.account)) return;
    RunningList& its = list(event.list);
    its.list.ended = true;
    its.list.updated = record_.tick.time;
    its.then = ListReport::Kind::ended;
}

void AccountChanges::Reading::operator()(const TradeBusted& event) {
    if (heard(event.buyer) || heard(event.seller)) post(postings(event, terms(event.market)));
}

void AccountChanges::Reading::operator()(const KeyRevoked& event) {
    if (heard(event.account)) to_.changes_.push_back({event.account, KeyEnd{event.key}});
}

void AccountChanges::Reading::operator()(const Deposited& event) {
    if (!heard(event.account)) return;
    to_.changes_.push_back({event.account, BalanceUpdate{event.asset, event.amount}});
    post(postings(event));
}

const MarketTerms& AccountChanges::Reading::terms(MarketId market) {
    if (const ListedMarket* listed = to_.sources_.catalog.market(market)) return listed->terms;
    const auto listings = record_.events.all<MarketListed>();
    const auto found = std::ranges::find(listings, market, &MarketListed::market);
    ENSURE(found != listings.end());
    return listed_here_ = terms_of(*found);
}

auto AccountChanges::Reading::running(OrderName name) -> Running& {
    const auto [found, is_new] = to_.orders_.try_emplace(name);
    if (is_new) {
        const OrderRow* const open = to_.sources_.history.open_order(name.market, name.order);
        ENSURE(open);
        found->second.order = *open;
    }
    found->second.order.updated = record_.tick.time;
    return found->second;
}

auto AccountChanges::Reading::list(ListId list) -> RunningList& {
    const auto [found, is_new] = to_.lists_.try_emplace(list);
    if (is_new) {
        const storage::ListRow* const open = to_.sources_.history.open_list(list);
        ENSURE(open);
        found->second.list = *open;
    }
    return found->second;
}

void AccountChanges::Reading::note_leg(const OrderRow& order) {
    if (order.conditions.list == ListId{}) return;
    RunningList& its = list(order.conditions.list);
    const auto leg = std::ranges::find(its.list.orders, order.order);
    ENSURE(leg != its.list.orders.end());
    storage::ClientId& carried =
        its.list.order_ids[static_cast<std::size_t>(leg - its.list.orders.begin())];
    const bool is_other = carried != order.client_id;
    carried = order.client_id;
    its.list.updated = record_.tick.time;
    if (is_other && !its.begun) its.begun = ListReport::Kind::updated;
}

void AccountChanges::Reading::tell_lists() {
    for (auto& [id, its] : to_.lists_)
        for (std::optional<ListReport::Kind>* const kind : {&its.begun, &its.then}) {
            if (!*kind) continue;
            ListReport told{**kind, its.list};
            told.list.ended = **kind == ListReport::Kind::ended;
            to_.changes_.push_back({its.list.account, std::move(told)});
            kind->reset();
        }
}

void AccountChanges::Reading::fill(const TradeExecuted& trade, bool maker) {
    Running& order = running({trade.market, maker ? trade.maker_order : trade.taker_order});
    const Amount paid = terms(trade.market).notional(trade.price, trade.lots);
    storage::fill(order.order, trade, maker, paid, record_.tick.time);
    ExecutionReport& told = report(order, Kind::traded);
    told.trade = trade.trade;
    told.price = trade.price;
    told.lots = trade.lots;
    told.fee = maker ? trade.maker_fee : trade.taker_fee;
    told.maker = maker;
    // A trade has two reports, which may both be one account's: the maker's is the first.
    if (maker) told.id = ExecutionId{told.id.value() - 1};
}

void AccountChanges::Reading::retell(const Running& running) {
    std::get<ExecutionReport>(to_.changes_[running.last_report].what).order = running.order;
}

ExecutionReport& AccountChanges::Reading::report(Running& running, Kind kind) {
    running.last_report = to_.changes_.size();
    auto& made = std::get<ExecutionReport>(
        to_.changes_.emplace_back(running.order.account, ExecutionReport{}).what);
    made.kind = kind;
    made.order = running.order;
    made.id = ExecutionId{2 * place_};
    return made;
}

void AccountChanges::Reading::post(const Postings& postings) {
    for (const Posting& posting : postings.entries()) {
        if (!heard(posting.account)) continue;
        Holding& its = holding(posting.account, posting.asset);
        its.balance.available += posting.available;
        its.balance.held += posting.held;
    }
}

auto AccountChanges::Reading::holding(AccountId account, AssetId asset) -> Holding& {
    const std::uint64_t name = std::uint64_t{account.value()} << 16U | asset.value();
    const auto [found, is_new] = to_.holding_of_.try_emplace(name, to_.holdings_.size());
    if (is_new)
        to_.holdings_.push_back(
            {account, asset, to_.sources_.balances.balance(account, asset), false});
    Holding& its = to_.holdings_[found->second];
    if (!std::exchange(its.touched, true)) to_.touched_.push_back(found->second);
    return its;
}

void AccountChanges::Reading::end_command() {
    if (!to_.lists_.empty()) tell_lists();
    if (to_.touched_.empty()) return;
    std::ranges::sort(to_.touched_, {}, [this](std::size_t at) {
        const Holding& holding = to_.holdings_[at];
        return std::pair{holding.account, holding.asset};
    });
    AccountPosition* position = nullptr;
    AccountId account;
    for (const std::size_t at : to_.touched_) {
        Holding& holding = to_.holdings_[at];
        holding.touched = false;
        if (!position || holding.account != account) {
            account = holding.account;
            position = &std::get<AccountPosition>(
                to_.changes_.emplace_back(account, AccountPosition{}).what);
        }
        position->holdings.push_back({holding.asset, holding.balance});
    }
    to_.touched_.clear();
}

storage::ClientId AccountChanges::Reading::cancel_id() {
    if (cause_ == Events::kTimer) return {};
    if (to_.cancel_ids_.empty())
        record_.tick.commands.visit([this](const auto& command) {
            if constexpr (requires { command.cancel_id; })
                to_.cancel_ids_.push_back(command.cancel_id);
            else if constexpr (requires { command.replace.cancel_id; })
                to_.cancel_ids_.push_back(command.replace.cancel_id);
            else
                to_.cancel_ids_.emplace_back();
        });
    return storage::ClientId{record_.tick.commands.arena.text(to_.cancel_ids_[cause_])};
}

void AccountChanges::read(const Record& record, std::uint64_t before) {
    time_ = record.tick.time;
    Reading reading{*this, record, before};
    record.events.visit([&](std::size_t cause, const auto& event) { reading.next(cause, event); });
    reading.end_command();
    empty_out(orders_);
    empty_out(holding_of_);
    lists_.clear();
    holdings_.clear();
    cancel_ids_.clear();
}

}  // namespace divmid::gateway
