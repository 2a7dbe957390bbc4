// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/scenario_view.hpp"
#include "engine/market_terms.hpp"

#include "tests/engine/reason_names.hpp"

namespace divmid {
namespace {

std::string word(Side side) {
    return side == Side::buy ? "buy" : "sell";
}

}  // namespace

void ScenarioView::show(const Record& record) {
    now_ = record.tick.time;
    record.events.visit([this](std::size_t, const auto& event) { show(event); });
}

void ScenarioView::show_balances(std::string_view account) {
    std::string line{account};
    const char* separator = " ";
    for (const auto& [key, balance] : balances_) {
        if (key.first != names_.account(account)) continue;
        if (balance.available == Amount{} && balance.held == Amount{}) continue;
        line += separator + std::to_string(balance.available.value());
        if (balance.held != Amount{}) line += " + " + std::to_string(balance.held.value());
        line += ' ' + names_.name(key.second);
        separator = ", ";
    }
    lines_.push_back(*separator == ',' ? line : line + " nothing");
}

std::vector<std::string> ScenarioView::take() {
    for (const MarketId id : touched_) {
        const Market& market = markets_.at(id);
        std::string head = "book ";
        if (markets_.size() > 1) head += names_.name(id) + ' ';
        for (const std::string& row :
             table(market.book, market.terms, [this](AccountId a) { return names_.name(a); })) {
            lines_.push_back(head + row);
            head.assign(head.size(), ' ');
        }
    }
    touched_.clear();
    return std::exchange(lines_, {});
}

void ScenarioView::show(const CommandRefused& event) {
    std::string line = "refused ";
    if (event.account != AccountId{}) line += names_.name(event.account) + ' ';
    lines_.push_back(line + std::string{name(event.reason)});
}

void ScenarioView::show(const OrderAccepted& event) {
    touched_.insert(event.market);
}

void ScenarioView::show(const TradeExecuted& event) {
    Market& market = markets_.at(event.market);
    lines_.push_back(trade_line(event, market.terms));
    market.book.apply(event);
    post(postings(event, market.terms));
}

std::string ScenarioView::trade_line(const TradeExecuted& trade, const MarketTerms& terms) const {
    const bool taker_buys = trade.taker_side == Side::buy;
    const AssetId taker_gets = taker_buys ? terms.base : terms.quote;
    const AssetId maker_gets = taker_buys ? terms.quote : terms.base;
    return "trade " + std::to_string(terms.quantity(trade.lots).value()) + " @ " +
           std::to_string(terms.price(trade.price).value()) + " maker " + names_.name(trade.maker) +
           " taker " + names_.name(trade.taker) + fee("maker", trade.maker_fee, maker_gets) +
           fee("taker", trade.taker_fee, taker_gets);
}

void ScenarioView::show(const OrderRested& event) {
    Market& market = markets_.at(event.market);
    market.book.apply(event);
    post(postings(event, market.terms));
}

void ScenarioView::show(const OrderCanceled& event) {
    Market& market = markets_.at(event.market);
    show_end(event);
    market.book.apply(event);
    post(postings(event, market.terms));
    touched_.insert(event.market);
}

void ScenarioView::show(const OrderExpired& event) {
    show_end(event);
}

void ScenarioView::show(const OrderValidated& event) {
    lines_.push_back("valid " + names_.name(event.account) + " fees " +
                     std::to_string(event.maker_fee.value()) + ' ' +
                     std::to_string(event.taker_fee.value()));
}

void ScenarioView::show(const ReplaceFailed& event) {
    std::string line = "failed " + names_.name(event.account);
    if (event.order != OrderId{}) line += " #" + std::to_string(event.order.value());
    if (event.cancel != Reject::none) line += " cancel " + std::string{name(event.cancel)};
    if (event.place != Reject::none) line += " place " + std::string{name(event.place)};
    lines_.push_back(line);
}

void ScenarioView::show(const MarketListed& event) {
    markets_[event.market].terms = terms_of(event);
}

void ScenarioView::show(const Deposited& event) {
    post(postings(event));
}

void ScenarioView::post(const Postings& postings) {
    for (const Posting& entry : postings.entries()) {
        Balance& balance = balances_[{entry.account, entry.asset}];
        balance.available += entry.available;
        balance.held += entry.held;
    }
}

void ScenarioView::show_end(const auto& event) {
    lines_.push_back("ended " +
                     order(event.account, event.side, event.lots, event.price, event.market) + ' ' +
                     std::string{name(event.reason)});
}

std::string ScenarioView::order(AccountId account, Side side, Lots lots, Ticks price,
                                MarketId market) const {
    const MarketTerms& terms = markets_.at(market).terms;
    std::string text = names_.name(account) + ' ' + word(side);
    if (lots != Lots{}) text += ' ' + std::to_string(terms.quantity(lots).value());
    if (price != Ticks{}) text += " @ " + std::to_string(terms.price(price).value());
    return text;
}

std::string ScenarioView::fee(const char* who, Amount fee, AssetId asset) const {
    if (fee == Amount{}) return {};
    return std::string{" "} + who + " pays " + std::to_string(fee.value()) + ' ' +
           names_.name(asset);
}

}  // namespace divmid
