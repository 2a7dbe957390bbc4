// SPDX-License-Identifier: Apache-2.0
#include "tests/gateway/dialect/durable_view.hpp"

#include <catch2/catch.hpp>

#include "gateway/dialect/json_writer.hpp"

namespace divmid::gateway {

namespace json = boost::json;

namespace {

constexpr MarketId kMarket{1};
constexpr std::string_view kNone = "0.000000";

std::string text(const json::value& value) {
    return json::value_to<std::string>(value);
}

std::uint64_t number(const json::value& value) {
    return value.to_number<std::uint64_t>();
}

std::string decimal(std::int64_t units) {
    std::string to;
    JsonWriter{to}.decimal(units, 6);
    return to.substr(1, to.size() - 2);
}

std::map<std::string, std::string> told_levels(const json::value& side) {
    std::map<std::string, std::string> levels;
    for (const json::value& level : side.as_array()) levels[text(level.at(0))] = text(level.at(1));
    return levels;
}

}  // namespace

void DurableView::follow(const std::vector<Record>& log) {
    for (; read_ < log.size(); ++read_) {
        made_again_.apply(log[read_]);
        log[read_].events.visit(Overloaded{
            [&](std::size_t, const OrderAccepted& event) {
                orders_[event.order.value()].account = event.account;
                enter(event.order, "NEW", true);
            },
            [&](std::size_t, const TradeExecuted& event) {
                trades_[event.trade.value()] = {told(event.price), told(event.lots)};
                fill(event, event.maker_order, event.maker_filled);
                fill(event, event.taker_order, event.taker_filled);
            },
            [&](std::size_t, const OrderCanceled& event) { enter(event.order, "CANCELED", false); },
            [&](std::size_t, const OrderExpired& event) { enter(event.order, "EXPIRED", false); },
            [](std::size_t, const auto&) {}});
    }
}

void DurableView::fill(const TradeExecuted& trade, OrderId order, bool filled) {
    orders_.at(order.value()).executed += trade.lots;
    enter(order, filled ? "FILLED" : "PARTIALLY_FILLED", !filled);
}

void DurableView::enter(OrderId order, std::string status, bool open) {
    Order& its = orders_.at(order.value());
    its.open = open;
    its.states.emplace(std::move(status), told(its.executed));
}

std::uint64_t DurableView::last_update() const {
    const AggregatedBook* const book = made_again_.books.book(kMarket);
    return book ? book->last_update().value() : 0;
}

std::vector<std::uint64_t> DurableView::open_orders(AccountId account) const {
    std::vector<std::uint64_t> open;
    for (const auto& [id, order] : orders_)
        if (order.open && order.account == account) open.push_back(id);
    return open;
}

std::string DurableView::told(Lots lots) const {
    return decimal(made_again_.catalog.market(kMarket)->terms.quantity(lots).value());
}

std::string DurableView::told(Ticks price) const {
    return decimal(made_again_.catalog.market(kMarket)->terms.price(price).value());
}

std::map<std::string, std::string> DurableView::levels(Side side) const {
    std::map<std::string, std::string> levels;
    const AggregatedBook* const book = made_again_.books.book(kMarket);
    const auto collect = [&](const auto& from) {
        for (const auto& [price, lots] : from)
            levels[told(price)] = told(Lots{static_cast<std::uint32_t>(lots)});
    };
    if (book && side == Side::buy) collect(book->bids());
    if (book && side == Side::sell) collect(book->asks());
    return levels;
}

void DurableView::require_snapshot(const json::value& snapshot) const {
    REQUIRE(number(snapshot.at("lastUpdateId")) == last_update());
    REQUIRE(told_levels(snapshot.at("bids")) == levels(Side::buy));
    REQUIRE(told_levels(snapshot.at("asks")) == levels(Side::sell));
}

void DurableView::require_depth_event(const json::value& event) const {
    const std::uint64_t last = number(event.at("u"));
    REQUIRE(number(event.at("U")) <= last);
    REQUIRE(last <= last_update());
    if (last < last_update()) return;
    for (const Side side : {Side::buy, Side::sell}) {
        const auto durable = levels(side);
        for (const auto& [price, quantity] : told_levels(event.at(side == Side::buy ? "b" : "a"))) {
            const auto found = durable.find(price);
            REQUIRE(quantity == (found == durable.end() ? kNone : found->second));
        }
    }
}

void DurableView::require_trade(const json::value& trade, std::string_view id,
                                std::string_view price, std::string_view quantity) const {
    const auto found = trades_.find(number(trade.at(id)));
    REQUIRE(found != trades_.end());
    REQUIRE(text(trade.at(price)) == found->second.price);
    REQUIRE(text(trade.at(quantity)) == found->second.quantity);
}

void DurableView::require_order(const json::value& order) const {
    const auto found = orders_.find(number(order.at("orderId")));
    REQUIRE(found != orders_.end());
    const State state{text(order.at("status")), text(order.at("executedQty"))};
    INFO(state.first << " " << state.second);
    REQUIRE(found->second.states.contains(state));
    if (const json::value* const fills = order.as_object().if_contains("fills"))
        for (const json::value& fill : fills->as_array())
            require_trade(fill, "tradeId", "price", "qty");
}

void DurableView::require_open_orders(const json::value& orders, AccountId account) const {
    std::vector<std::uint64_t> told;
    for (const json::value& order : orders.as_array()) {
        require_order(order);
        told.push_back(number(order.at("orderId")));
    }
    REQUIRE(told == open_orders(account));
}

void DurableView::require_balances(const json::value& answer, AccountId account) const {
    const json::array& balances = answer.at("balances").as_array();
    REQUIRE(balances.size() == 2);
    for (const json::value& told : balances) {
        const AssetId asset{static_cast<std::uint16_t>(text(told.at("asset")) == "DVM" ? 1 : 2)};
        const Balance durable = made_again_.balances.balance(account, asset);
        REQUIRE(text(told.at("free")) == decimal(durable.available.value()));
        REQUIRE(text(told.at("locked")) == decimal(durable.held.value()));
    }
}

}  // namespace divmid::gateway
