// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/book_view.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace divmid {
namespace {

void require(bool condition, const char* what) {
    if (!condition) throw std::logic_error{what};
}

template <class Levels>
void trade(Levels& levels, const TradeExecuted& event) {
    require(!levels.empty(), "a trade without a maker");
    const auto best = levels.begin();
    require(best->first == event.price, "a trade not at the maker's price, or not at the best");
    BookView::Resting& maker = best->second.front();
    require(maker.order == event.maker_order, "a maker that is not the first of its level");
    require(maker.account == event.maker, "a trade with somebody else's order");
    require(event.lots > Lots{} && maker.lots >= event.lots, "a trade of more than rests");
    require(event.lots <= maker.lots - maker.hidden, "a trade of more than is shown");
    maker.lots -= event.lots;
    require(event.maker_filled == (maker.lots == Lots{}), "maker_filled does not tell the truth");
    if (!event.maker_filled) return;
    best->second.pop_front();
    if (best->second.empty()) levels.erase(best);
}

/// What an order that meets another in an uncross loses there.
struct Met {
    Ticks price;
    OrderId order;
    Lots lots;
    bool done{};
};

template <class Levels>
void meet(Levels& levels, const Met& met) {
    require(!levels.empty() && levels.begin()->first == met.price, "not the best level");
    BookView::Level& level = levels.begin()->second;
    BookView::Resting& first = level.front();
    require(first.order == met.order, "not the first of its level");
    require(first.hidden == Lots{} && first.lots >= met.lots, "a loss of more than is shown");
    first.lots -= met.lots;
    require(met.done == (first.lots == Lots{}), "the end does not tell the truth");
    if (met.done) level.pop_front();
    if (level.empty()) levels.erase(levels.begin());
}

/// Changes what is left of the order; with none it leaves its level.
template <class Levels>
void amend(Levels& levels, const OrderAmended& event) {
    const auto level = levels.find(event.price_before);
    require(level != levels.end(), "an amend where nothing rests");
    const auto order = std::ranges::find(level->second, event.order, &BookView::Resting::order);
    require(order != level->second.end(), "an amend of what does not rest");
    require(order->lots == event.lots_before, "an amend of another quantity than rests");
    if (event.kept_place) {
        require(event.price == event.price_before && event.lots <= event.lots_before,
                "a place kept for more, or at another price");
        order->lots = event.lots;
        return;
    }
    level->second.erase(order);
    if (level->second.empty()) levels.erase(level);
}

/// Where an order of a level stands.
template <class Levels>
auto find_order(Levels& levels, Ticks price, OrderId id, const char* otherwise) {
    const auto level = levels.find(price);
    require(level != levels.end(), otherwise);
    const auto order = std::ranges::find(level->second, id, &BookView::Resting::order);
    require(order != level->second.end(), otherwise);
    return std::pair{level, order};
}

template <class Levels>
void prevent(Levels& levels, const TradePrevented& event) {
    require(!levels.empty() && levels.begin()->second.front().order == event.maker_order,
            "a prevented match that is not with the first of the best level");
    const auto [level, order] =
        find_order(levels, event.price, event.maker_order, "a prevented match with nobody");
    require(order->lots >= event.maker_lots + order->hidden, "a loss of hidden lots");
    order->lots -= event.maker_lots;
    require(event.maker_done == (order->lots == Lots{}), "maker_done does not tell the truth");
    if (event.maker_done) level->second.erase(order);
    if (level->second.empty()) levels.erase(level);
}

/// A slice that follows one that is used up stands at the tail.
template <class Levels>
void show_slice(Levels& levels, const SliceShown& event) {
    const auto [level, order] =
        find_order(levels, event.price, event.order, "a slice of what does not rest");
    require(order->hidden == event.hidden_before, "hidden_before does not tell the truth");
    require(event.hidden < order->lots, "nothing is shown");
    BookView::Resting shown = *order;
    const bool used_up = shown.hidden == shown.lots;
    shown.hidden = event.hidden;
    *order = shown;
    if (!used_up) return;
    level->second.erase(order);
    level->second.push_back(shown);
}

template <class Levels>
void cancel(Levels& levels, const OrderCanceled& event) {
    const auto level = levels.find(event.price);
    require(level != levels.end(), "a cancel where nothing rests");
    const auto order = std::ranges::find(level->second, event.order, &BookView::Resting::order);
    require(order != level->second.end(), "a cancel of what does not rest");
    require(order->lots == event.lots, "a cancel of another quantity than rests");
    require(order->hidden == Lots{}, "a cancel of what is hidden");
    level->second.erase(order);
    if (level->second.empty()) levels.erase(level);
}

std::string queue(const BookView::Level& level, const MarketTerms& terms,
                  const std::function<std::string(AccountId)>& name) {
    Lots sum;
    Lots hidden;
    std::string orders;
    for (const BookView::Resting& order : level) {
        sum += order.lots - order.hidden;
        hidden += order.hidden;
        orders += (orders.empty() ? " = " : " + ") + name(order.account) + ' ' +
                  std::to_string(terms.quantity(order.lots - order.hidden).value());
    }
    std::string total = " x " + std::to_string(terms.quantity(sum).value());
    if (hidden != Lots{})
        total += " (" + std::to_string(terms.quantity(hidden).value()) + " hidden)";
    return level.size() > 1 ? total + orders : total;
}

template <class Levels>
std::vector<std::string> column(std::string_view word, const Levels& levels,
                                const MarketTerms& terms,
                                const std::function<std::string(AccountId)>& name) {
    std::vector<std::string> rows;
    for (const auto& [price, level] : levels)
        rows.push_back(std::string{word} + std::to_string(terms.price(price).value()) +
                       queue(level, terms, name));
    return rows;
}

}  // namespace

void BookView::apply(const OrderRested& event) {
    const Resting order{event.order, event.account, event.lots, Lots{}};
    if (event.side == Side::buy)
        bids_[event.price].push_back(order);
    else
        asks_[event.price].push_back(order);
    require_order();
}

void BookView::require_order() const {
    require(
        in_call_ || bids_.empty() || asks_.empty() || bids_.begin()->first < asks_.begin()->first,
        "a crossed book");
}

void BookView::apply(const PhaseChanged& event) {
    in_call_ = event.phase == Phase::auction_call;
    require_order();
}

void BookView::apply(const AuctionTraded& event) {
    const TradeExecuted& trade = event.trade;
    const bool taker_buys = trade.taker_side == Side::buy;
    const Ticks bid = taker_buys ? event.taker_price : event.maker_price;
    const Ticks ask = taker_buys ? event.maker_price : event.taker_price;
    require(ask <= trade.price && trade.price <= bid, "an auction trade beyond a limit");
    require(trade.maker_order < trade.taker_order, "a maker that is younger than the taker");
    const bool bought = taker_buys ? trade.taker_filled : trade.maker_filled;
    const bool sold = taker_buys ? trade.maker_filled : trade.taker_filled;
    meet(bids_, {bid, taker_buys ? trade.taker_order : trade.maker_order, trade.lots, bought});
    meet(asks_, {ask, taker_buys ? trade.maker_order : trade.taker_order, trade.lots, sold});
}

void BookView::apply(const TradeExecuted& event) {
    if (event.taker_side == Side::buy)
        trade(asks_, event);
    else
        trade(bids_, event);
}

void BookView::apply(const OrderCanceled& event) {
    if (event.side == Side::buy)
        cancel(bids_, event);
    else
        cancel(asks_, event);
}

void BookView::apply(const TradePrevented& event) {
    if (event.taker_price != Ticks{}) {
        const Met taker{event.taker_price, event.taker_order, event.taker_lots, event.taker_done};
        if (event.taker_side == Side::buy)
            meet(bids_, taker);
        else
            meet(asks_, taker);
    }
    if (event.taker_side == Side::buy)
        prevent(asks_, event);
    else
        prevent(bids_, event);
}

void BookView::apply(const SliceShown& event) {
    if (event.side == Side::buy)
        show_slice(bids_, event);
    else
        show_slice(asks_, event);
}

void BookView::apply(const OrderAmended& event) {
    if (event.side == Side::buy)
        amend(bids_, event);
    else
        amend(asks_, event);
}

std::vector<std::string> table(const BookView& book, const MarketTerms& terms,
                               const std::function<std::string(AccountId)>& name) {
    const std::vector<std::string> bids = column("bid ", book.bids(), terms, name);
    const std::vector<std::string> asks = column("ask ", book.asks(), terms, name);
    std::size_t width = 0;
    for (const std::string& bid : bids) width = std::max(width, bid.size());

    std::vector<std::string> rows;
    for (std::size_t i = 0; i < std::max({bids.size(), asks.size(), std::size_t{1}}); ++i) {
        std::string row = i < bids.size() ? bids[i] : "";
        row.resize(width, ' ');
        row += " |";
        if (i < asks.size()) row += ' ' + asks[i];
        rows.push_back(row);
    }
    return rows;
}

}  // namespace divmid
