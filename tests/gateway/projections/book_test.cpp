// SPDX-License-Identifier: Apache-2.0
#include "gateway/projections/book.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <vector>

#include "engine/exchange.hpp"
#include "gateway/projections/market_states.hpp"
#include "tests/storage/special_market.hpp"

namespace divmid::gateway {
namespace {

constexpr MarketId kMarket = storage::SmallMarket::kMarket;

/// What rests, order by order; a level is what can be seen of its orders.
class RestingOrders {
public:
    void operator()(const OrderRested& event) {
        orders_[event.order] = {event.side, event.price, event.lots.value(), 0};
    }
    void operator()(const TradeExecuted& event) { take(event.maker_order, event.lots); }
    void operator()(const AuctionTraded& event) {
        take(event.trade.maker_order, event.trade.lots);
        take(event.trade.taker_order, event.trade.lots);
    }
    void operator()(const TradePrevented& event) {
        take(event.maker_order, event.maker_lots);
        if (orders_.contains(event.taker_order)) take(event.taker_order, event.taker_lots);
    }
    void operator()(const SliceShown& event) {
        if (orders_.contains(event.order)) orders_.at(event.order).hidden = event.hidden.value();
    }
    void operator()(const OrderAmended& event) {
        if (!event.kept_place) {
            orders_.erase(event.order);
        } else {
            orders_.at(event.order).price = event.price;
            orders_.at(event.order).lots = event.lots.value();
        }
    }
    void operator()(const OrderCanceled& event) { orders_.erase(event.order); }
    template <class Other>
    void operator()(const Other&) {}

    [[nodiscard]] std::map<Ticks, std::uint64_t> levels(Side side) const {
        std::map<Ticks, std::uint64_t> levels;
        for (const auto& [id, order] : orders_)
            if (order.side == side && order.lots > order.hidden)
                levels[order.price] += order.lots - order.hidden;
        return levels;
    }

private:
    struct Order {
        Side side{};
        Ticks price;
        std::uint64_t lots{};
        std::uint64_t hidden{};
    };

    void take(OrderId id, Lots lots) {
        Order& order = orders_.at(id);
        order.lots -= lots.value();
        if (order.lots == 0) orders_.erase(id);
    }

    std::map<OrderId, Order> orders_;
};

template <class Levels>
std::map<Ticks, std::uint64_t> by_price(const Levels& levels) {
    return {levels.begin(), levels.end()};
}

}  // namespace

TEST_CASE("a level shows what can be seen of its orders, of whatever kinds they are", "[book]") {
    storage::SpecialMarket market{5};
    Exchange exchange;
    Books books;
    MarketStates states;
    RestingOrders resting;
    for (int i = 0; i < 600; ++i) {
        const Record record = exchange.apply(market.next());
        market.saw(record);
        books.apply(record);
        states.apply(record);
        record.events.visit([&](std::size_t, const auto& event) { resting(event); });
        const AggregatedBook* const book = books.book(kMarket);
        if (book == nullptr) continue;
        REQUIRE(by_price(book->bids()) == resting.levels(Side::buy));
        REQUIRE(by_price(book->asks()) == resting.levels(Side::sell));
        const TopOfBook top = top_of(book);
        const bool crossed = top.bid != Ticks{} && top.ask != Ticks{} && top.bid >= top.ask;
        REQUIRE((!crossed || states.market(kMarket)->phase == Phase::auction_call));
    }
    CHECK(states.profile(kFirstUser).group == TradeGroupId{7});
}

}  // namespace divmid::gateway
