// SPDX-License-Identifier: Apache-2.0
#include "engine/market_terms.hpp"
#include "tests/engine/scenario_view.hpp"

namespace divmid {

// What a scenario shows of self-trade prevention, icebergs and rules.

void ScenarioView::show(const TradePrevented& event) {
    Market& market = markets_.at(event.market);
    const auto loser = [&](const char* who, AccountId account, Lots lots, bool done) {
        std::string text = std::string{who} + names_.name(account);
        if (lots != Lots{}) text += " loses " + std::to_string(market.terms.quantity(lots).value());
        return done ? text + ", done" : text;
    };
    lines_.push_back("prevented @ " + std::to_string(market.terms.price(event.price).value()) +
                     loser(" maker ", event.maker, event.maker_lots, event.maker_done) +
                     loser(" taker ", event.taker, event.taker_lots, event.taker_done));
    market.book.apply(event);
    post(postings(event, market.terms));
    touched_.insert(event.market);
}

void ScenarioView::show(const SliceShown& event) {
    markets_.at(event.market).book.apply(event);
}

void ScenarioView::show(const MarketRulesSet& event) {
    MarketTerms& terms = markets_.at(event.market).terms;
    terms = terms_of(terms, event.rules);
}

}  // namespace divmid
