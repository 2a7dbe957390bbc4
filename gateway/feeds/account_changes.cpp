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
    void operator()(const TradeExecuted& event);
    void operator()(const OrderRested& event);
    void operator()(const OrderCanceled& event);
    void operator()(const OrderExpired& event);
    void operator()(const KeyRevoked& event);
    void operator()(const Deposited& event);
    template <class Other>
    void operator()(const Other&) {}

    [[nodiscard]] bool heard(AccountId account) const {
        return to_.sources_.listeners.has(account);
    }
    [[nodiscard]] const MarketTerms& terms(MarketId market);
    [[nodiscard]] Running& running(OrderName name);
    void fill(const TradeExecuted& trade, bool maker);
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

void AccountChanges::Reading::operator()(const TradeExecuted& event) {
    const bool maker = heard(event.maker);
    const bool taker = heard(event.taker);
    if (maker) fill(event, true);
    if (taker) fill(event, false);
    if (maker || taker) post(postings(event, terms(event.market)));
}

void AccountChanges::Reading::operator()(const OrderRested& event) {
    if (heard(event.account)) post(postings(event, terms(event.market)));
}

void AccountChanges::Reading::operator()(const OrderCanceled& event) {
    if (!heard(event.account)) return;
    Running& order = running({event.market, event.order});
    order.order.status = storage::status_of(event.reason, order.order.executed);
    order.order.end = event.reason;
    const bool canceled = order.order.status == OrderStatus::canceled;
    ExecutionReport& told = report(order, canceled ? Kind::canceled : Kind::expired);
    if (canceled) told.cancel_id = cancel_id();
    post(postings(event, terms(event.market)));
}

void AccountChanges::Reading::operator()(const OrderExpired& event) {
    if (!heard(event.account)) return;
    Running& order = running({event.market, event.order});
    order.order.status = storage::status_of(event.reason, order.order.executed);
    order.order.end = event.reason;
    if (order.order.status == OrderStatus::expired) {
        report(order, Kind::expired);
        return;
    }
    // A budget that was spent as far as it goes was filled by the last trade: nothing expired.
    auto& last = std::get<ExecutionReport>(to_.changes_[order.last_report].what);
    last.order.status = order.order.status;
    last.order.end = order.order.end;
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

void AccountChanges::Reading::fill(const TradeExecuted& trade, bool maker) {
    Running& order = running({trade.market, maker ? trade.maker_order : trade.taker_order});
    OrderRow& row = order.order;
    const bool filled = maker ? trade.maker_filled : trade.taker_filled;
    row.executed += trade.lots;
    row.executed_quote += terms(trade.market).notional(trade.price, trade.lots);
    row.status = filled ? OrderStatus::filled : OrderStatus::partially_filled;
    if (filled) row.end = EndReason::filled;
    ExecutionReport& told = report(order, Kind::traded);
    told.trade = trade.trade;
    told.price = trade.price;
    told.lots = trade.lots;
    told.fee = maker ? trade.maker_fee : trade.taker_fee;
    told.maker = maker;
    // A trade has two reports, which may both be one account's: the maker's is the first.
    if (maker) told.id = ExecutionId{told.id.value() - 1};
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
    holdings_.clear();
    cancel_ids_.clear();
}

}  // namespace divmid::gateway
