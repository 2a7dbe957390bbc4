// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/book.hpp"

#include <tuple>

#include "engine/check.hpp"

namespace divmid::gateway {
namespace {

template <class Levels>
std::uint64_t lots_in(const Levels& levels, Ticks price) {
    const auto found = levels.find(price);
    return found == levels.end() ? 0 : found->second;
}

template <class Levels>
void take_from(Levels& levels, Ticks price, Lots lots) {
    const auto found = levels.find(price);
    ENSURE(found != levels.end() && found->second >= lots.value());
    found->second -= lots.value();
    if (found->second == 0) levels.erase(found);
}

}  // namespace

std::uint64_t AggregatedBook::lots_at(Side side, Ticks price) const {
    return side == Side::buy ? lots_in(bids_, price) : lots_in(asks_, price);
}

void AggregatedBook::add(Side side, Ticks price, Lots lots) {
    (side == Side::buy ? bids_[price] : asks_[price]) += lots.value();
    last_update_ = UpdateId{last_update_.value() + 1};
}

void AggregatedBook::remove(Side side, Ticks price, Lots lots) {
    if (side == Side::buy)
        take_from(bids_, price, lots);
    else
        take_from(asks_, price, lots);
    last_update_ = UpdateId{last_update_.value() + 1};
}

TopOfBook top_of(const AggregatedBook* book) {
    TopOfBook top;
    if (book && !book->bids().empty()) std::tie(top.bid, top.bid_lots) = *book->bids().begin();
    if (book && !book->asks().empty()) std::tie(top.ask, top.ask_lots) = *book->asks().begin();
    return top;
}

void Books::apply(const Record& record) {
    changes_.clear();
    record.events.visit(Overloaded{
        [&](std::size_t, const OrderRested& event) {
            AggregatedBook& book = of(event.market);
            book.add(event.side, event.price, event.lots);
            changes_.push_back({book.last_update(), event.market, event.side, event.price});
        },
        [&](std::size_t, const TradeExecuted& event) {
            remove(event.market, {opposite(event.taker_side), event.price, event.lots});
        },
        [&](std::size_t, const OrderCanceled& event) {
            remove(event.market, {event.side, event.price, event.lots});
        },
        [](std::size_t, const auto&) {}});
}

const AggregatedBook* Books::book(MarketId market) const {
    return market.value() < books_.size() ? books_[market.value()].get() : nullptr;
}

void Books::remove(MarketId market, const Removal& removal) {
    AggregatedBook& book = of(market);
    book.remove(removal.side, removal.price, removal.lots);
    changes_.push_back({book.last_update(), market, removal.side, removal.price});
}

AggregatedBook& Books::of(MarketId market) {
    if (books_.size() <= market.value()) books_.resize(market.value() + 1U);
    std::unique_ptr<AggregatedBook>& book = books_[market.value()];
    if (!book) book = std::make_unique<AggregatedBook>(*memory_);
    return *book;
}

}  // namespace divmid::gateway
