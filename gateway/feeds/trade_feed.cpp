// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/trade_feed.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "gateway/dialect/json_writer.hpp"
#include "gateway/dialect/market_data.hpp"

namespace divmid::gateway {

using storage::AggregateRow;
using storage::TradeRow;

namespace {

struct Telling {
    const ListedMarket& market;
    Timestamp now;
};

void begin_event(JsonWriter& json, std::string_view type, const Telling& telling, TimeUnit unit) {
    json.begin_object().member("e").text(type);
    json.member("E").number(to_wire_time(telling.now, unit));
    json.member("s").text(telling.market.symbol);
}

void publish_trade(Topic& topic, const TradeRow& trade, const Telling& telling) {
    topic.publish([&](std::string& to, TimeUnit unit) {
        const ListedMarket& market = telling.market;
        JsonWriter json{to};
        begin_event(json, "trade", telling, unit);
        json.member("t").number(trade.trade.value());
        json.member("p").decimal(market.terms.price(trade.price).value(), market.quote_scale);
        json.member("q").decimal(market.terms.quantity(trade.lots).value(), market.base_scale);
        json.member("T").number(to_wire_time(trade.time, unit));
        json.member("m").boolean(trade.buyer_is_maker);
        json.member("M").boolean(true).end_object();
    });
}

void publish_aggregate(Topic& topic, const AggregateRow& aggregate, const Telling& telling) {
    topic.publish([&](std::string& to, TimeUnit unit) {
        JsonWriter json{to};
        begin_event(json, "aggTrade", telling, unit);
        write_aggregate_members(json, telling.market, aggregate, unit);
        json.end_object();
    });
}

}  // namespace

void TradeFeed::publish(Timestamp now) {
    std::span<const TradeRow> left = sources_.tape.printed();
    while (!left.empty()) {
        const TradeRow& first = left.front();
        const auto end = std::ranges::find_if_not(left, [&](const TradeRow& row) {
            return row.aggregate == first.aggregate && row.market == first.market;
        });
        const auto size = static_cast<std::size_t>(end - left.begin());
        publish(left.first(size), now);
        left = left.subspan(size);
    }
}

void TradeFeed::publish(std::span<const TradeRow> aggregate, Timestamp now) {
    const ListedMarket& market = *sources_.catalog.market(aggregate.front().market);
    const Telling telling{market, now};
    const Topics& its = topics(market);
    if (!its.trades->empty())
        for (const TradeRow& trade : aggregate) publish_trade(*its.trades, trade, telling);
    if (its.aggregates->empty()) return;
    AggregateRow whole = storage::aggregate_of(aggregate.front());
    for (const TradeRow& trade : aggregate.subspan(1))
        storage::join(whole, storage::aggregate_of(trade));
    publish_aggregate(*its.aggregates, whole, telling);
}

TradeFeed::Topics& TradeFeed::topics(const ListedMarket& market) {
    const std::size_t index = market.terms.market.value();
    if (topics_.size() <= index) topics_.resize(index + 1);
    Topics& its = topics_[index];
    if (!its.trades)
        its = {&subscriptions_.topic(market.stream_name + "@trade"),
               &subscriptions_.topic(market.stream_name + "@aggTrade")};
    return its;
}

}  // namespace divmid::gateway
