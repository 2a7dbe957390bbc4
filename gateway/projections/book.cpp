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

/// Nobody has so much: it is less than nothing.
bool is_negative(std::uint64_t lots) {
    return lots >= std::uint64_t{1} << 63U;
}

/// `change` may be negative. Says how many more levels are below nothing than before.
template <class Levels>
int change_level(Levels& levels, Ticks price, std::uint64_t change) {
    const auto level = levels.try_emplace(price).first;
    const bool before = is_negative(level->second);
    level->second += change;
    const bool after = is_negative(level->second);
    if (level->second == 0) levels.erase(level);
    return static_cast<int>(after) - static_cast<int>(before);
}

}  // namespace

std::uint64_t AggregatedBook::lots_at(Side side, Ticks price) const {
    return side == Side::buy ? lots_in(bids_, price) : lots_in(asks_, price);
}

void AggregatedBook::add(Side side, Ticks price, Lots lots) {
    change(side, price, lots.value());
}

void AggregatedBook::remove(Side side, Ticks price, Lots lots) {
    change(side, price, -std::uint64_t{lots.value()});
}

void AggregatedBook::change(Side side, Ticks price, std::uint64_t change) {
    negative_ +=
        side == Side::buy ? change_level(bids_, price, change) : change_level(asks_, price, change);
    last_update_ = UpdateId{last_update_.value() + 1};
}

TopOfBook top_of(const AggregatedBook* book) {
    TopOfBook top;
    if (book && !book->bids().empty()) std::tie(top.bid, top.bid_lots) = *book->bids().begin();
    if (book && !book->asks().empty()) std::tie(top.ask, top.ask_lots) = *book->asks().begin();
    return top;
}

/// One record on its way.
class Books::Reading {
public:
    explicit Reading(Books& to) : to_{to} {}

    void operator()(const OrderRested& event) {
        add(event.market, event.side, event.price, event.lots);
    }
    void operator()(const TradeExecuted& event) {
        remove(event.market, opposite(event.taker_side), event.price, event.lots);
    }
    void operator()(const OrderCanceled& event) {
        remove(event.market, event.side, event.price, event.lots);
    }
    void operator()(const TradePrevented& event);
    void operator()(const SliceShown& event);
    void operator()(const OrderAmended& event);
    void operator()(const AuctionTraded& event);

    /// No other event changes what rests.
    template <class Other>
    void operator()(const Other&) {}

private:
    void add(MarketId market, Side side, Ticks price, Lots lots);
    void remove(MarketId market, Side side, Ticks price, Lots lots);

    Books& to_;
};

void Books::Reading::operator()(const TradePrevented& event) {
    if (event.maker_lots != Lots{})
        remove(event.market, opposite(event.taker_side), event.price, event.maker_lots);
    if (event.taker_price != Ticks{} && event.taker_lots != Lots{})
        remove(event.market, event.taker_side, event.taker_price, event.taker_lots);
}

void Books::Reading::operator()(const SliceShown& event) {
    if (event.hidden_before > event.hidden)
        add(event.market, event.side, event.price, event.hidden_before - event.hidden);
    else
        remove(event.market, event.side, event.price, event.hidden - event.hidden_before);
}

void Books::Reading::operator()(const OrderAmended& event) {
    remove(event.market, event.side, event.price_before, event.lots_before);
    if (event.kept_place) add(event.market, event.side, event.price, event.lots);
}

void Books::Reading::operator()(const AuctionTraded& event) {
    const TradeExecuted& trade = event.trade;
    remove(trade.market, opposite(trade.taker_side), event.maker_price, trade.lots);
    remove(trade.market, trade.taker_side, event.taker_price, trade.lots);
}

void Books::Reading::add(MarketId market, Side side, Ticks price, Lots lots) {
    AggregatedBook& book = to_.of(market);
    book.add(side, price, lots);
    to_.changes_.push_back({book.last_update(), market, side, price});
}

void Books::Reading::remove(MarketId market, Side side, Ticks price, Lots lots) {
    AggregatedBook& book = to_.of(market);
    book.remove(side, price, lots);
    to_.changes_.push_back({book.last_update(), market, side, price});
}

void Books::apply(const Record& record) {
    changes_.clear();
    Reading reading{*this};
    record.events.visit([&](std::size_t, const auto& event) { reading(event); });
    for (const LevelChange& change : changes_) ENSURE(book(change.market)->is_whole());
}

const AggregatedBook* Books::book(MarketId market) const {
    return market.value() < books_.size() ? books_[market.value()].get() : nullptr;
}

AggregatedBook& Books::of(MarketId market) {
    if (books_.size() <= market.value()) books_.resize(market.value() + 1U);
    std::unique_ptr<AggregatedBook>& book = books_[market.value()];
    if (!book) book = std::make_unique<AggregatedBook>(*memory_);
    return *book;
}

}  // namespace divmid::gateway
