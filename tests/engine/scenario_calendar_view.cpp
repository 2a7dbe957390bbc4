// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/reason_names.hpp"
#include "tests/engine/scenario_view.hpp"

namespace divmid {

// What a scenario shows of phases, auctions, and of what ends the orders of many at once.

void ScenarioView::show(const PhaseChanged& event) {
    std::string line = "phase " + std::string{name(event.phase)};
    if (event.until != Timestamp{})
        line += " for " + std::to_string((event.until - now_).value() / 1'000) + "ms";
    if (event.until != Timestamp{} || event.next != Phase{})
        line += " then " + std::string{name(event.next)};
    lines_.push_back(line);
    markets_.at(event.market).book.apply(event);
    touched_.insert(event.market);
}

std::string ScenarioView::at_auction(std::uint64_t lots, Ticks price, MarketId market) const {
    if (price == Ticks{}) return "nothing";
    const MarketTerms& terms = markets_.at(market).terms;
    const std::uint64_t lot = static_cast<std::uint64_t>(terms.lot_size.value());
    return std::to_string(lots * lot) + " @ " + std::to_string(terms.price(price).value());
}

void ScenarioView::show(const AuctionIndicated& event) {
    std::string line = "indicates " + at_auction(event.lots, event.price, event.market);
    const std::uint64_t lot =
        static_cast<std::uint64_t>(markets_.at(event.market).terms.lot_size.value());
    if (event.surplus != 0)
        line += " and " + std::to_string(event.surplus * lot) +
                (event.surplus_side == Side::buy ? " to buy" : " to sell");
    lines_.push_back(line);
    touched_.insert(event.market);
}

void ScenarioView::show(const Uncrossed& event) {
    lines_.push_back("uncross " + at_auction(event.lots, event.price, event.market));
}

void ScenarioView::show(const AuctionTraded& event) {
    Market& market = markets_.at(event.trade.market);
    lines_.push_back("auction " + trade_line(event.trade, market.terms));
    market.book.apply(event);
    post(postings(event, market.terms));
}

void ScenarioView::show(const Repeated& event) {
    lines_.push_back("repeated " + names_.name(event.account) + " number " +
                     std::to_string(event.number) + " of lane " + std::to_string(event.lane) +
                     ", last " + std::to_string(event.last));
}

void ScenarioView::show(const DeadManFired& event) {
    lines_.push_back("dead-man " + names_.name(event.account));
}

void ScenarioView::show(const KillSwitched& event) {
    std::string what = "exchange";
    if (event.account != AccountId{}) what = names_.name(event.account);
    if (event.market != MarketId{}) what = names_.name(event.market);
    lines_.push_back((event.lifted ? "lifted " : "killed ") + what);
}

void ScenarioView::show(const TradeBusted& event) {
    const MarketTerms& terms = markets_.at(event.market).terms;
    const auto owes = [&](const char* who, Amount amount, AssetId asset) {
        if (amount == Amount{}) return std::string{};
        return std::string{who} + " owes " + std::to_string(amount.value()) + ' ' +
               names_.name(asset);
    };
    lines_.push_back("busted " + std::to_string(terms.quantity(event.lots).value()) + " @ " +
                     std::to_string(terms.price(event.price).value()) + " buyer " +
                     names_.name(event.buyer) + owes(" who", event.buyer_owes, terms.base) +
                     " seller " + names_.name(event.seller) +
                     owes(" who", event.seller_owes, terms.quote));
    post(postings(event, terms));
}

}  // namespace divmid
