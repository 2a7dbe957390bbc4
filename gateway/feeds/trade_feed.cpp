// SPDX-License-Identifier: Apache-2.0
#include "gateway/feeds/trade_feed.hpp"

#include "gateway/dialect/json_writer.hpp"

namespace divmid::gateway {

void TradeFeed::publish(const Record& record, Timestamp now) {
    for (const TradeExecuted& event : record.events.all<TradeExecuted>()) {
        const ListedMarket& market = *catalog_.market(event.market);
        Topic& trades = topic(market);
        if (trades.empty()) continue;
        trades.publish([&](std::string& to, TimeUnit unit) {
            JsonWriter json{to};
            json.begin_object().member("e").text("trade");
            json.member("E").number(to_wire_time(now, unit));
            json.member("s").text(market.symbol);
            json.member("t").number(event.trade.value());
            json.member("p").decimal(market.terms.price(event.price).value(), market.quote_scale);
            json.member("q").decimal(market.terms.quantity(event.lots).value(), market.base_scale);
            json.member("T").number(to_wire_time(record.tick.time, unit));
            json.member("m").boolean(event.taker_side == Side::sell);
            json.member("M").boolean(true).end_object();
        });
    }
}

Topic& TradeFeed::topic(const ListedMarket& market) {
    const std::size_t index = market.terms.market.value();
    if (topics_.size() <= index) topics_.resize(index + 1);
    if (!topics_[index]) topics_[index] = &subscriptions_.topic(market.stream_name + "@trade");
    return *topics_[index];
}

}  // namespace divmid::gateway
