// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/reason_names.hpp"
#include "tests/engine/scenario_view.hpp"

namespace divmid {

// What a scenario shows of orders off the book, of amends and of lists.

namespace {

template <class Id>
std::string number(Id id) {
    return '#' + std::to_string(id.value());
}

}  // namespace

std::string ScenarioView::held(Amount amount, Side side, MarketId market) const {
    if (amount == Amount{}) return {};
    const AssetId asset = held_asset(side, markets_.at(market).terms);
    return " holds " + std::to_string(amount.value()) + ' ' + names_.name(asset);
}

void ScenarioView::show(const OrderWaits& event) {
    lines_.push_back("waits " + number(event.order) + ' ' +
                     order(event.account, event.side, event.lots, event.price, event.market) +
                     (event.waits_for == WaitsFor::working_order ? " for its turn" : "") +
                     held(event.held, event.side, event.market));
    post(postings(event, markets_.at(event.market).terms));
}

void ScenarioView::show(const OrderAwoke& event) {
    lines_.push_back("awakes " + number(event.order) + ' ' +
                     order(event.account, event.side, event.lots, event.price, event.market));
    post(postings(event, markets_.at(event.market).terms));
    touched_.insert(event.market);
}

void ScenarioView::show(const WaitingEnded& event) {
    lines_.push_back("ended " + number(event.order) + ' ' +
                     order(event.account, event.side, event.lots, Ticks{}, event.market) +
                     " waiting " + std::string{name(event.reason)});
    post(postings(event, markets_.at(event.market).terms));
}

void ScenarioView::show(const TrailingStarted& event) {
    lines_.push_back("trails " + number(event.order) + ' ' + names_.name(event.account));
}

void ScenarioView::show(const OrderAmended& event) {
    Market& market = markets_.at(event.market);
    std::string line = "amended " + number(event.order) + ' ' +
                       order(event.account, event.side, event.lots, event.price, event.market);
    if (event.kept_place) line += " in its place";
    lines_.push_back(line);
    market.book.apply(event);
    post(postings(event, market.terms));
    touched_.insert(event.market);
}

void ScenarioView::show(const WaitingAmended& event) {
    lines_.push_back("amended " + number(event.order) + ' ' +
                     order(event.account, event.side, event.lots, event.price, event.market) +
                     " waiting" + held(event.held, event.side, event.market));
    post(postings(event, markets_.at(event.market).terms));
}

void ScenarioView::show(const ListAccepted& event) {
    std::string line = "list " + number(event.list) + ' ' + names_.name(event.account);
    for (const OrderId leg : {event.first, event.second, event.third})
        if (leg != OrderId{}) line += ' ' + number(leg);
    lines_.push_back(line);
}

void ScenarioView::show(const ListEnded& event) {
    lines_.push_back("list " + number(event.list) + ' ' + names_.name(event.account) + " ended");
}

}  // namespace divmid
